-- What is wrong and since when, told once; what each feed's rhythm is, by which its silence is judged.
CREATE TABLE wireroom.alerts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule text NOT NULL,
    subject text NOT NULL,
    feed_id bigint REFERENCES wireroom.feeds (id),
    words text NOT NULL,
    opened_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text NOT NULL DEFAULT '',
    ended_at timestamptz,
    told_at timestamptz,
    told text[] NOT NULL DEFAULT '{}',
    told_over text[] NOT NULL DEFAULT '{}',
    CHECK (closed_at IS NOT NULL OR ended_at IS NULL)
);
COMMENT ON TABLE wireroom.alerts IS 'What the watch has found wrong; one row from its beginning to its end.';
COMMENT ON COLUMN wireroom.alerts.id IS 'Number of the alert.';
COMMENT ON COLUMN wireroom.alerts.rule IS 'Which rule found it.';
COMMENT ON COLUMN wireroom.alerts.subject IS 'What it is about, as a key: with the rule it tells the same alert again.';
COMMENT ON COLUMN wireroom.alerts.feed_id IS 'The feed, where it is about one.';
COMMENT ON COLUMN wireroom.alerts.words IS 'What is wrong and what to do, as last found.';
COMMENT ON COLUMN wireroom.alerts.opened_at IS 'When it was first found.';
COMMENT ON COLUMN wireroom.alerts.seen_at IS 'When it was last found.';
COMMENT ON COLUMN wireroom.alerts.closed_at IS 'When it was closed; NULL: it is open.';
COMMENT ON COLUMN wireroom.alerts.closed_by IS 'Who closed it; empty: it ended by itself.';
COMMENT ON COLUMN wireroom.alerts.ended_at IS 'When it was no longer found; what somebody closed is not opened again before.';
COMMENT ON COLUMN wireroom.alerts.told_at IS 'When it was first sent to any address of the settings; NULL: not yet.';
COMMENT ON COLUMN wireroom.alerts.told IS 'Addresses that took it, as digests: an address of a webhook is a secret.';
COMMENT ON COLUMN wireroom.alerts.told_over IS 'Of these, the ones that took that it is over.';
CREATE UNIQUE INDEX alerts_lasting ON wireroom.alerts (rule, subject) WHERE ended_at IS NULL;
CREATE INDEX alerts_opened_at ON wireroom.alerts (opened_at);

CREATE TABLE wireroom.alert_silences (
    rule text NOT NULL,
    subject text NOT NULL,
    until timestamptz NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    silenced_by text NOT NULL,
    silenced_at timestamptz NOT NULL,
    PRIMARY KEY (rule, subject)
);
COMMENT ON TABLE wireroom.alert_silences IS 'Alerts that nobody wants to be told of for a time.';
COMMENT ON COLUMN wireroom.alert_silences.rule IS 'Their rule.';
COMMENT ON COLUMN wireroom.alert_silences.subject IS 'What they are about.';
COMMENT ON COLUMN wireroom.alert_silences.until IS 'When it is told of again.';
COMMENT ON COLUMN wireroom.alert_silences.reason IS 'Why not before.';
COMMENT ON COLUMN wireroom.alert_silences.silenced_by IS 'Who said so.';
COMMENT ON COLUMN wireroom.alert_silences.silenced_at IS 'When.';

CREATE TABLE wireroom.watch (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    looked_at timestamptz,
    volumes_at timestamptz,
    problems text[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE wireroom.watch IS 'When the watch last looked; one row.';
COMMENT ON COLUMN wireroom.watch.the_one IS 'Always true: there is one row.';
COMMENT ON COLUMN wireroom.watch.looked_at IS 'When it last looked; NULL: never.';
COMMENT ON COLUMN wireroom.watch.volumes_at IS 'When it last counted articles: once an hour.';
COMMENT ON COLUMN wireroom.watch.problems IS 'What it could not look at, and why.';
INSERT INTO wireroom.watch DEFAULT VALUES;

CREATE TABLE wireroom.feed_rhythms (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id),
    learned_at timestamptz NOT NULL,
    intervals integer NOT NULL,
    chances real[] NOT NULL,
    longest_usual real,
    documents integer NOT NULL,
    entries_usual real,
    entries_low real,
    refused_usual real
);
COMMENT ON TABLE wireroom.feed_rhythms IS 'What is usual of each feed, learned anew every day from its polls.';
COMMENT ON COLUMN wireroom.feed_rhythms.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.feed_rhythms.learned_at IS 'When it was learned.';
COMMENT ON COLUMN wireroom.feed_rhythms.intervals IS 'Times between news that it was learned from.';
COMMENT ON COLUMN wireroom.feed_rhythms.chances IS
    'How likely news are in each hour of the week, Monday midnight UTC first; empty: not known yet.';
COMMENT ON COLUMN wireroom.feed_rhythms.longest_usual IS
    'News that were to be expected in a silence that one interval in 10,000 reaches; NULL: not known yet.';
COMMENT ON COLUMN wireroom.feed_rhythms.documents IS 'Documents that the following was learned from.';
COMMENT ON COLUMN wireroom.feed_rhythms.entries_usual IS 'Entries of a document, the median.';
COMMENT ON COLUMN wireroom.feed_rhythms.entries_low IS 'Entries of a document that 19 in 20 have at least.';
COMMENT ON COLUMN wireroom.feed_rhythms.refused_usual IS 'Share of entries refused.';
CREATE INDEX feed_rhythms_learned_at ON wireroom.feed_rhythms (learned_at);

-- The last polls of a feed, without sorting all that are kept.
CREATE INDEX run_feeds_feed_id_run_id ON wireroom.run_feeds (feed_id, run_id);
DROP INDEX wireroom.run_feeds_feed_id;
