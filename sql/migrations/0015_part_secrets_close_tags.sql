-- Secrets in the addresses of feeds stand apart, and what is shown is masked; addresses listed before are parted
-- when the list is next followed (store.hide_secrets), which knows every name that a secret goes by.
ALTER TABLE wireroom.feeds
    ADD COLUMN access jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN secrets jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN wireroom.feeds.url IS 'Address as listed, its secrets masked; what makes a feed the same feed.';
COMMENT ON COLUMN wireroom.feeds.access IS 'How it is asked: headers, basic_auth, connection; secrets by reference only.';
COMMENT ON COLUMN wireroom.feeds.secrets IS 'What the masks in its address stand for; for loaders only.';

-- Titles, sections and the like came in as their publishers wrote them: what could open a tag no longer can, and
-- what leads into a script is gone. What polls and bodies say from now on is safe when it comes.
UPDATE wireroom.feed_states
SET
    title = regexp_replace(title, '<(?=[A-Za-z/!?])', '‹', 'g'),
    site_url = CASE WHEN site_url ~* '^https?://[^\s<>"]+$' THEN site_url END,
    language = CASE WHEN language ~ '^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$' THEN language END
WHERE title ~ '<[A-Za-z/!?]'
    OR site_url !~* '^https?://[^\s<>"]+$'
    OR language !~ '^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$';

UPDATE wireroom.articles
SET
    section = regexp_replace(section, '<(?=[A-Za-z/!?])', '‹', 'g'),
    guid = CASE
        WHEN guid !~* '^\s*(javascript|vbscript|data)\s*:' THEN regexp_replace(guid, '<(?=[A-Za-z/!?])', '‹', 'g')
    END,
    media = regexp_replace(media::text, '<(?=[A-Za-z/!?])', '‹', 'g')::jsonb,
    attribution = regexp_replace(attribution::text, '<(?=[A-Za-z/!?])', '‹', 'g')::jsonb
WHERE section ~ '<[A-Za-z/!?]'
    OR guid ~ '<[A-Za-z/!?]'
    OR guid ~* '^\s*(javascript|vbscript|data)\s*:'
    OR media::text ~ '<[A-Za-z/!?]'
    OR attribution::text ~ '<[A-Za-z/!?]';
