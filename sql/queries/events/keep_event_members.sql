-- What is known of each article now, each in an event of its own until its event is found.
INSERT INTO wireroom.event_members AS m (
    article_id, language, published_at, publisher_id, words, weights, title, numbers
)
SELECT r.id, r.language, r.published_at, r.publisher_id, r.words, r.weights, r.title, r.numbers
FROM jsonb_to_recordset(%(members)s::jsonb) AS r (
    id bigint, language text, published_at timestamptz, publisher_id bigint,
    words integer[], weights real[], title integer[], numbers integer[]
)
ORDER BY r.id
ON CONFLICT (article_id) DO UPDATE SET
    event_id = excluded.event_id,
    language = excluded.language,
    published_at = excluded.published_at,
    publisher_id = excluded.publisher_id,
    likeness = NULL,
    grouped = false,
    words = excluded.words,
    weights = excluded.weights,
    title = excluded.title,
    numbers = excluded.numbers
RETURNING m.article_id, m.event_id;
