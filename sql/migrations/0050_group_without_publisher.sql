-- Saved files have articles of no known publisher: they belong to stories as well.
ALTER TABLE wireroom.story_members ALTER COLUMN publisher_id DROP NOT NULL;
COMMENT ON COLUMN wireroom.story_members.publisher_id IS 'As the article has it; NULL: not known.';
