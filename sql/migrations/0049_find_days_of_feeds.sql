-- The ledger's lines of days are looked up by feed, for news.coverage; those of files are far more.
CREATE INDEX backfill_units_feed_days ON wireroom.backfill_units (source, unit) WHERE uri = '';
