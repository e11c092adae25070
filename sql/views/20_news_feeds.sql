-- The sample newsroom's outlets are served by this machine, under names below localhost.
CREATE OR REPLACE FUNCTION wireroom.is_sample(url text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN url ~* '^https?://([^/@]*@)?([^/:@]*\.)?localhost([:/]|$)';
COMMENT ON FUNCTION wireroom.is_sample IS 'True of a feed of the sample newsroom.';

-- What each outcome means to an operator, and what to do.
CREATE OR REPLACE FUNCTION wireroom.outcome_in_words(outcome text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE outcome
    WHEN 'ok' THEN 'brings articles'
    WHEN 'not_modified' THEN 'answers; nothing new since the last poll'
    WHEN 'unchanged' THEN 'answers; nothing new since the last poll'
    WHEN 'empty' THEN 'answers, without entries'
    WHEN 'capped' THEN 'brings more entries at once than one poll takes in: the newest are kept, a backfill of what was landed brings the rest'
    WHEN 'malformed' THEN 'answers; damaged in places, what could be read is kept'
    WHEN 'truncated' THEN 'its answer broke off before its end: what came whole is kept, the rest is asked for again'
    WHEN 'unreachable_host' THEN 'its host was not found: check the network here, then the address'
    WHEN 'connection_failed' THEN 'its host refuses connections: this usually passes by itself'
    WHEN 'tls_failed' THEN 'its certificate is not valid: open the site in a browser'
    WHEN 'timed_out' THEN 'no answer in time: this usually passes by itself'
    WHEN 'rate_limited' THEN 'its server asks us to come less often: we do'
    WHEN 'forbidden' THEN 'its server refuses us (401 or 403): ask the publisher, or remove the feed'
    WHEN 'bot_wall' THEN 'its site lets only browsers in (bot wall): ask the publisher to let us in'
    WHEN 'payment_required' THEN 'payment is required (402): agree terms with the publisher, or remove the feed'
    WHEN 'not_found' THEN 'there is nothing at its address (404): look for the new address if this lasts'
    WHEN 'gone' THEN 'taken down by its publisher for good (410): remove the feed'
    WHEN 'client_error' THEN 'our request is rejected (4xx): check the address'
    WHEN 'server_error' THEN 'its server reports an error of its own (5xx): this usually passes by itself'
    WHEN 'bad_url' THEN 'its address is no valid URL: correct it in feeds.yaml'
    WHEN 'secret_missing' THEN 'a secret that feeds.yaml refers to is not set here: set it, or correct the reference'
    WHEN 'blocked_address' THEN 'its address is closed to public feeds (this machine, a private network or another service): its last error says what to do'
    WHEN 'disallowed' THEN 'robots.txt does not allow us to fetch it'
    WHEN 'too_many_redirects' THEN 'its address redirects in circles: check the address'
    WHEN 'too_large' THEN 'larger than we accept: look for a shorter feed of the publisher'
    WHEN 'decompression_bomb' THEN 'unpacks to far more than we accept: remove the feed'
    WHEN 'not_a_feed' THEN 'its address answers, but not with a feed: its last error says what came instead'
    WHEN 'unparsable' THEN 'cannot be read as a feed: check the address'
    WHEN 'too_slow' THEN 'takes longer to read than a document may: see the quarantine, or remove the feed'
    ELSE outcome
END;
COMMENT ON FUNCTION wireroom.outcome_in_words IS 'An outcome as part of a sentence, and what to do about it.';

CREATE OR REPLACE FUNCTION wireroom.outcome_in_sentences(outcome text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(wireroom.outcome_in_words(outcome), ': .*', '')
    || coalesce('. ' || upper(substring(wireroom.outcome_in_words(outcome) FROM ': (.)')), '')
    || coalesce(substring(wireroom.outcome_in_words(outcome) FROM ': .(.*)'), '')
    || '.';
COMMENT ON FUNCTION wireroom.outcome_in_sentences IS 'The same, what to do in a sentence of its own.';

-- How a feed is, in one word: the one place that says what is sick. `is_cut_off`: nothing could be reached from here when
-- it was last polled.
CREATE OR REPLACE FUNCTION wireroom.feed_condition(
    feed wireroom.feeds, state wireroom.feed_states, is_cut_off boolean
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN feed.retired_at IS NOT NULL THEN 'retired'
    WHEN feed.paused THEN 'paused'
    WHEN state.last_polled_at IS NULL
        AND (state.outcome IS NULL OR least(state.next_poll_at, now()) < feed.added_at + interval '7 days') THEN 'new'
    -- A limit that we keep to harms nobody, unless it never ends; without a failure of its own it was put off for the
    -- sake of others of its host.
    WHEN (state.outcome = 'rate_limited' OR (state.failures = 0 AND state.outcome = 'timed_out'))
        AND greatest(state.last_polled_at, least(state.next_poll_at, now()))
        < coalesce(state.last_well_at, feed.added_at) + interval '7 days' THEN 'waiting'
    WHEN state.outcome = 'rate_limited' OR (state.failures = 0 AND state.outcome = 'timed_out') THEN 'sick'
    -- Without entries for a week at least and far longer than ever before, where it had some for four weeks and more.
    WHEN state.failures = 0 AND state.empty_since > state.first_filled_at + interval '28 days'
        AND state.last_polled_at >= state.empty_since + greatest(interval '7 days', 3 * state.longest_empty) THEN 'emptied'
    WHEN state.failures = 0 AND state.last_new_at < state.last_polled_at - interval '30 days' THEN 'silent'
    WHEN state.failures = 0 THEN 'well'
    WHEN is_cut_off AND state.outcome IN ('unreachable_host', 'connection_failed', 'timed_out') THEN 'cut_off'
    WHEN state.failures > 1 THEN 'sick'
    -- The first poll of a feed met what does not pass by itself: most likely its address is wrong.
    WHEN state.last_well_at IS NULL
        AND state.outcome NOT IN (
            'unreachable_host', 'connection_failed', 'tls_failed', 'timed_out', 'server_error', 'truncated', 'too_slow'
        ) THEN 'sick'
    ELSE 'failed_once'
END;
COMMENT ON FUNCTION wireroom.feed_condition IS 'How a feed is, in one word: see news.feeds.condition.';

CREATE OR REPLACE FUNCTION wireroom.feed_cause(condition text, outcome text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN condition = 'silent' THEN 'nothing new for 30 days'
    WHEN condition = 'emptied' THEN 'without entries for far longer than ever before'
    WHEN condition = 'waiting' AND outcome = 'timed_out' THEN 'waits, since its host is slow'
    WHEN condition IN ('cut_off', 'waiting', 'failed_once', 'sick')
        THEN regexp_replace(split_part(wireroom.outcome_in_words(outcome), ':', 1), '^its? ', '')
            || CASE condition WHEN 'cut_off' THEN ', most likely this machine''s network' ELSE '' END
END;
COMMENT ON FUNCTION wireroom.feed_cause IS 'Why a feed is not well, alike for all feeds of that cause; NULL: it is.';

-- Entries of its newest document that had any and came under these rules; NULL: they let one in, or there is none. What a
-- hub or a backfill brings (no outcome) is no document of the feed: often one entry.
CREATE OR REPLACE FUNCTION wireroom.all_dropped(feed wireroom.feeds) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = '' -- readers see the answer alone
RETURN CASE
    WHEN feed.rules <> '{}' THEN (
        SELECT CASE WHEN r.dropped = r.entries THEN r.entries END
        FROM wireroom.run_feeds AS r
        WHERE r.feed_id = feed.id AND r.entries > 0 AND r.outcome IS NOT NULL
            AND (feed.rules_changed_at IS NULL OR r.fetched_at >= feed.rules_changed_at)
        ORDER BY r.run_id DESC
        LIMIT 1
    )
END;
COMMENT ON FUNCTION wireroom.all_dropped IS 'Entries of a feed''s newest document where its rules dropped all of them; NULL: they did not.';

CREATE OR REPLACE FUNCTION wireroom.feed_health(feed wireroom.feeds, state wireroom.feed_states, condition text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE condition
    WHEN 'retired' THEN format('Retired on %s: no longer in feeds.yaml. Its articles stay.', feed.retired_at::date)
    WHEN 'paused' THEN 'Paused: not polled until resumed.'
    WHEN 'new' THEN 'New: waits for its first poll.'
    WHEN 'silent' THEN format(
        'Silent: answers, but has brought nothing new since %s. Compare it with the site: it may have moved.', state.last_new_at::date
    )
    WHEN 'emptied' THEN format(
        'Emptied: answers, but without entries since %s; before, it %s. Compare it with the site: the feed may have moved. If it was given up, remove it.',
        state.empty_since::date,
        CASE
            WHEN state.longest_empty = interval '0' THEN 'always had some'
            ELSE 'never was for longer than ' || justify_interval(date_trunc('minute', state.longest_empty))
        END
    )
    WHEN 'well' THEN coalesce(
        'Well: answers, but its rules dropped every entry of its newest document ('
        || wireroom.all_dropped(feed) || '): news.drops says which did.',
        format(CASE state.outcome WHEN 'capped' THEN 'Capped: %s' ELSE 'Well: %s' END, wireroom.outcome_in_sentences(state.outcome))
    )
    WHEN 'cut_off' THEN format(
        'Cut off: %s. Hardly anything could be reached from here; it is tried again.',
        wireroom.feed_cause(condition, state.outcome)
    )
    WHEN 'waiting' THEN CASE state.failures
        WHEN 0 THEN format('Put off: %s.', wireroom.masked(state.detail))
        ELSE format('Waits: %s', wireroom.outcome_in_sentences(state.outcome))
    END
    WHEN 'failed_once' THEN format('Failed once: %s', wireroom.outcome_in_sentences(state.outcome))
    ELSE format(
        'Sick: %s %s%s.',
        -- What came instead is known: a login, a page of repairs, the feeds that a page links to.
        CASE
            WHEN state.outcome = 'not_a_feed' AND state.detail <> ''
                THEN left(wireroom.masked(state.detail), 500) || CASE WHEN length(state.detail) > 500 THEN '…' ELSE '.' END
            ELSE wireroom.outcome_in_sentences(state.outcome)
        END,
        CASE state.failures WHEN 1 THEN 'Its last poll failed' ELSE state.failures || ' polls in a row have failed' END,
        coalesce('; last well on ' || state.last_well_at::date, '; never well so far')
    )
END;
COMMENT ON FUNCTION wireroom.feed_health IS 'How a feed is and what to do, in one sentence.';

-- `once`: a function that uses its condition more than once is part of the plan only where that is a value; given the
-- expression it is called, and works the condition out anew, for each feed (`OFFSET 0` keeps the two apart).
CREATE OR REPLACE VIEW news.feeds AS
SELECT
    f.id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS title,
    wireroom.masked(f.url) AS url,
    wireroom.masked(s.site_url) AS site_url,
    f.publisher,
    f.category,
    f.country,
    coalesce(f.language, s.language) AS language,
    s.format,
    (SELECT wireroom.feed_health(f, s, once.condition) FROM (SELECT c.condition OFFSET 0) AS once) AS health,
    s.outcome,
    nullif(wireroom.masked(s.detail), '') AS detail,
    CASE WHEN s.failures > 0 THEN coalesce(nullif(wireroom.masked(s.detail), ''), wireroom.outcome_in_words(s.outcome)) END AS last_error,
    coalesce(s.failures, 0) AS failures,
    s.status AS http_status,
    CASE
        WHEN coalesce(f.every, s.interval) IS NULL THEN 'not known yet'
        ELSE 'every ' || justify_interval(date_trunc('minute', coalesce(f.every, s.interval)))
    END AS cadence,
    s.last_polled_at,
    s.last_well_at,
    s.last_new_at,
    CASE
        WHEN f.retired_at IS NOT NULL OR f.paused THEN NULL
        WHEN hub.is_put_off_no_more THEN least(s.next_poll_at, s.last_polled_at + s.interval)
        ELSE s.next_poll_at
    END AS next_poll_at,
    (SELECT count(*) FROM wireroom.sightings AS seen WHERE seen.feed_id = f.id) AS articles,
    f.paused,
    f.added_at,
    f.retired_at,
    coalesce(s.missed, 0) AS suspected_misses,
    s.missed_at AS suspected_missing_at,
    c.condition,
    c.condition IN ('sick', 'emptied') AS needs_somebody,
    (SELECT wireroom.feed_cause(once.condition, s.outcome) FROM (SELECT c.condition OFFSET 0) AS once) AS cause,
    s.reader,
    nullif(s.disagreement, '') AS disagreement,
    s.compared_at,
    CASE
        WHEN f.retired_at IS NOT NULL THEN 'not polled: retired'
        WHEN f.paused THEN 'not polled: paused'
        WHEN s.next_poll_at IS NULL THEN 'new: with the next run'
        WHEN hub.has_knocked THEN 'its hub (WebSub) told of something new without saying what: by its own rhythm again'
        WHEN hub.is_silent THEN 'its hub (WebSub) tells us nothing more: by its own rhythm again'
        ELSE nullif(wireroom.masked(s.next_poll_reason), '')
    END AS next_poll_reason,
    CASE WHEN s.redirected_since IS NOT NULL THEN wireroom.masked(s.redirected_to) END AS moving_to,
    s.redirected_since AS moving_since,
    CASE WHEN s.fetch_url <> f.url THEN wireroom.masked(s.fetch_url) END AS moved_to,
    f.full_text,
    CASE WHEN s.redirected_since IS NOT NULL THEN nullif(wireroom.masked(s.move_note), '') END AS moving_note,
    coalesce(s.redirected_since IS NOT NULL AND s.redirected_to = s.refused_move, false) AS moving_refused,
    nullif(f.rules, '{}') AS rules,
    wireroom.feed_name(coalesce(f.title, s.title, wireroom.masked(f.url)), f.url) AS name
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
CROSS JOIN LATERAL (
    SELECT wireroom.feed_condition(
        f, s,
        NOT f.private AND NOT wireroom.is_sample(f.url) AND EXISTS (
            SELECT FROM wireroom.network_outages AS o
            WHERE s.last_polled_at >= o.began_at AND s.last_polled_at < coalesce(o.ended_at, 'infinity')
        )
    ) AS condition
) AS c
CROSS JOIN LATERAL ( -- as claim_due_feeds has it
    SELECT
        is_put_off AND NOT wireroom.is_told(f.id, s.last_polled_at, now()) AS is_put_off_no_more,
        is_put_off AND EXISTS (
            SELECT FROM wireroom.hub_subscriptions AS h
            WHERE h.feed_id = f.id AND h.knocked_at >= s.last_polled_at
        ) AS has_knocked,
        -- Be the poll of the day due or not.
        is_put_off AND NOT wireroom.is_told(
            f.id, greatest(s.last_polled_at, now() - interval '23 hours 59 minutes'), now()
        ) AS is_silent
    FROM (SELECT s.failures = 0 AND s.next_poll_reason LIKE 'its hub tells us%' AS is_put_off) AS reason
) AS hub;
DROP FUNCTION IF EXISTS wireroom.health_in_words(wireroom.feeds, wireroom.feed_states); -- until November 2026
COMMENT ON VIEW news.feeds IS 'Every feed: how it is, in words, and when it is polled next.';
COMMENT ON COLUMN news.feeds.id IS 'Number of the feed.';
COMMENT ON COLUMN news.feeds.title IS 'Title as listed, else as the feed says, else its address.';
COMMENT ON COLUMN news.feeds.url IS 'Address as listed; a secret in it is masked (***).';
COMMENT ON COLUMN news.feeds.site_url IS 'The site''s page, as the feed says.';
COMMENT ON COLUMN news.feeds.publisher IS 'Outlet as listed; NULL: learned article by article.';
COMMENT ON COLUMN news.feeds.category IS 'Folders from the outermost in.';
COMMENT ON COLUMN news.feeds.country IS 'ISO 3166-1 alpha-2, lower case, as listed.';
COMMENT ON COLUMN news.feeds.language IS 'BCP 47, as listed, else as the feed says.';
COMMENT ON COLUMN news.feeds.format IS 'rss, rdf, atom, json, sitemap.';
COMMENT ON COLUMN news.feeds.health IS 'How it is and what to do, in one sentence.';
COMMENT ON COLUMN news.feeds.outcome IS 'How the last poll ended, by name.';
COMMENT ON COLUMN news.feeds.detail IS 'What the last poll met, in words.';
COMMENT ON COLUMN news.feeds.last_error IS 'Why the last poll failed; NULL: it did not.';
COMMENT ON COLUMN news.feeds.failures IS 'Failed polls in a row.';
COMMENT ON COLUMN news.feeds.http_status IS 'HTTP status of the last answer; NULL: there was none.';
COMMENT ON COLUMN news.feeds.cadence IS 'How often it is polled, as listed or learned.';
COMMENT ON COLUMN news.feeds.last_polled_at IS 'When it was last asked.';
COMMENT ON COLUMN news.feeds.last_well_at IS 'When it last answered as it should.';
COMMENT ON COLUMN news.feeds.last_new_at IS 'When a poll, or its hub, last brought a new article.';
COMMENT ON COLUMN news.feeds.next_poll_at IS 'When it is due; NULL: at once, or never while paused or retired.';
COMMENT ON COLUMN news.feeds.articles IS 'Articles that it has carried so far.';
COMMENT ON COLUMN news.feeds.paused IS 'Listed but not polled.';
COMMENT ON COLUMN news.feeds.added_at IS 'When it was first listed.';
COMMENT ON COLUMN news.feeds.retired_at IS 'When it was dropped from the list; NULL: it is on it.';
COMMENT ON COLUMN news.feeds.suspected_misses IS 'Entries that seem to have left its document between two polls so far; an estimate.';
COMMENT ON COLUMN news.feeds.suspected_missing_at IS 'When that was last suspected; NULL: never.';
COMMENT ON COLUMN news.feeds.condition IS 'How it is, in one word: well, new, paused, retired; silent (nothing new for 30 days); emptied (without entries for a week at least and three times as long as ever before, where it had some for four weeks and more); failed_once; waiting (obeys a rate limit, or its host is slow); cut_off (next to nothing could be reached from here when it was last polled); sick (needs somebody).';
COMMENT ON COLUMN news.feeds.needs_somebody IS 'True: it is emptied, or sick, which means that two polls in a row failed, or its first one did in a way that does not pass by itself, or it has been kept waiting for a week.';
COMMENT ON COLUMN news.feeds.reader IS 'Whose reading is believed: wireroom (our own reader) or feedparser; changed only where two polls in a row find the other fuller. NULL: no document was read yet.';
COMMENT ON COLUMN news.feeds.disagreement IS 'What feedparser found in the document that both read last, and our reader did not; NULL: nothing.';
COMMENT ON COLUMN news.feeds.compared_at IS 'When feedparser last read a document too: at the first poll, where there was any doubt, and now and then; NULL: never.';
COMMENT ON COLUMN news.feeds.next_poll_reason IS 'Why it is polled next when it is, in words; NULL: not known, since it was last polled before this was kept.';
COMMENT ON COLUMN news.feeds.moving_to IS 'Where a permanent redirect leads that is not believed yet; NULL: there is none.';
COMMENT ON COLUMN news.feeds.moving_since IS 'Since when it does.';
COMMENT ON COLUMN news.feeds.moving_note IS 'Why it is not asked there yet, and who must say so.';
COMMENT ON COLUMN news.feeds.moving_refused IS 'Whether the operator has refused that move: nobody need say anything of it.';
COMMENT ON COLUMN news.feeds.moved_to IS 'Where it is asked instead of its listed address, since a permanent redirect has held; NULL: at the listed one.';
COMMENT ON COLUMN news.feeds.cause IS 'Why it is not well, in the same words for all feeds of that cause; NULL: it is well, new, paused or retired.';
COMMENT ON COLUMN news.feeds.rules IS 'Which of its entries are wanted, as listed: keep or drop → field → texts; NULL: all. A rule counts for what comes after it.';
COMMENT ON COLUMN news.feeds.name IS 'Its title; where another listed feed has the same, with its host behind it, or its address where that is of the same host.';
COMMENT ON COLUMN news.feeds.full_text IS 'Whether the pages of its articles are fetched, as listed: auto (where they are seen to give more than the feed), always, never.';
