-- The takedown with this number, if nobody is at its article: it is ours as long as this session lasts.
SELECT t.id, t.article_id, t.is_dry_run, t.reason
FROM wireroom.takedowns AS t
WHERE t.id = %(id)s AND t.ended_at IS NULL AND pg_try_advisory_lock(%(lock)s, (t.article_id %% 2147483647)::int);
