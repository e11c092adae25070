-- The name beside the articles of a domain, and where it is known from.
SELECT name, source FROM wireroom.publishers WHERE domain = %(domain)s AND name IS NOT NULL;
