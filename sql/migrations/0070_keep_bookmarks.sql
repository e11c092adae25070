-- Where a file that was not read to its end is opened to go on: a gigabyte of Common Crawl was fetched again for its last part.
ALTER TABLE wireroom.backfill_units ADD COLUMN bookmark text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN wireroom.backfill_units.bookmark IS 'Of a file that is not read to its end: where it is opened to go on, as its origin writes it; empty: it is read from its start, and what was filed is passed over.';
