-- By what a feed is named in a sentence or a list: two that are called "News" are not the same to whoever reads of them.
CREATE OR REPLACE FUNCTION wireroom.feed_name(title text, url text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = '' -- readers see the answer alone
AS $$
    -- A parameter takes the collation of its fellow, an address's "C": in that no index is used, and Новости has no twin.
    SELECT CASE
        WHEN title IS NULL OR twins.hosts IS NULL THEN title
        WHEN given.host = ANY (twins.hosts) THEN format('%s (%s)', title, regexp_replace(wireroom.masked(url), '^https?://', '', 'i'))
        ELSE format('%s (%s)', title, given.host)
    END
    FROM (SELECT lower(substring(url FROM '^[^:]+://(?:[^/?#@]*@)?([^/?#]+)')) AS host) AS given
    CROSS JOIN (
        SELECT array_agg(lower(substring(t.url FROM '^[^:]+://(?:[^/?#@]*@)?([^/?#]+)'))) AS hosts
        FROM (
            SELECT f.url FROM wireroom.feeds AS f
            WHERE lower(f.title) = lower(feed_name.title COLLATE pg_catalog."default") AND f.retired_at IS NULL AND f.url <> feed_name.url
            UNION ALL
            SELECT f.url
            FROM wireroom.feed_states AS s
            JOIN wireroom.feeds AS f ON f.id = s.feed_id
            WHERE lower(s.title) = lower(feed_name.title COLLATE pg_catalog."default") AND f.title IS NULL AND f.retired_at IS NULL AND f.url <> feed_name.url
        ) AS t
    ) AS twins
$$;
COMMENT ON FUNCTION wireroom.feed_name IS 'A feed''s title, with its host where another listed feed has the same, and with its address where that is of the same host; a secret in it is masked.';
