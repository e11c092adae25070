-- publishers
INSERT INTO wireroom.publishers (domain, name, first_seen_at)
SELECT 'press' || n || '.example', 'Press ' || n, %(now)s FROM generate_series(1, greatest(%(feeds)s / 5, 1)) AS n;

-- feeds
INSERT INTO wireroom.feeds (url, title, publisher, country, language, category, added_at, changed_at, family, paused)
SELECT
    'https://press' || n / 5 + 1 || '.example/feed/' || n, 'Feed ' || n || ' of Press ' || n / 5 + 1, 'Press ' || n / 5 + 1,
    (ARRAY['de', 'fr', 'gb', 'us', 'in'])[n %% 5 + 1], (ARRAY['de', 'fr', 'en', 'en', 'hi'])[n %% 5 + 1],
    ARRAY['World', (ARRAY['Politics', 'Sport', 'Business'])[n %% 3 + 1]], %(now)s - interval '1 year', %(now)s,
    'press' || n / 5 + 1 || '.example', n %% 97 = 0
FROM generate_series(1, %(feeds)s) AS n;

-- feed states
INSERT INTO wireroom.feed_states (feed_id, failures, last_polled_at, last_well_at, last_new_at, next_poll_at, "interval", outcome, entries, format)
SELECT
    id, CASE WHEN id %% 20 = 0 THEN 3 + id %% 7 ELSE 0 END, %(now)s - (id %% 60) * interval '1 minute',
    %(now)s - CASE WHEN id %% 20 = 0 THEN interval '5 days' ELSE (id %% 60) * interval '1 minute' END,
    %(now)s - (id %% 3000) * interval '10 minutes', %(now)s + (id %% 60) * interval '1 minute', interval '1 hour',
    CASE WHEN id %% 20 = 0 THEN (ARRAY['not_found', 'forbidden', 'server_error', 'tls_failed'])[id / 20 %% 4 + 1] ELSE 'ok' END, 20, 'rss'
FROM wireroom.feeds;

-- runs, every half hour
INSERT INTO wireroom.runs (kind, key, status, started_at, finished_at, feeds, entries, inserted, revised, unchanged, rejected, outcomes)
SELECT
    CASE WHEN n %% 480 = 7 THEN 'backfill' ELSE 'ingest' END, 'scheduled__' || n, 'succeeded', at, at + interval '3 minutes', %(feeds)s / 12,
    %(feeds)s, %(articles)s / (%(days)s * 48), 20, %(feeds)s, 3, '{"ok": 200, "not_found": 9}'
FROM generate_series(1, %(days)s * 48) AS n, LATERAL (SELECT %(now)s - (%(days)s * 48 - n) * interval '30 minutes' AS at) AS t
ORDER BY n;

-- polls, four a day of each feed
INSERT INTO wireroom.run_feeds (run_id, feed_id, outcome, failures, fetched_at, status, elapsed_ms, entries, inserted, unchanged, rejected)
SELECT
    r.id, f.id, CASE WHEN f.id %% 20 = 0 THEN 'not_found' ELSE 'ok' END, CASE WHEN f.id %% 20 = 0 THEN 3 ELSE 0 END,
    r.started_at + (f.id %% 120) * interval '1 second', 200, 80 + f.id %% 400, 20, (f.id + r.id) %% 4, 17, CASE WHEN (f.id + r.id) %% 500 = 0 THEN 1 ELSE 0 END
FROM wireroom.runs AS r JOIN wireroom.feeds AS f ON f.id %% 12 = r.id %% 12 AND r.kind = 'ingest';

