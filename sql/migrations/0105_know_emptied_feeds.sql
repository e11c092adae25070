-- Feeds that always had entries and have none any more: they answer as well as ever.
ALTER TABLE wireroom.feed_states
ADD COLUMN first_filled_at timestamptz,
ADD COLUMN empty_since timestamptz,
ADD COLUMN longest_empty interval NOT NULL DEFAULT '0';
COMMENT ON COLUMN wireroom.feed_states.first_filled_at IS 'When a document of it first had entries, as far as is known; NULL: none had.';
COMMENT ON COLUMN wireroom.feed_states.empty_since IS 'Since when its documents are without entries; NULL: the last one has some.';
COMMENT ON COLUMN wireroom.feed_states.longest_empty IS 'How long they were without at the longest, before they had some again.';

-- What the polls on record tell. A feed that was empty at times before today shows anew how long that lasts.
UPDATE wireroom.feed_states AS s
SET
    first_filled_at = CASE WHEN seen.first_empty_at IS NULL OR seen.first_empty_at > seen.filled_at THEN f.added_at END,
    empty_since = CASE WHEN seen.first_empty_at > seen.filled_at THEN seen.first_empty_at END
FROM (
    SELECT
        feed_id,
        max(fetched_at) FILTER (WHERE outcome <> 'empty') AS filled_at,
        min(fetched_at) FILTER (WHERE outcome = 'empty') AS first_empty_at
    FROM wireroom.run_feeds
    WHERE outcome IN ('ok', 'malformed', 'capped', 'empty')
    GROUP BY feed_id
) AS seen
JOIN wireroom.feeds AS f ON f.id = seen.feed_id
WHERE s.feed_id = seen.feed_id AND seen.filled_at IS NOT NULL;
