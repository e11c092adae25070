-- The database follows the list: added, changed, retired, restored; nothing is deleted, each retirement is logged.
WITH changed AS (
    UPDATE wireroom.feeds AS f
    SET
        title = l.title, publisher = l.publisher, country = l.country, language = l.language,
        timezone = l.timezone, category = l.category, every = l.every, paused = l.paused, private = l.private,
        archive = l.archive, access = l.access, secrets = l.secrets, family = l.family,
        full_text = l.full_text, rules = l.rules,
        rules_changed_at = CASE WHEN f.rules = l.rules THEN f.rules_changed_at ELSE %(now)s END,
        changed_at = %(now)s, retired_at = NULL
    FROM listed_feeds AS l, wireroom.feeds AS before
    WHERE f.url = l.url
        AND before.id = f.id
        AND (f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
            f.archive, f.access, f.secrets, f.family, f.full_text, f.rules, f.retired_at)
        IS DISTINCT FROM (l.title, l.publisher, l.country, l.language, l.timezone, l.category, l.every, l.paused,
            l.private, l.archive, l.access, l.secrets, l.family, l.full_text, l.rules, NULL::timestamptz)
    RETURNING
        f.id,
        before.retired_at IS NOT NULL AS was_retired,
        (f.private, f.access, f.secrets) IS DISTINCT FROM (before.private, before.access, before.secrets) AS is_let_in,
        CASE WHEN f.every IS DISTINCT FROM before.every THEN greatest(coalesce(f.every, %(first)s), %(least)s) END AS now_every
),
-- What the list says counts from now on: a feed that failed is not waited for once it is let in otherwise, nor a longer
-- wait than the new `every` (none any more: than that of a feed whose rhythm is not known), unless its server asked for
-- that (then, or put off beside another of its host, a feed has not failed). What is being filed has just been asked,
-- or will be judged by the new list anyway.
waiting AS (
    SELECT s.feed_id, changed.is_let_in, changed.now_every
    FROM changed
    JOIN wireroom.feed_states AS s ON s.feed_id = changed.id
    WHERE s.next_poll_at > %(now)s AND (changed.is_let_in OR changed.now_every IS NOT NULL)
    ORDER BY s.feed_id
    FOR UPDATE OF s SKIP LOCKED
),
sooner AS (
    UPDATE wireroom.feed_states AS s
    SET
        next_poll_at = least(s.next_poll_at, CASE WHEN s.failures > 0 THEN %(now)s ELSE s.last_polled_at + w.now_every END),
        next_poll_reason = 'the list of feeds says otherwise since its last poll'
    FROM waiting AS w
    WHERE s.feed_id = w.feed_id
        AND CASE
            WHEN s.failures > 0 THEN w.is_let_in AND s.outcome <> 'rate_limited'
            ELSE s.last_polled_at + w.now_every < s.next_poll_at
                AND s.outcome IN ('ok', 'not_modified', 'unchanged', 'empty', 'malformed', 'capped')
                AND s.next_poll_reason NOT LIKE '%%(Retry-After)%%'
        END
),
added AS (
    INSERT INTO wireroom.feeds (
        url, title, publisher, country, language, timezone, category, every, paused, private, archive, access, secrets,
        family, full_text, rules, added_at, changed_at
    )
    SELECT
        url, title, publisher, country, language, timezone, category, every, paused, private, archive, access, secrets,
        family, full_text, rules, %(now)s, %(now)s
    FROM listed_feeds
    ORDER BY place
    ON CONFLICT (url) DO NOTHING
    RETURNING id
),
retired AS (
    UPDATE wireroom.feeds AS f
    SET retired_at = %(now)s, changed_at = %(now)s
    WHERE f.retired_at IS NULL AND NOT EXISTS (SELECT FROM listed_feeds AS l WHERE l.url = f.url)
    RETURNING f.id
),
logged AS (
    INSERT INTO wireroom.feed_retirements (feed_id, retired_at, reason)
    SELECT id, %(now)s, %(why)s FROM retired
),
back AS (
    UPDATE wireroom.feed_retirements AS r
    SET restored_at = %(now)s
    FROM changed
    WHERE changed.was_retired AND r.feed_id = changed.id AND r.restored_at IS NULL
),
counts AS (
    SELECT
        (SELECT count(*) FROM added) AS added,
        (SELECT count(*) FROM changed WHERE NOT was_retired) AS changed,
        (SELECT count(*) FROM retired) AS retired,
        (SELECT count(*) FROM changed WHERE was_retired) AS restored,
        (SELECT count(*) FROM listed_feeds) AS listed
)
SELECT added, changed, retired, restored, listed - added - changed - restored AS unchanged FROM counts;
