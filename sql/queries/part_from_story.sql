-- An article that is to be left alone, or may be in a story again.
UPDATE wireroom.story_members SET alone = %(alone)s WHERE article_id = %(id)s;
