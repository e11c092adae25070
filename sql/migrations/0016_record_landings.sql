-- Which feeds a run has taken on, what it has landed, and until when it is taken for alive: so that two runs never ask
-- the same publisher, and whatever a killed run left behind is found and filed by the next.
ALTER TABLE wireroom.runs
    ADD COLUMN alive_until timestamptz,
    ADD COLUMN process text,
    ADD COLUMN remarks text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN wireroom.runs.alive_until IS 'Taken for alive until then, if it gives no new sign of life; by the clock of the run.';
COMMENT ON COLUMN wireroom.runs.process IS 'Host and process that do all of the run; NULL: several do (Airflow).';
COMMENT ON COLUMN wireroom.runs.remarks IS 'What an operator should know of it, one sentence each.';

CREATE FUNCTION wireroom.is_alive(status text, alive_until timestamptz, now timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN status = 'running' AND coalesce(alive_until > now AND alive_until < now + interval '25 hours', false);
COMMENT ON FUNCTION wireroom.is_alive IS 'A run still holds what it has claimed. Further ahead than any run asks for: its clock was wrong, it is dead.';

-- Runs that ended before they could be closed, and those whose landing files were not all filed: the next run looks
-- after them.
UPDATE wireroom.runs SET alive_until = started_at WHERE status = 'running';
UPDATE wireroom.runs
SET status = 'running', alive_until = started_at
WHERE kind = 'ingest' AND status = 'failed' AND detail LIKE '%planned feeds were not filed%';

CREATE TABLE wireroom.feed_claims (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id),
    run_id bigint NOT NULL REFERENCES wireroom.runs (id)
) WITH (fillfactor = 70);
COMMENT ON TABLE wireroom.feed_claims IS 'Feeds that a run has taken on: no other run polls them while it is alive, or until they are filed.';
COMMENT ON COLUMN wireroom.feed_claims.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.feed_claims.run_id IS 'The run.';
CREATE INDEX feed_claims_run_id ON wireroom.feed_claims (run_id);

CREATE TABLE wireroom.landings (
    uri text COLLATE "C" PRIMARY KEY CHECK (octet_length(uri) <= 2000),
    run_id bigint NOT NULL REFERENCES wireroom.runs (id),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'landed', 'filed', 'lost')),
    feeds integer NOT NULL,
    asked integer NOT NULL DEFAULT 0,
    feed_ids bigint[] NOT NULL DEFAULT '{}',
    opened_at timestamptz NOT NULL,
    landed_at timestamptz,
    filed_at timestamptz,
    orderly boolean NOT NULL DEFAULT false,
    swept_by bigint,
    times_swept integer NOT NULL DEFAULT 0,
    detail text NOT NULL DEFAULT ''
);
COMMENT ON TABLE wireroom.landings IS 'Every landing file of a poll, from before its first byte until it is filed.';
COMMENT ON COLUMN wireroom.landings.uri IS 'The file.';
COMMENT ON COLUMN wireroom.landings.run_id IS 'The run that fetched it.';
COMMENT ON COLUMN wireroom.landings.status IS 'open: being written; landed: whole; filed; lost: nothing of it could be used.';
COMMENT ON COLUMN wireroom.landings.feeds IS 'Feeds that were to be asked.';
COMMENT ON COLUMN wireroom.landings.asked IS 'Feeds that were asked: so many exchanges are in it.';
COMMENT ON COLUMN wireroom.landings.feed_ids IS 'Those feeds; emptied once all is filed.';
COMMENT ON COLUMN wireroom.landings.opened_at IS 'When the first feed was asked.';
COMMENT ON COLUMN wireroom.landings.landed_at IS 'When the last had answered.';
COMMENT ON COLUMN wireroom.landings.filed_at IS 'When all of it was filed.';
COMMENT ON COLUMN wireroom.landings.orderly IS 'Whoever wrote it came to its end; feeds it did not ask were left for a later run on purpose.';
COMMENT ON COLUMN wireroom.landings.swept_by IS 'Later run that has taken it on; NULL: none had to.';
COMMENT ON COLUMN wireroom.landings.times_swept IS 'How often a later run has taken it on.';
COMMENT ON COLUMN wireroom.landings.detail IS 'Why not all feeds were asked, or why it is lost.';
-- Few at any time: everything else is filed.
CREATE INDEX landings_unfiled ON wireroom.landings (opened_at) WHERE status IN ('open', 'landed');
CREATE INDEX landings_run_id ON wireroom.landings (run_id);
CREATE INDEX runs_open ON wireroom.runs (id) WHERE status = 'running';
