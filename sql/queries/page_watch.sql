-- Whether somebody watches, and how many alerts are open, silenced ones aside.
SELECT
    w.looked_at, w.problems,
    w.looked_at < %(now)s - interval '15 minutes' AS is_late,
    (SELECT count(*) FROM news.alerts WHERE is_open AND silenced_until IS NULL) AS open
FROM news.watch AS w;
