-- A backup or an export is begun, or has ended. Of a folder that is exported into again and again one row, over all days it may hold.
INSERT INTO wireroom.files_made AS f (kind, host, path, since, until, made_at)
VALUES (%(kind)s, %(host)s, %(path)s, coalesce(%(since)s::date, '-infinity'), coalesce(%(until)s::date, 'infinity'), %(now)s)
ON CONFLICT (kind, host, path) DO UPDATE SET
    since = least(f.since, excluded.since),
    until = greatest(f.until, excluded.until),
    made_at = greatest(f.made_at, excluded.made_at);