-- articles
INSERT INTO wireroom.articles (
    id, published_at, published_source, published_precision, first_seen_at, updated_at, publisher_id, home_feed_id, word_count,
    version, change_reason, corrected_at, guid, url, canonical_url, title, summary, language, authors, text, html, run_id, filed_at
)
SELECT
    n, at, 'feed:pubDate', 'second', at + interval '9 minutes', at + interval '9 minutes', f.id / 5 + 1, f.id, 120,
    CASE WHEN n %% 25 = 0 THEN 2 ELSE 1 END, CASE WHEN n %% 50 = 0 THEN 'changed in its home feed' WHEN n %% 25 = 0 THEN 'full_text' ELSE 'new' END,
    CASE WHEN n %% 50 = 0 THEN at + interval '9 minutes' END, 'guid' || n, 'https://press' || f.id / 5 + 1 || '.example/' || n, 'https://press' || f.id / 5 + 1 || '.example/' || n,
    (ARRAY['Harbour', 'Council', 'Market', 'Storm', 'Strike', 'Budget', 'River'])[n %% 7 + 1] || ' report number ' || n, 'In short: number ' || n || '.',
    (ARRAY['de', 'fr', 'en', 'en', 'hi'])[f.id %% 5 + 1], ARRAY['Reporter ' || n %% 5000],
    repeat('Every word of report ' || n || ' stands here and says little. ', 12), '<p>' || repeat('Every word of report ' || n || ' stands here and says little. ', 12) || '</p>',
    r.id, at + interval '10 minutes'
FROM generate_series(1, %(articles)s) AS n,
    LATERAL (SELECT %(now)s - (%(articles)s - n) * (interval '1 second' * (%(days)s * 86400.0 / %(articles)s)) AS at) AS t,
    LATERAL (SELECT 1 + (n * 7919::bigint) %% %(feeds)s AS id) AS f,
    LATERAL (SELECT 1 + (n::bigint * %(days)s * 48 / (%(articles)s + 1)) AS id) AS r;

-- heads
INSERT INTO wireroom.article_heads (id, fingerprint, content_seen_at, text_length, published_at)
SELECT id, decode(md5(id::text), 'hex'), updated_at, 700, published_at FROM wireroom.articles;

-- sightings
INSERT INTO wireroom.sightings (article_id, feed_id, first_seen_at, last_seen_at)
SELECT id, home_feed_id, first_seen_at, updated_at FROM wireroom.articles;

-- versions of before
INSERT INTO wireroom.revisions (article_id, version, seen_at, replaced_at, title, summary, text, html, fingerprint, changed, change_reason, filed_at, run_id)
SELECT id, 1, first_seen_at, updated_at, title, summary, text, html, '\x00', '{}', '', filed_at, run_id FROM wireroom.articles WHERE version > 1;

-- search
INSERT INTO wireroom.article_search (article_id, published_at, search)
SELECT id, published_at, to_tsvector('simple', title || ' ' || summary || ' ' || text) FROM wireroom.articles;

-- quarantine
INSERT INTO wireroom.rejected (key, feed_id, run_id, reason, detail, raw, first_seen_at, last_seen_at)
SELECT decode(md5(n::text), 'hex'), 1 + n %% %(feeds)s, 1 + n %% 4000, (ARRAY['no_content', 'bad_date', 'too_slow'])[n %% 3 + 1], 'nothing to read', '<item/>', %(now)s - n * interval '1 minute', %(now)s - n * interval '1 minute'
FROM generate_series(1, 20000) AS n;

-- alerts of the past
INSERT INTO wireroom.alerts (rule, subject, words, opened_at, seen_at, closed_at, ended_at)
SELECT 'sick', 'cause ' || n, n || ' feeds need attention', %(now)s - n * interval '1 hour', %(now)s, CASE WHEN n > 12 THEN %(now)s END, CASE WHEN n > 12 THEN %(now)s END
FROM generate_series(1, 2000) AS n;

-- sizes
INSERT INTO wireroom.storage (measured_on, part, bytes, oldest)
SELECT %(now)s::date - n, p, 1000000000 - n * 1000000, %(now)s::date - 400 FROM generate_series(0, 60) AS n, unnest(ARRAY['articles', 'versions', 'polls', 'landed files']) AS p
