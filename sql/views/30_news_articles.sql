-- Joined from the outside on unique keys: a query that asks for no column of a joined table does not pay for it,
-- and a condition on published_at reaches the partitions.
CREATE OR REPLACE VIEW news.articles AS
SELECT
    a.id,
    a.url,
    a.canonical_url,
    a.title,
    a.summary,
    a.text,
    coalesce(a.own_text, a.text) AS own_text,
    a.html,
    a.authors,
    a.tags,
    a.language,
    a.published_at,
    a.published_source,
    a.published_precision,
    a.published_raw,
    a.published_note,
    a.modified_at,
    a.modified_source,
    a.modified_raw,
    a.first_seen_at,
    a.updated_at,
    (SELECT max(seen.last_seen_at) FROM wireroom.sightings AS seen WHERE seen.article_id = a.id) AS last_seen_at,
    a.publisher_id,
    p.domain AS publisher_domain,
    coalesce(p.name, p.domain) AS publisher,
    p.country AS publisher_country,
    a.section,
    a.home_feed_id AS feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS feed,
    a.image_url,
    a.word_count,
    a.media,
    a.embeds,
    a.attribution,
    a.provenance,
    a.version,
    a.guid,
    m.story_id,
    a.updated_at AS captured_at,
    a.filed_at,
    wireroom.trust_in_words(h.trust) AS trust,
    a.duration_seconds,
    (
        SELECT c.content ->> 'text'
        FROM wireroom.full_copies AS c
        WHERE c.article_id = a.id AND c.feed_id = a.home_feed_id AND NOT c.from_page AND c.content IS NOT NULL
            AND a.provenance ->> 'text' LIKE 'page:%'
            -- pages of an archive are read as their feed's, and say nothing of what it gave
            AND coalesce(c.content -> 'provenance' ->> 'text', '') NOT LIKE 'page:%'
        ORDER BY c.captured_at DESC, c.id DESC
        LIMIT 1
    ) AS feed_text,
    g.outcome AS page_outcome,
    g.tdm_reserved,
    g.tdm_source,
    e.event_id,
    a.corrected_at
