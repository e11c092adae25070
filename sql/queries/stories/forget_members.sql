-- Articles that are no longer there.
DELETE FROM wireroom.story_members WHERE article_id = ANY(%(ids)s);
