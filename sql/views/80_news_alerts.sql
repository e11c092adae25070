CREATE OR REPLACE VIEW news.alerts AS
SELECT
    a.id,
    a.rule,
    a.subject,
    a.words,
    a.feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS feed,
    a.opened_at,
    a.seen_at,
    a.closed_at,
    nullif(a.closed_by, '') AS closed_by,
    a.closed_at IS NULL AS is_open,
    q.until AS silenced_until,
    q.reason AS silenced_reason,
    q.silenced_by,
    a.told_at
FROM wireroom.alerts AS a
LEFT JOIN wireroom.feeds AS f ON f.id = a.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = a.feed_id
LEFT JOIN wireroom.alert_silences AS q ON q.rule = a.rule AND q.subject = a.subject AND a.ended_at IS NULL;
COMMENT ON VIEW news.alerts IS 'What the watch has found wrong, each from its beginning to its end; open are those with is_open.';
COMMENT ON COLUMN news.alerts.id IS 'Number of the alert.';
COMMENT ON COLUMN news.alerts.rule IS
    'silence, document, refused, volume, text, freshness, sick, outcomes, heartbeat, runs, queue, disk, list.';
COMMENT ON COLUMN news.alerts.subject IS 'What it is about, as a key.';
COMMENT ON COLUMN news.alerts.words IS 'What is wrong and what to do, as last found.';
COMMENT ON COLUMN news.alerts.feed_id IS 'The feed, where it is about one: news.feeds.id.';
COMMENT ON COLUMN news.alerts.feed IS 'Its title.';
COMMENT ON COLUMN news.alerts.opened_at IS 'When it was first found.';
COMMENT ON COLUMN news.alerts.seen_at IS 'When it was last found.';
COMMENT ON COLUMN news.alerts.closed_at IS 'When it was closed; NULL: it is open.';
COMMENT ON COLUMN news.alerts.closed_by IS 'Who closed it; NULL: it ended by itself, or is open.';
COMMENT ON COLUMN news.alerts.is_open IS 'True: it lasts, and nobody has closed it.';
COMMENT ON COLUMN news.alerts.silenced_until IS 'Nobody is told of it before; NULL: it is not silenced.';
COMMENT ON COLUMN news.alerts.silenced_reason IS 'Why.';
COMMENT ON COLUMN news.alerts.silenced_by IS 'Who said so.';
COMMENT ON COLUMN news.alerts.told_at IS 'When it was sent; NULL: not yet, or there is nobody to send it to.';

CREATE OR REPLACE VIEW news.watch AS
SELECT w.looked_at, w.problems FROM wireroom.watch AS w;
COMMENT ON VIEW news.watch IS 'When watch_health last looked; one row.';
COMMENT ON COLUMN news.watch.looked_at IS 'When it last looked; NULL: never. Older than a quarter of an hour: nobody watches.';
COMMENT ON COLUMN news.watch.problems IS 'What it could not look at, and why.';
