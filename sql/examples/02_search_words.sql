-- Who wrote about a subject this month? Ranked, the found words between « and ».
SELECT rank, published_at, publisher_domain, title, headline
FROM news.search('ferry', since => now() - interval '30 days', language => 'en');
