CREATE OR REPLACE VIEW news.polls AS
SELECT
    r.run_id,
    r.feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS feed,
    r.fetched_at AS polled_at,
    r.outcome,
    wireroom.outcome_in_words(r.outcome) AS in_words,
    nullif(wireroom.masked(r.detail), '') AS detail,
    r.failures,
    wireroom.masked(r.url) AS url,
    r.status AS http_status,
    r.elapsed_ms,
    r.entries,
    r.inserted,
    r.revised,
    r.unchanged,
    r.rejected,
    r.landing_uri,
    r.landing_record,
    r.dropped
FROM wireroom.run_feeds AS r
LEFT JOIN wireroom.feeds AS f ON f.id = r.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id;
COMMENT ON VIEW news.polls IS 'What each run did with each feed: every poll, how it ended and what it brought.';
COMMENT ON COLUMN news.polls.run_id IS 'The run: news.runs.id.';
COMMENT ON COLUMN news.polls.feed_id IS 'The feed: news.feeds.id; 0: documents that belong to none.';
COMMENT ON COLUMN news.polls.feed IS 'That feed''s title.';
COMMENT ON COLUMN news.polls.polled_at IS 'When the request began; NULL: nothing was asked (a backfill reads what was landed).';
COMMENT ON COLUMN news.polls.outcome IS 'How it ended, by name; NULL: nothing was asked.';
COMMENT ON COLUMN news.polls.in_words IS 'What that means and what to do, as part of a sentence.';
COMMENT ON COLUMN news.polls.detail IS 'What it met, in words.';
COMMENT ON COLUMN news.polls.failures IS 'Failed polls in a row, this one included.';
COMMENT ON COLUMN news.polls.url IS 'Address that answered; a secret in it is masked (***).';
COMMENT ON COLUMN news.polls.http_status IS 'HTTP status; NULL: there was no answer.';
COMMENT ON COLUMN news.polls.elapsed_ms IS 'Milliseconds from request to answer.';
COMMENT ON COLUMN news.polls.entries IS 'Entries read.';
COMMENT ON COLUMN news.polls.inserted IS 'New articles.';
COMMENT ON COLUMN news.polls.revised IS 'Articles with a new version.';
COMMENT ON COLUMN news.polls.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN news.polls.rejected IS 'Entries refused: news.rejected.';
COMMENT ON COLUMN news.polls.landing_uri IS 'WARC file that holds the exchange.';
COMMENT ON COLUMN news.polls.landing_record IS 'Its record there.';
COMMENT ON COLUMN news.polls.dropped IS 'Entries that the rules of feeds.yaml dropped: news.drops says which rule how many.';
