-- What was taken down, so that it does not come in again: hashes with a secret of this database, and nothing else.
CREATE TABLE wireroom.tombstone_secret (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    secret bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
COMMENT ON TABLE wireroom.tombstone_secret IS 'What tombstones are hashed with; one row.';
COMMENT ON COLUMN wireroom.tombstone_secret.the_one IS 'Always true: there is one row.';
COMMENT ON COLUMN wireroom.tombstone_secret.secret IS 'Without it nobody can try addresses against the tombstones.';
INSERT INTO wireroom.tombstone_secret DEFAULT VALUES;

CREATE TABLE wireroom.tombstones (
    key bytea PRIMARY KEY,
    taken_down_at timestamptz NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE wireroom.tombstones IS 'Identities of what was taken down: whatever answers to one of them is refused from then on.';
COMMENT ON COLUMN wireroom.tombstones.key IS 'An identity key, hashed with the secret.';
COMMENT ON COLUMN wireroom.tombstones.taken_down_at IS 'When.';
COMMENT ON COLUMN wireroom.tombstones.reason IS 'Why, as the operator said.';

CREATE FUNCTION wireroom.tombstone_key(key bytea) RETURNS bytea
LANGUAGE sql STABLE
SET search_path = pg_catalog, wireroom, pg_temp
RETURN (SELECT sha256(s.secret || sha256(s.secret || $1)) FROM wireroom.tombstone_secret AS s);
COMMENT ON FUNCTION wireroom.tombstone_key IS 'What an identity key is called among the tombstones.';
