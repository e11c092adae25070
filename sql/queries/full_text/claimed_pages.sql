-- Pages that the run has claimed and not requested yet, in the order of the ids.
SELECT p.article_id, p.feed_id, p.url, p.family, p.private
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN wireroom.pages AS p ON p.article_id = asked.id
WHERE p.run_id = %(run_id)s AND p.outcome IS NULL AND p.landing_uri IS NULL
ORDER BY asked.place;
