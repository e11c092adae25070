-- Each event is the row of the article that was published first, as each story is: see news.stories.
CREATE OR REPLACE VIEW news.events AS
SELECT
    first.event_id AS id,
    told.members,
    told.publishers,
    told.stories,
    told.article_ids[1] AS first_article_id,
    told.publisher_ids[1] AS first_publisher_id,
    first.published_at AS first_published_at,
    told.last_published_at,
    first.language,
    told.least_likeness,
    told.article_ids
FROM wireroom.event_members AS first
CROSS JOIN LATERAL (
    SELECT
        count(*) AS members,
        count(DISTINCT m.publisher_id) AS publishers,
        count(DISTINCT s.story_id) AS stories,
        max(m.published_at) AS last_published_at,
        min(m.likeness) AS least_likeness,
        array_agg(m.article_id ORDER BY coalesce(s.latest_at, s.exact_at), m.published_at, m.article_id) AS article_ids,
        array_agg(m.publisher_id ORDER BY coalesce(s.latest_at, s.exact_at), m.published_at, m.article_id) AS publisher_ids
    FROM wireroom.event_members AS m
    LEFT JOIN wireroom.story_members AS s ON s.article_id = m.article_id
    WHERE m.event_id = first.event_id
) AS told
WHERE first.grouped
    AND first.article_id = (
        SELECT earliest.article_id
        FROM wireroom.event_members AS earliest
        WHERE earliest.event_id = first.event_id
        ORDER BY earliest.published_at, earliest.article_id
        LIMIT 1
    );
COMMENT ON VIEW news.events IS
    'What several publishers report on within three days (or one, with the same text twice), each in its own words or with the same text, in one language, as far as articles have been looked at. What is not here may still be the same event: reports that share few rare words are left apart (decision 170).';
COMMENT ON COLUMN news.events.id IS 'Number of the event, as news.articles.event_id has it; another one where it is made anew.';
COMMENT ON COLUMN news.events.members IS 'Articles.';
COMMENT ON COLUMN news.events.publishers IS 'Publishers; 1 where one has brought the same text more than once, and nobody else reports so far.';
COMMENT ON COLUMN news.events.stories IS 'Different texts: articles that are one story in news.stories count once.';
COMMENT ON COLUMN news.events.first_article_id IS 'The article that had it first, by the time that its publisher says; a date without a time counts as the end of its day, and comes after all times of it.';
COMMENT ON COLUMN news.events.first_publisher_id IS 'Who that was: news.publishers.id.';
COMMENT ON COLUMN news.events.first_published_at IS 'When the first of them was published; first seen, where none of them says. To ask for by, as id is: both are indexed.';
COMMENT ON COLUMN news.events.last_published_at IS 'When the last was.';
COMMENT ON COLUMN news.events.language IS 'Their language, without country or script.';
COMMENT ON COLUMN news.events.least_likeness IS 'How like the article that fits least was to the one that brought it in, 0 to 1: for more certainty ask for more.';
COMMENT ON COLUMN news.events.article_ids IS 'Its articles, the first first.';
