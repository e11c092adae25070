-- An article by its address as published, whatever its length: a hash, as for canonical_url.
CREATE INDEX articles_url ON wireroom.articles USING hash (url);
