-- Entries left out, by stage and reason, so that the counts of a poll add up; those of stage fetch are an estimate.
CREATE OR REPLACE VIEW news.drops AS
SELECT r.run_id, r.feed_id, d.stage, d.reason, d.entries, d.is_estimated
FROM wireroom.run_feeds AS r
CROSS JOIN LATERAL (
    VALUES
        ('fetch', 'left the document before the poll', r.missed, true),
        (
            'parse',
            CASE WHEN r.outcome = 'capped' THEN 'beyond what one poll takes in' ELSE 'repeated in the document' END,
            r.entries - r.inserted - r.revised - r.unchanged - r.rejected - r.dropped, false
        ),
        ('file', 'refused: news.rejected says why', r.rejected, false)
) AS d (stage, reason, entries, is_estimated)
WHERE d.entries > 0
UNION ALL
SELECT r.run_id, r.feed_id, 'rules', d.key, d.value::bigint, false
FROM wireroom.run_feeds AS r
CROSS JOIN LATERAL jsonb_each_text(r.dropped_by) AS d
WHERE r.dropped > 0;
COMMENT ON VIEW news.drops IS
    'What was left out, by run, feed and stage. Of each poll: entries = inserted + revised + unchanged + every drop that is not estimated. Articles that cannot be searched are in news.search_queue.';
COMMENT ON COLUMN news.drops.run_id IS 'The run: news.runs.id.';
COMMENT ON COLUMN news.drops.feed_id IS 'The feed: news.feeds.id; 0: documents that belong to none.';
COMMENT ON COLUMN news.drops.stage IS 'fetch, parse, rules (keep and drop of feeds.yaml) or file.';
COMMENT ON COLUMN news.drops.reason IS 'Why, in words; of rules the rule itself.';
COMMENT ON COLUMN news.drops.entries IS 'How many entries.';
COMMENT ON COLUMN news.drops.is_estimated IS 'True: nobody has seen these entries; they seem to have come and gone between two polls.';
