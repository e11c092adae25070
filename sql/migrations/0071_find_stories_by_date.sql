-- Stories by the date they began: a week of them was found by putting together all there are. See news.stories.
DROP INDEX wireroom.story_members_story_id;
CREATE INDEX story_members_story_id ON wireroom.story_members (story_id, published_at, article_id) WHERE grouped;
CREATE INDEX story_members_published_at ON wireroom.story_members (published_at) WHERE grouped;
