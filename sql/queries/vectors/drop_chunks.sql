-- All that `wireroom vectors enable` made but the extension, which others may use by now.
DROP VIEW IF EXISTS news.chunks;
DROP FUNCTION IF EXISTS news.similar;
DROP TRIGGER IF EXISTS reserve_chunks ON wireroom.pages;
DROP FUNCTION IF EXISTS wireroom.reserve_chunks;
DROP TABLE IF EXISTS wireroom.chunk_queue, wireroom.chunks, wireroom.chunk_models;
