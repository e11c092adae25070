-- What articles are found by moves out of their rows, and out of the filing.
--
-- Making the vector takes longer than all the rest of filing an article, and its bytes made every scan of articles
-- slower. So filing only queues the article; the vector is made in a transaction of its own right after.
CREATE TABLE wireroom.article_search (
    article_id bigint PRIMARY KEY,
    published_at timestamptz,
    publisher_id bigint NOT NULL,
    language text,
    search tsvector NOT NULL
);
COMMENT ON TABLE wireroom.article_search IS 'What articles are found by; one row an article, made right after it is filed.';
COMMENT ON COLUMN wireroom.article_search.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.article_search.published_at IS 'As the article has it.';
COMMENT ON COLUMN wireroom.article_search.publisher_id IS 'As the article has it.';
COMMENT ON COLUMN wireroom.article_search.language IS 'As the article has it.';
COMMENT ON COLUMN wireroom.article_search.search IS 'See wireroom.search_vector.';

CREATE TABLE wireroom.search_queue (
    article_id bigint PRIMARY KEY
);
COMMENT ON TABLE wireroom.search_queue IS 'Articles filed or revised whose search is still to be made; empty but for moments.';
COMMENT ON COLUMN wireroom.search_queue.article_id IS 'The article.';

INSERT INTO wireroom.article_search (article_id, published_at, publisher_id, language, search)
SELECT id, published_at, publisher_id, language, search FROM wireroom.articles;

CREATE INDEX article_search_search ON wireroom.article_search USING gin (search);
CREATE INDEX article_search_published_at ON wireroom.article_search (published_at);

ALTER TABLE wireroom.articles DROP COLUMN search;
