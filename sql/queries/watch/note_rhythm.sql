-- Keep what was learned of one feed.
INSERT INTO wireroom.feed_rhythms (
    feed_id, learned_at, intervals, chances, longest_usual, documents, entries_usual, entries_low, refused_usual
)
VALUES (
    %(feed_id)s, %(learned_at)s, %(intervals)s, %(chances)s, %(longest_usual)s, %(documents)s, %(entries_usual)s,
    %(entries_low)s, %(refused_usual)s
)
ON CONFLICT (feed_id) DO UPDATE SET
    learned_at = excluded.learned_at, intervals = excluded.intervals, chances = excluded.chances,
    longest_usual = excluded.longest_usual, documents = excluded.documents, entries_usual = excluded.entries_usual,
    entries_low = excluded.entries_low, refused_usual = excluded.refused_usual;
