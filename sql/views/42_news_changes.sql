-- What a consumer follows the articles by: it gives its cursor and gets the changes after it.
-- Cursors: the epoch of this database and a position, as hexadecimal digits.
CREATE OR REPLACE FUNCTION wireroom.change_position(cursor text) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
DECLARE
    ours CONSTANT text := encode(wireroom.change_epoch(), 'hex');
BEGIN
    IF coalesce($1, '') = '' THEN
        RETURN 0;
    ELSIF $1 !~ '^[0-9a-f]{24}$' THEN
        RAISE EXCEPTION 'this is no cursor of news.changes: %', left($1, 40)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Pass the cursor of the last row that you have taken, or NULL to begin.';
    ELSIF left($1, 8) <> ours THEN
        RAISE EXCEPTION 'this cursor was given out by another database, or by this one before it was restored or copied'
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Changes may be missing or come twice from here on: drop your copy and begin from NULL.';
    END IF;
    RETURN ('x' || right($1, 16))::bit(64)::bigint;
END
$$;
COMMENT ON FUNCTION wireroom.change_position IS 'The place that a cursor of news.changes stands for.';

CREATE OR REPLACE FUNCTION wireroom.change_cursor("position" bigint) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, wireroom, pg_temp
RETURN encode(wireroom.change_epoch() || int8send($1), 'hex');
COMMENT ON FUNCTION wireroom.change_cursor IS 'The cursor that stands for a place among the changes.';

CREATE OR REPLACE FUNCTION news.changes(
    after text DEFAULT NULL,
    most integer DEFAULT 1000
) RETURNS TABLE (
    "cursor" text,
    kind text,
    article_id bigint,
    version integer,
    filed_at timestamptz,
    changed text[],
    change_reason text,
    run_id bigint
)
LANGUAGE sql STABLE ROWS 1000
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET jit = off
AS $$
    SELECT
        encode((SELECT wireroom.change_epoch()) || int8send(c.position), 'hex'),
        c.kind,
        c.article_id,
        c.version,
        c.filed_at,
        c.changed,
        CASE WHEN c.kind IN ('removed', 'taken_down') THEN nullif(c.reason, '') ELSE wireroom.change_reason(c.reason) END,
        c.run_id
    FROM wireroom.changes AS c
    WHERE c.position > wireroom.change_position(changes.after)
    ORDER BY c.position
    LIMIT changes.most
$$;
COMMENT ON FUNCTION news.changes IS
    'Every version that came in and every article that went, each once, in an order that no late commit can upset. after: the cursor of the last row taken, NULL for the beginning; most: rows at once, NULL for all. kind: inserted; revised (one version more); rewritten (a capture came in late: forget the versions that you have, this is the first of those that follow); removed; taken_down (erase what you have). Cursors stay good until the database is restored; another database, a copy too, refuses them. LISTEN news_changes tells when there are more.';

CREATE OR REPLACE FUNCTION news.changes_end() RETURNS text
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
RETURN wireroom.change_cursor(coalesce((SELECT max(c.position) FROM wireroom.changes AS c), 0));
COMMENT ON FUNCTION news.changes_end IS
    'The cursor after the last change so far. Ask for it before you copy news.articles whole, then follow news.changes from it.';
