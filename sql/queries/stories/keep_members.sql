-- What is known of each article now. Its story stays until the links are known; a new one is its own.
INSERT INTO wireroom.story_members AS m (
    article_id, story_id, published_at, exact_at, latest_at, publisher_id, agency, fortnight, bands
)
SELECT
    r.id, r.id, r.published_at, r.exact_at, r.latest_at, r.publisher_id, r.agency,
    floor(extract(epoch FROM r.published_at) / 1209600)::integer, r.bands
FROM jsonb_to_recordset(%(members)s::jsonb) AS r (
    id bigint, published_at timestamptz, exact_at timestamptz, latest_at timestamptz, publisher_id bigint, agency text,
    bands integer[]
)
ORDER BY r.id
ON CONFLICT (article_id) DO UPDATE SET
    published_at = excluded.published_at,
    exact_at = excluded.exact_at,
    latest_at = excluded.latest_at,
    publisher_id = excluded.publisher_id,
    agency = excluded.agency,
    fortnight = excluded.fortnight,
    bands = excluded.bands;
