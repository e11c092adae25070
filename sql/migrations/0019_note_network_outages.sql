-- When nothing, or next to nothing, could be reached from here: no feed is to blame for such a time.
CREATE TABLE wireroom.network_outages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    began_at timestamptz NOT NULL,
    ended_at timestamptz,
    families integer NOT NULL
);
COMMENT ON TABLE wireroom.network_outages IS 'When next to no public host could be reached from here; at most one is open.';
COMMENT ON COLUMN wireroom.network_outages.id IS 'Number of the outage.';
COMMENT ON COLUMN wireroom.network_outages.began_at IS 'The first poll that got no answer.';
COMMENT ON COLUMN wireroom.network_outages.ended_at IS 'The first poll that got one again; NULL: none has.';
COMMENT ON COLUMN wireroom.network_outages.families IS 'Politeness families that did not answer in the run that noticed it.';
CREATE UNIQUE INDEX network_outages_open ON wireroom.network_outages ((ended_at IS NULL)) WHERE ended_at IS NULL;
