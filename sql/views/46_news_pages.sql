CREATE OR REPLACE VIEW news.pages AS
SELECT
    p.article_id,
    p.feed_id,
    wireroom.masked(p.url) AS url,
    wireroom.masked(p.final_url) AS final_url,
    p.asked_at,
    p.tries,
    coalesce(p.outcome, 'under_way') AS outcome,
    wireroom.masked(p.detail) AS detail,
    p.decision,
    p.status AS http_status,
    p.feed_length,
    p.text_length,
    p.tdm_reserved,
    p.tdm_source,
    CASE WHEN p.outcome IS NOT NULL THEN p.next_try_at END AS next_try_at,
    p.run_id,
    p.landing_uri,
    p.landing_record
FROM wireroom.pages AS p;
COMMENT ON VIEW news.pages IS 'Pages behind articles that were fetched, or robots.txt kept us from: what was decided, and what came of it.';
COMMENT ON COLUMN news.pages.article_id IS 'The article.';
COMMENT ON COLUMN news.pages.feed_id IS 'Its feed then.';
COMMENT ON COLUMN news.pages.url IS 'Address asked for.';
COMMENT ON COLUMN news.pages.final_url IS 'Address that answered, after redirects.';
COMMENT ON COLUMN news.pages.asked_at IS 'When it was last asked for, or refused by robots.txt.';
COMMENT ON COLUMN news.pages.tries IS 'How often.';
COMMENT ON COLUMN news.pages.outcome IS 'full_text: the article has its text now; no_gain: the feed gives as much; paywall, consent_wall, bot_wall, soft_404, redirected_home, live_blog, no_text, not_a_page, disallowed (by robots.txt); too_slow, failed; lost: what was fetched could not be read again; or how the request failed; under_way.';
COMMENT ON COLUMN news.pages.detail IS 'The same in words.';
COMMENT ON COLUMN news.pages.decision IS 'What robots.txt said of it then.';
COMMENT ON COLUMN news.pages.http_status IS 'HTTP status of the answer; NULL: there was none.';
COMMENT ON COLUMN news.pages.feed_length IS 'Characters of text that the feed gave.';
COMMENT ON COLUMN news.pages.text_length IS 'Characters of text on the page.';
COMMENT ON COLUMN news.pages.tdm_reserved IS 'Text and data mining is reserved, or AI agents are refused; NULL: nobody looked.';
COMMENT ON COLUMN news.pages.tdm_source IS 'Where that is said first.';
COMMENT ON COLUMN news.pages.next_try_at IS 'When it is asked for again; NULL: not by itself.';
COMMENT ON COLUMN news.pages.run_id IS 'Run that took it on last.';
COMMENT ON COLUMN news.pages.landing_uri IS 'WARC file that holds the exchange.';
COMMENT ON COLUMN news.pages.landing_record IS 'Its record there.';
