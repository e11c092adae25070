-- Who was first: a date without a time whose whole day has passed is before any time of the next day.
ALTER TABLE wireroom.story_members ADD COLUMN latest_at timestamptz;
COMMENT ON COLUMN wireroom.story_members.latest_at IS
    'The latest moment at which it may have been published: the end of its day or month, where no time is known. NULL: not looked at since this is kept.';

-- Those with a time say it by exact_at; the others are looked at anew with the next filings.
INSERT INTO wireroom.story_queue (article_id)
SELECT m.article_id FROM wireroom.story_members AS m WHERE m.exact_at IS NULL ORDER BY m.article_id;
