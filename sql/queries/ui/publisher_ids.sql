-- Publishers of that domain or name.
SELECT id FROM news.publishers WHERE domain = lower(%(publisher)s) OR name ILIKE %(publisher)s ESCAPE '';
