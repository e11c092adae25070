-- The keys of articles that get new ones.
DELETE FROM wireroom.event_keys AS k
USING wireroom.event_members AS m, unnest(m.words[:%(keys)s]) AS old (word)
WHERE m.article_id = ANY(%(ids)s) AND k.span = floor(extract(epoch FROM m.published_at) / 259200)::integer
    AND k.word = old.word AND k.article_id = m.article_id;
