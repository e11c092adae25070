-- What the ledger of backfills holds of a feed, by its address.
SELECT key, origin, unit, part FROM wireroom.backfill_units WHERE source = %(source)s AND uri = '';
