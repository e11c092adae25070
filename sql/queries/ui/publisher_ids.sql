-- Publishers of that domain or name.
SELECT id FROM news.publishers WHERE domain = lower(%(publisher)s) OR name ILIKE %(publisher)s COLLATE pg_catalog."default" ESCAPE '';
