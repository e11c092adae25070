-- Note that the watch has run.
UPDATE wireroom.watch
SET looked_at = %(now)s, problems = %(problems)s,
    volumes_at = CASE WHEN %(volumes)s THEN %(now)s ELSE volumes_at END;
