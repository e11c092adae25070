-- Articles that these are linked to already: they are compared again, or a revision without a change of text would part
-- them from copies that nothing finds a second time.
SELECT l.article_id, l.other_id
FROM wireroom.story_links AS l
JOIN wireroom.story_members AS one ON one.article_id = l.article_id
JOIN wireroom.story_members AS other ON other.article_id = l.other_id
WHERE (l.article_id = ANY(%(ids)s) OR l.other_id = ANY(%(ids)s))
    AND NOT one.alone
    AND NOT other.alone
    AND abs(extract(epoch FROM other.published_at - one.published_at)) <= %(seconds)s
ORDER BY l.article_id, l.other_id;