FROM wireroom.articles AS a
LEFT JOIN wireroom.article_heads AS h ON h.id = a.id
LEFT JOIN wireroom.story_members AS m ON m.article_id = a.id
LEFT JOIN wireroom.event_members AS e ON e.article_id = a.id
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
LEFT JOIN wireroom.feeds AS f ON f.id = a.home_feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = a.home_feed_id
LEFT JOIN wireroom.pages AS g ON g.article_id = a.id;
COMMENT ON VIEW news.articles IS 'One row an article, in its present version. A condition on published_at reads only the months it needs, or of years long past the years; by a date that is written out (not now() - …) the query is also planned for these alone. By number or address: news.article, news.articles_by_url. What is missing is '''' in title, summary, text, own_text and html, an empty array in authors, tags, media, embeds and attribution, and NULL in all other columns.';
COMMENT ON COLUMN news.articles.id IS 'Number of the article; never changes. news.article finds it soonest.';
COMMENT ON COLUMN news.articles.url IS 'Address of its page, absolute; NULL: it has none.';
COMMENT ON COLUMN news.articles.canonical_url IS 'The same without tracking and other noise: equal for the same page.';
COMMENT ON COLUMN news.articles.title IS 'Title, plain; '''' where there is none.';
COMMENT ON COLUMN news.articles.summary IS 'Summary, plain; '''' where there is none.';
COMMENT ON COLUMN news.articles.text IS 'Plain text, paragraphs separated by a blank line; quoted posts and notices of origin included; '''' where there is none.';
COMMENT ON COLUMN news.articles.own_text IS 'Text without quoted posts and notices of origin: what the author wrote; '''' where there is none.';
COMMENT ON COLUMN news.articles.html IS 'The body as HTML, sanitised: safe to show; '''' where there is none.';
COMMENT ON COLUMN news.articles.authors IS 'Persons, in order; {} where none is named.';
COMMENT ON COLUMN news.articles.tags IS 'Tags, in order; {} where there are none.';
COMMENT ON COLUMN news.articles.language IS 'BCP 47; detected on the text where not declared or declared wrongly.';
COMMENT ON COLUMN news.articles.published_at IS 'When it was published; NULL: not known. Never made up; see precision and source.';
COMMENT ON COLUMN news.articles.published_source IS 'Where published_at was read: feed:pubDate, feed:updated, url, text, ... feed: is the entry as it came, by a poll or from a saved file: of a row of CSV, a line of JSON or a mail too, as in feed:published.';
COMMENT ON COLUMN news.articles.published_precision IS 'How exact it is: second, minute, day (published_at is then 00:00 UTC), month.';
COMMENT ON COLUMN news.articles.published_raw IS 'The date as written.';
COMMENT ON COLUMN news.articles.published_note IS 'What was assumed in reading it, or why it was refused.';
COMMENT ON COLUMN news.articles.modified_at IS 'When the publisher says it was last changed; NULL: not said.';
COMMENT ON COLUMN news.articles.modified_source IS 'Where modified_at was read.';
COMMENT ON COLUMN news.articles.modified_raw IS 'That date as written.';
COMMENT ON COLUMN news.articles.first_seen_at IS 'When bytes that say it were first captured: fetched by us, or as their archive or saved file is dated.';
COMMENT ON COLUMN news.articles.updated_at IS 'The same as captured_at.';
COMMENT ON COLUMN news.articles.last_seen_at IS 'When a feed last carried it; NULL: it came from no feed.';
COMMENT ON COLUMN news.articles.publisher_id IS 'Who published it: news.publishers.id; NULL: a saved file that names nobody.';
COMMENT ON COLUMN news.articles.publisher_domain IS 'The publisher''s registrable domain; of a saved file that names its site but no address, that name in lower case. The newest of one publisher come at once by publisher_id = (SELECT id FROM news.publishers WHERE domain = …): by the domain alone all articles are read by date until enough are found. A date written out beside it (published_at > ''2026-11-01'') saves most of the planning.';
COMMENT ON COLUMN news.articles.publisher IS 'The publisher''s name, or its domain where no name is known: whose article it is; trust says who brought the text.';
COMMENT ON COLUMN news.articles.publisher_country IS 'The publisher''s country, ISO 3166-1 alpha-2, lower case.';
COMMENT ON COLUMN news.articles.section IS 'Section of the publication; NULL: not said.';
COMMENT ON COLUMN news.articles.feed_id IS 'Feed whose copy this is: news.feeds.id; NULL: it came from no feed.';
COMMENT ON COLUMN news.articles.feed IS 'That feed''s title.';
COMMENT ON COLUMN news.articles.image_url IS 'Its picture; NULL: it has none.';
COMMENT ON COLUMN news.articles.word_count IS 'Words of text.';
COMMENT ON COLUMN news.articles.duration_seconds IS 'Length of a podcast''s episode, in seconds, as its feed says (itunes:duration, JSON Feed''s duration_in_seconds); NULL: it says none that can be.';
COMMENT ON COLUMN news.articles.media IS 'Enclosures and pictures: array of url, kind, type, length (bytes), width, height, title, credit, duration (seconds), medium, each where it is said.';
COMMENT ON COLUMN news.articles.embeds IS 'Posts and videos quoted in the body: array of kind, platform, url, author, handle, date, text, span (characters of text, half-open).';
COMMENT ON COLUMN news.articles.attribution IS 'Where the text comes from: array of kind (agency, adapted, original, licence, copyright), name, url, text, span.';
COMMENT ON COLUMN news.articles.provenance IS 'Field by field: where it was taken from.';
COMMENT ON COLUMN news.articles.version IS '1 as first seen, one more with each change; earlier ones are in news.revisions.';
COMMENT ON COLUMN news.articles.guid IS 'The publisher''s own identifier, as written; of a saved file without an address, file: and its path below the folder that was read.';
COMMENT ON COLUMN news.articles.captured_at IS
    'When the bytes of this version were captured: fetched by us, or as their archive or saved file is dated.';
COMMENT ON COLUMN news.articles.filed_at IS
    'When this version was written to the database, by its clock; of versions from before this was kept, when their run ended.';
COMMENT ON COLUMN news.articles.trust IS
    'Who brought this text: own (the publisher''s own domain), declared (a feed that feeds.yaml declares the publisher''s), carrier (an aggregator, portal, feed service or saved document), stranger (another feed: the publisher may never have said this); NULL: filed before this was kept.';
COMMENT ON COLUMN news.articles.story_id IS 'Articles with the same text have the same number; where there is more than one, news.stories has them. NULL: not compared yet, for moments.';
COMMENT ON COLUMN news.articles.feed_text IS 'What its feed gives, where the text is its page''s; NULL: the text is the feed''s own.';
COMMENT ON COLUMN news.articles.page_outcome IS 'What came of fetching its page: full_text, no_gain, paywall, ... (news.pages); NULL: it was not fetched.';
COMMENT ON COLUMN news.articles.tdm_reserved IS 'Its publisher reserves text and data mining or refuses AI agents, as its page and site said; NULL: nobody looked.';
COMMENT ON COLUMN news.articles.tdm_source IS 'Where that is said first: tdmrep:header, robots.txt:GPTBot, rsl:link, meta:noai, ...';
COMMENT ON COLUMN news.articles.event_id IS 'What it reports on: news.events.id where others report on it too, else a number of its own; NULL: not looked at yet.';
COMMENT ON COLUMN news.articles.corrected_at IS
    'When the bytes of its publisher''s last correction were captured (news.corrections has each); NULL: it was never corrected.';
