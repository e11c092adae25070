-- Each retirement with its reason, how following the list of feeds went, and which runs could not follow it.
CREATE TABLE wireroom.feed_retirements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id bigint NOT NULL REFERENCES wireroom.feeds (id),
    retired_at timestamptz NOT NULL,
    reason text NOT NULL,
    restored_at timestamptz
);
COMMENT ON TABLE wireroom.feed_retirements IS 'Every time a feed was dropped from the list; feeds.retired_at keeps the last.';
COMMENT ON COLUMN wireroom.feed_retirements.id IS 'Number of the retirement.';
COMMENT ON COLUMN wireroom.feed_retirements.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.feed_retirements.retired_at IS 'When.';
COMMENT ON COLUMN wireroom.feed_retirements.reason IS 'Why, in words.';
COMMENT ON COLUMN wireroom.feed_retirements.restored_at IS 'When it was listed again; NULL: it has not been.';
CREATE INDEX feed_retirements_feed_id ON wireroom.feed_retirements (feed_id);
INSERT INTO wireroom.feed_retirements (feed_id, retired_at, reason)
SELECT id, retired_at, 'no longer in the list of feeds'
FROM wireroom.feeds
WHERE retired_at IS NOT NULL
ORDER BY retired_at, id;

CREATE TABLE wireroom.feed_list (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    path text NOT NULL,
    checked_at timestamptz NOT NULL,
    feeds integer,
    followed_at timestamptz,
    problem text NOT NULL DEFAULT '',
    problem_since timestamptz
);
COMMENT ON TABLE wireroom.feed_list IS 'How the last attempt to follow the list of feeds went; one row.';
COMMENT ON COLUMN wireroom.feed_list.the_one IS 'Always true: there is one row.';
COMMENT ON COLUMN wireroom.feed_list.path IS 'The file, as it is called where it was read.';
COMMENT ON COLUMN wireroom.feed_list.checked_at IS 'When it was last read.';
COMMENT ON COLUMN wireroom.feed_list.feeds IS 'Feeds in it when it was last followed; NULL: never.';
COMMENT ON COLUMN wireroom.feed_list.followed_at IS 'When it was last followed; NULL: never.';
COMMENT ON COLUMN wireroom.feed_list.problem IS 'Why it was not followed, in words; empty: it was.';
COMMENT ON COLUMN wireroom.feed_list.problem_since IS 'When it was first not followed since then; NULL: it was.';

ALTER TABLE wireroom.runs ADD COLUMN list_problem text NOT NULL DEFAULT '';
COMMENT ON COLUMN wireroom.runs.list_problem IS 'Why the run could not follow the list of feeds; empty: it could.';
