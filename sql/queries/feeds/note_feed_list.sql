-- How following the list of feeds went; a problem keeps the time at which it was first met.
INSERT INTO wireroom.feed_list AS kept (path, checked_at, feeds, followed_at, problem, problem_since, digest)
VALUES (
    %(path)s, %(now)s, %(feeds)s,
    CASE WHEN %(problem)s = '' THEN %(now)s::timestamptz END, %(problem)s,
    CASE WHEN %(problem)s <> '' THEN %(now)s::timestamptz END, %(digest)s
)
ON CONFLICT (the_one) DO UPDATE SET
    path = excluded.path,
    checked_at = excluded.checked_at,
    feeds = CASE WHEN excluded.problem = '' THEN excluded.feeds ELSE kept.feeds END,
    followed_at = coalesce(excluded.followed_at, kept.followed_at),
    problem = excluded.problem,
    digest = excluded.digest,
    problem_since = CASE WHEN excluded.problem <> '' THEN coalesce(kept.problem_since, excluded.problem_since) END;
