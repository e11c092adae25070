-- Who had a text first is told by when each was published at the latest: of a date without a time that is the end of its
-- day; where there is no date, when it was first seen here.
-- Each story is the row of the article that was published first, so that a condition on first_published_at or id reads
-- no other story; a subquery with LIMIT, since the planner would turn NOT EXISTS into a join with all there are.
CREATE OR REPLACE VIEW news.stories AS
SELECT
    first.story_id AS id,
    told.members,
    told.publishers,
    told.independent_sources,
    told.article_ids[1] AS first_article_id,
    told.publisher_ids[1] AS first_publisher_id,
    first.published_at AS first_published_at,
    told.last_published_at,
    told.agency,
    told.common_share,
    told.article_ids
FROM wireroom.story_members AS first
CROSS JOIN LATERAL (
    SELECT
        count(*) AS members,
        count(DISTINCT m.publisher_id) AS publishers,
        count(DISTINCT coalesce('agency ' || lower(m.agency), m.publisher_id::text)) AS independent_sources,
        max(m.published_at) AS last_published_at,
        mode() WITHIN GROUP (ORDER BY m.agency) AS agency,
        (
            SELECT avg(l.share)::real
            FROM wireroom.story_members AS inside
            JOIN wireroom.story_links AS l ON l.article_id = inside.article_id
            WHERE inside.story_id = first.story_id AND inside.grouped
        ) AS common_share,
        array_agg(m.article_id ORDER BY coalesce(m.latest_at, m.exact_at), m.published_at, m.article_id) AS article_ids,
        array_agg(m.publisher_id ORDER BY coalesce(m.latest_at, m.exact_at), m.published_at, m.article_id) AS publisher_ids
    FROM wireroom.story_members AS m
    WHERE m.story_id = first.story_id AND m.grouped
) AS told
WHERE first.grouped
    AND first.article_id = (
        SELECT earliest.article_id
        FROM wireroom.story_members AS earliest
        WHERE earliest.story_id = first.story_id AND earliest.grouped
        ORDER BY earliest.published_at, earliest.article_id
        LIMIT 1
    );
COMMENT ON VIEW news.stories IS
    'The same text in more than one article, within a window of time (WIREROOM_STORY_DAYS, 14 unless set), as far as articles have been compared. Copies may be cut, and may have a line more.';
COMMENT ON COLUMN news.stories.id IS
    'Number of the story, as news.articles.story_id has it: the lowest number of its articles; another one where an article comes or goes that changes that.';
COMMENT ON COLUMN news.stories.members IS 'Articles.';
COMMENT ON COLUMN news.stories.publishers IS 'Publishers.';
COMMENT ON COLUMN news.stories.independent_sources IS
    'Who answers for it: each agency that is credited counts once, and each publisher that credits none.';
COMMENT ON COLUMN news.stories.first_article_id IS 'The article that had it first, by the time that its publisher says; a date without a time counts as the end of its day, and comes after all times of it.';
COMMENT ON COLUMN news.stories.first_publisher_id IS 'Who that was: news.publishers.id.';
COMMENT ON COLUMN news.stories.first_published_at IS 'When the first of them was published; first seen, where none of them says. To ask for by, as id is: both are indexed.';
COMMENT ON COLUMN news.stories.last_published_at IS 'When the last was.';
COMMENT ON COLUMN news.stories.agency IS 'Agency that most of them credit; NULL: none does.';
COMMENT ON COLUMN news.stories.common_share IS 'How much of the shorter text stands in the longer, 0 to 1, on average over the pairs that were compared.';
COMMENT ON COLUMN news.stories.article_ids IS 'Its articles, the first first.';
