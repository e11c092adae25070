-- Each part, what it takes and will take in a year, and how long it is kept; the largest first.
SELECT part, bytes, measured_on, bytes_a_day, bytes_in_a_year, kept_days FROM news.storage ORDER BY bytes DESC, part;
