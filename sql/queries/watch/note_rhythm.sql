-- Keep what was learned of one feed. What is usual of one that is empty now is not forgotten for want of documents.
INSERT INTO wireroom.feed_rhythms AS kept (
    feed_id, learned_at, intervals, chances, longest_usual, documents, entries_usual, entries_low, refused_usual
)
VALUES (
    %(feed_id)s, %(learned_at)s, %(intervals)s, %(chances)s, %(longest_usual)s, %(documents)s, %(entries_usual)s,
    %(entries_low)s, %(refused_usual)s
)
ON CONFLICT (feed_id) DO UPDATE SET
    learned_at = excluded.learned_at, intervals = excluded.intervals, chances = excluded.chances,
    longest_usual = excluded.longest_usual,
    (documents, entries_usual, entries_low, refused_usual) = (
        SELECT
            CASE WHEN known.keep THEN kept.documents ELSE excluded.documents END,
            CASE WHEN known.keep THEN kept.entries_usual ELSE excluded.entries_usual END,
            CASE WHEN known.keep THEN kept.entries_low ELSE excluded.entries_low END,
            CASE WHEN known.keep THEN kept.refused_usual ELSE excluded.refused_usual END
        FROM (
            SELECT excluded.documents = 0 AND EXISTS (
                SELECT FROM wireroom.feed_states AS s
                WHERE s.feed_id = excluded.feed_id AND s.empty_since IS NOT NULL
            ) AS keep
        ) AS known
    );
