-- keep and drop rules of feeds.yaml, and what was dropped by them.
ALTER TABLE wireroom.feeds ADD COLUMN rules jsonb NOT NULL DEFAULT '{}', ADD COLUMN rules_changed_at timestamptz;
COMMENT ON COLUMN wireroom.feeds.rules IS 'What feeds.yaml keeps and drops of its entries: keep or drop → field → texts; empty: all are kept.';
COMMENT ON COLUMN wireroom.feeds.rules_changed_at IS 'When these rules took the place of others; NULL: never.';

ALTER TABLE wireroom.run_feeds ADD COLUMN dropped bigint NOT NULL DEFAULT 0, ADD COLUMN dropped_by jsonb;
COMMENT ON COLUMN wireroom.run_feeds.dropped IS 'Entries that the rules of feeds.yaml dropped.';
COMMENT ON COLUMN wireroom.run_feeds.dropped_by IS 'The same by rule: rule in words → entries; NULL: none.';
