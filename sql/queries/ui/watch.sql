-- Whether somebody watches.
SELECT
    w.looked_at, w.problems,
    w.looked_at < %(now)s - interval '15 minutes' AS is_late
FROM news.watch AS w;
