-- Each part, what it takes and will take; the largest first.
SELECT part, bytes, bytes_a_day, bytes_in_a_year FROM news.storage ORDER BY bytes_in_a_year DESC NULLS LAST, part;
