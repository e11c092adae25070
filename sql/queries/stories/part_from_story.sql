-- Set an article apart from stories, or allow them again.
UPDATE wireroom.story_members SET alone = %(alone)s WHERE article_id = %(id)s;
