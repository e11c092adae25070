-- Note the size of a part today; a later measurement replaces it.
INSERT INTO wireroom.storage (measured_on, part, bytes, oldest, kept_days)
VALUES (%(measured_on)s, %(part)s, %(bytes)s, %(oldest)s, %(kept_days)s)
ON CONFLICT (part, measured_on) DO UPDATE SET
    bytes = excluded.bytes, oldest = excluded.oldest, kept_days = excluded.kept_days;
