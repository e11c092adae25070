-- A saved file may name nobody who published it. It had `localhost` for a publisher, which nobody is.
ALTER TABLE wireroom.articles ALTER COLUMN publisher_id DROP NOT NULL;
ALTER TABLE wireroom.article_search ALTER COLUMN publisher_id DROP NOT NULL;
COMMENT ON COLUMN wireroom.articles.publisher_id IS 'Who published it; NULL: a saved file that names nobody.';
COMMENT ON COLUMN wireroom.articles.guid IS
    'The publisher''s own identifier, as written; of a saved file without an address, file: and its path below the folder that was read.';
COMMENT ON COLUMN wireroom.publishers.domain IS
    'Registrable domain, lower case; of saved files that name their site but no address, that name. What makes a publisher the same publisher.';
