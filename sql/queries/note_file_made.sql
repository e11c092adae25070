-- A backup or an export is begun; one of the same takes the place of the one before.
INSERT INTO wireroom.files_made AS f (kind, host, path, since, until, made_at)
VALUES (%(kind)s, %(host)s, %(path)s, coalesce(%(since)s::date, '-infinity'), coalesce(%(until)s::date, 'infinity'), %(now)s)
ON CONFLICT (kind, host, path, since, until) DO UPDATE SET made_at = greatest(f.made_at, excluded.made_at);
