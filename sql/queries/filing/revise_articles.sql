-- The next version of articles already there: the present one goes to revisions, then the new one takes its place.
-- What counts is decided before (decide.plan_batch); if two writers made the same version, the key of revisions would
-- refuse the second. Merge rules: docs/MERGE.md.
WITH newer AS (
    SELECT
        s.*, p.id AS publisher_id, h.fingerprint AS old_fingerprint, h.trust AS old_trust,
        NOT coalesce(h.trust = 1 AND s.trust > 1, false) AS keeps, -- whether values that it lacks are kept: not those of a stranger
        s.reason = 'changed in its home feed, beside the text of its page' AS keeps_body,
        -- a page's text keeps the title and summary, unless the page had to give them
        s.reason = 'full_text' AND NOT s.provenance ? 'title' AS keeps_title,
        s.reason = 'full_text' AND NOT s.provenance ? 'summary' AS keeps_summary
    FROM staged_articles AS s
    JOIN wireroom.article_heads AS h ON h.id = s.id
    LEFT JOIN wireroom.publishers AS p ON p.domain = s.publisher_domain
    WHERE s.round = %(round)s
),
kept AS (
    INSERT INTO wireroom.revisions (
        article_id, version, seen_at, replaced_at, published_at, home_feed_id, title, summary, text, html, fingerprint,
        changed, change_reason, run_id, filed_at, trust
    )
    SELECT
        a.id, a.version, a.updated_at, n.seen_at, a.published_at, a.home_feed_id, a.title, a.summary, a.text, a.html,
        n.old_fingerprint, a.changed, a.change_reason, a.run_id, a.filed_at, n.old_trust
    FROM newer AS n
    JOIN wireroom.articles AS a ON a.id = n.id
),
revised AS (
    UPDATE wireroom.articles AS a
    SET
        -- a date with its companions; a version without one keeps the old
        published_at = CASE WHEN n.published_at IS NULL AND n.keeps THEN a.published_at ELSE n.published_at END,
        published_source = CASE WHEN n.published_at IS NULL AND n.keeps THEN a.published_source ELSE n.published_source END,
        published_precision = CASE WHEN n.published_at IS NULL AND n.keeps THEN a.published_precision ELSE n.published_precision END,
        published_raw = CASE WHEN n.published_at IS NULL AND n.keeps THEN a.published_raw ELSE n.published_raw END,
        published_note = CASE WHEN n.published_at IS NULL AND n.keeps THEN a.published_note ELSE n.published_note END,
        modified_at = CASE WHEN n.modified_at IS NULL AND n.keeps THEN a.modified_at ELSE n.modified_at END,
        modified_source = CASE WHEN n.modified_at IS NULL AND n.keeps THEN a.modified_source ELSE n.modified_source END,
        modified_raw = CASE WHEN n.modified_at IS NULL AND n.keeps THEN a.modified_raw ELSE n.modified_raw END,
        updated_at = n.seen_at,
        publisher_id = n.publisher_id,
        home_feed_id = n.feed_id,
        word_count = CASE WHEN n.keeps_body THEN a.word_count ELSE n.word_count END,
        version = a.version + 1,
        -- each column of KEPT (store/articles/article_columns.py)
        {kept: {column} = CASE WHEN n.{column} IS NULL AND n.keeps THEN a.{column} ELSE n.{column} END},
        title = CASE WHEN n.keeps_title AND a.title <> '' THEN a.title ELSE n.title END,
        summary = CASE
            WHEN n.keeps_summary AND a.summary <> '' OR n.keeps_body AND n.summary = '' THEN a.summary
            ELSE n.summary
        END,
        language = CASE WHEN n.language IS NULL AND n.keeps OR n.keeps_body THEN a.language ELSE n.language END,
        authors = CASE WHEN n.authors = '{}' AND n.keeps THEN a.authors ELSE n.authors END,
        tags = CASE WHEN n.tags = '{}' AND n.keeps THEN a.tags ELSE n.tags END,
        text = CASE WHEN n.keeps_body THEN a.text ELSE n.text END,
        own_text = CASE WHEN n.keeps_body THEN a.own_text ELSE n.own_text END,
        html = CASE WHEN n.keeps_body THEN a.html ELSE n.html END,
        media = CASE WHEN n.media = '[]' AND n.keeps THEN a.media ELSE n.media END,
        embeds = CASE WHEN n.keeps_body THEN a.embeds ELSE n.embeds END,
        attribution = CASE WHEN n.keeps_body THEN a.attribution ELSE n.attribution END,
        provenance = CASE
            WHEN n.keeps_body THEN a.provenance || (n.provenance - '{text,html,embeds,attribution,word_count,code,language,carrier}'::text[])
            WHEN n.keeps THEN (a.provenance - 'carrier') || n.provenance
            ELSE n.provenance
        END,
        changed = array_remove(ARRAY[
            CASE WHEN a.title <> n.title AND NOT (n.keeps_title AND a.title <> '') THEN 'title' END,
            CASE
                WHEN a.summary <> n.summary AND NOT (n.keeps_summary AND a.summary <> '' OR n.keeps_body AND n.summary = '')
                    THEN 'summary'
            END,
            CASE WHEN a.text <> n.text AND NOT n.keeps_body THEN 'text' END,
            CASE WHEN a.html <> n.html AND a.text = n.text AND NOT n.keeps_body THEN 'html' END,
            CASE
                WHEN n.published_at IS DISTINCT FROM a.published_at AND NOT (n.published_at IS NULL AND n.keeps)
                    THEN 'published_at'
            END,
            CASE WHEN a.authors <> n.authors AND NOT (n.authors = '{}' AND n.keeps) THEN 'authors' END,
            CASE WHEN a.tags <> n.tags AND NOT (n.tags = '{}' AND n.keeps) THEN 'tags' END,
            CASE
                WHEN n.canonical_url IS DISTINCT FROM a.canonical_url AND NOT (n.canonical_url IS NULL AND n.keeps)
                    THEN 'url'
            END,
            CASE
                WHEN n.image_url IS DISTINCT FROM a.image_url AND NOT (n.image_url IS NULL AND n.keeps) THEN 'image_url'
            END,
            CASE WHEN a.publisher_id IS DISTINCT FROM n.publisher_id THEN 'publisher' END
        ], NULL),
        change_reason = n.reason,
        corrected_at = CASE WHEN wireroom.change_reason(n.reason) = 'corrected' THEN n.seen_at ELSE a.corrected_at END,
        run_id = coalesce(n.run_id, %(run_id)s),
        filed_at = coalesce(n.filed_at, statement_timestamp())
    FROM newer AS n
    WHERE a.id = n.id
    RETURNING a.id, a.version, a.changed, a.change_reason, a.run_id
),
told AS (
    INSERT INTO wireroom.changes (filed_at, article_id, version, run_id, kind, reason, changed)
    SELECT statement_timestamp(), id, version, run_id, 'revised', change_reason, changed
    FROM revised
)
UPDATE wireroom.article_heads AS h
SET
    home_feed_id = n.feed_id,
    fingerprint = n.fingerprint,
    content_seen_at = n.seen_at,
    text_length = CASE WHEN n.keeps_body THEN h.text_length ELSE n.text_length END,
    trust = CASE WHEN n.keeps_body THEN h.trust ELSE n.trust END,
    revisions = h.revisions + 1,
    published_at = CASE WHEN n.published_at IS NULL AND n.keeps THEN h.published_at ELSE n.published_at END
FROM newer AS n
WHERE h.id = n.id;
