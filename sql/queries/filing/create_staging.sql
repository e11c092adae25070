-- Where a batch waits for the set-based statements: private to the session, not logged, empty after each commit.
SET LOCAL client_min_messages = warning;
-- The columns of an article (plugins/wireroom/store/articles/article_columns.py), and what was decided about it.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_articles ON COMMIT DELETE ROWS AS
SELECT
    NULL::bigint AS id, NULL::integer AS round, NULL::integer AS row, NULL::bigint AS feed_id,
    NULL::timestamptz AS seen_at, NULL::bytea AS fingerprint, NULL::integer AS text_length, NULL::text AS reason,
    NULL::smallint AS trust, NULL::text COLLATE "C" AS publisher_domain, NULL::text AS publisher_name,
    NULL::text AS publisher_country, NULL::text AS publisher_language, NULL::text AS publisher_source,
    {a.columns},
    NULL::timestamptz AS filed_at, NULL::bigint AS run_id -- NULL: now, by the present run
FROM wireroom.articles AS a
WITH NO DATA;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_keys (key bytea, article_id bigint) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_copies (
    id bigint, article_id bigint, feed_id bigint, trust smallint, fingerprint bytea, captured_at timestamptz,
    last_captured_at timestamptz, text_length integer, version integer, reason text, row integer, like_id bigint,
    kept integer, from_page boolean
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_sightings (
    article_id bigint, feed_id bigint, seen_at timestamptz, trust smallint
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_rejections (
    key bytea, feed_id bigint, reason text, detail text, raw bytea, seen_at timestamptz
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_results (
    feed_id bigint, etag text, last_modified text, body_sha256 bytea, fetch_url text, redirected_to text,
    redirected_since timestamptz, redirected_polls integer, move_note text, polls_since_full integer, failures integer, polled_at timestamptz, well boolean,
    inserted integer, next_poll_at timestamptz, interval interval, outcome text, detail text, status integer,
    entries integer, title text, site_url text, language text, format text, day_first boolean, archive_url text,
    url text, elapsed_ms integer, landing_uri text, landing_record text,
    window_seen_at timestamptz, window_oldest timestamptz, window_newest timestamptz, window_entries integer,
    window_shortest interval, missed integer, reader text, fuller_reader text, disagreement text,
    rhythm_counts smallint [], rhythm_since timestamptz, rhythm_until timestamptz, rhythm_at timestamptz, wish interval,
    next_poll_reason text, put_off boolean, hub_url text, topic_url text
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS staged_counts (
    feed_id bigint, entries bigint, inserted bigint, revised bigint, unchanged bigint, rejected bigint,
    dropped bigint, dropped_by jsonb
) ON COMMIT DELETE ROWS;
