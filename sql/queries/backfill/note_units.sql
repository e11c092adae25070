-- What has become of units; a unit that was not planned (a day) is written down.
INSERT INTO wireroom.backfill_units AS u (
    key, origin, source, unit, part, state, documents, entries, inserted, revised, unchanged, rejected, left_out, days,
    requests, size, cpu_seconds, detail, bookmark, backfill_id, at
)
SELECT
    decode(n.key, 'hex'), n.origin, n.source, n.unit, n.part, n.state, n.documents, n.entries, n.inserted, n.revised,
    n.unchanged, n.rejected, n.left_out, n.days, n.requests, n.size, n.cpu_seconds, n.detail, n.bookmark, %(backfill_id)s, %(now)s
FROM
    jsonb_to_recordset(%(rows)s::jsonb) AS n (
        key text, origin text, source text, unit text, part text, state text, documents bigint, entries bigint,
        inserted bigint, revised bigint, unchanged bigint, rejected bigint, left_out jsonb, days jsonb, requests bigint,
        size bigint, cpu_seconds double precision, detail text, bookmark text
    )
ON CONFLICT (key) DO UPDATE SET
    state = excluded.state, documents = excluded.documents, entries = excluded.entries, inserted = excluded.inserted,
    revised = excluded.revised, unchanged = excluded.unchanged, rejected = excluded.rejected,
    left_out = excluded.left_out, days = excluded.days, requests = excluded.requests,
    size = CASE u.uri WHEN '' THEN excluded.size ELSE u.size END, -- of a file as it was planned
    cpu_seconds = excluded.cpu_seconds, detail = excluded.detail, bookmark = excluded.bookmark,
    backfill_id = excluded.backfill_id, at = excluded.at;
