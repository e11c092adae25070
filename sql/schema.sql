CREATE SCHEMA news;

COMMENT ON SCHEMA news IS 'The contract with analysts: changed only with an entry in CHANGELOG.md. Role wireroom_reader reads it.';

CREATE SCHEMA wireroom;

COMMENT ON SCHEMA wireroom IS 'Private to Wireroom: tables may change with any release. Read schema news instead.';

CREATE FUNCTION wireroom.masked(shown text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (lower((shown COLLATE "C")) ~~ ANY (ARRAY['%=%'::text, '%\%%'::text, '%@%'::text, '%bearer%'::text, '%basic%'::text, '%/private%'::text, '%/secret%'::text, '%/token/%'::text, '%/auth/%'::text, '%/feedkey/%'::text, '%/rsskey/%'::text, '%/passkey/%'::text, '%feedbin.com/starred/%'::text, '%instapaper.com/rss/%'::text, '%newsblur.com/reader/folder\_rss/%'::text, '%subscribers.transistor.fm/%'::text, '%.supercast.%'::text, '%access.acast.com/rss/%'::text, '%supportingcast.fm/content/%'::text, '%eyj%'::text, '%ghp\_%'::text, '%gho\_%'::text, '%ghu\_%'::text, '%ghs\_%'::text, '%ghr\_%'::text, '%github\_pat\_%'::text, '%glpat-%'::text, '%glft-%'::text, '%glrt-%'::text])) THEN regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(shown, '(://)((?![^\t-\r \"''<>/?#@]*\*\*\*|(?:[^\t-\r \"''<>/?#@:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+@|(?:\$\{[a-z_][a-z0-9_]*\})+:@)[^\t-\r \"''<>/?#]+)(?=@)'::text, '\1***'::text, 'gi'::text), '(;(?:jsessionid)=)((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))[^\t-\r \"''<>&;#?/]+)'::text, '\1***'::text, 'gi'::text), '((?:[?&;#]|%3f|%26)(?:[a-z0-9_.\[\]-]|%5[bd])*(?:token[0-9]?|signature|passw(?:or)?d|passwort|secret)(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d))((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))[^\t-\r \"''<>&;#]+)'::text, '\1***'::text, 'gi'::text), '((?:[?&;#]|%3f|%26)(?:(?:[a-z0-9_.\[\]-]|%5[bd])*(?:[_.\[-]|%5b))?(?:bearer|jwt|authorization|credentials?|hmac|sig|o?auth2?|auth_?code|pw|pwd|pass|passphrase|passcode|(?:access|api|app|auth|client|feed|licen[cs]e|login|member|pass|private|rss|secret|session|subscriber|user)[_-]?key[0-9]?|torrent_pass|hdn(?:ea|ts|tl)|(?:j|php)?sess(?:ion)?[_-]?id|aspsessionid[a-z]*)(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d))((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))[^\t-\r \"''<>&;#]+)'::text, '\1***'::text, 'gi'::text), '((?:[?&;#]|%3f|%26)(?:[a-z0-9_.\[\]-]|%5[bd])*(?:key)(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d))((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))(?=(?=[^\t-\r \"''<>&;#]{8})[^\t-\r \"''<>&;#]*(?:[a-z][0-9]+[a-z]|[0-9][a-z]+[0-9])|(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]{16})[^\t-\r \"''<>&;#]+)'::text, '\1***'::text, 'gi'::text), '((?:[?&;#]|%3f|%26)(?:(?:[a-z0-9_.\[\]-]|%5[bd])*(?:[_.\[-]|%5b))?(?:sid|session|sess|ticket|hash|code|secure)(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d))((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))(?=(?=[^\t-\r \"''<>&;#]{8})[^\t-\r \"''<>&;#]*(?:[a-z][0-9]+[a-z]|[0-9][a-z]+[0-9])|(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]{16})[^\t-\r \"''<>&;#]+)'::text, '\1***'::text, 'gi'::text), '((?:[?&;#]|%3f|%26)(?:feed|[hkstu]|tp)(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d))((?![^\t-\r \"''<>&;#]*\*\*\*|(?:[^\t-\r \"''<>&;#:]*:)?(?:\$\{[a-z_][a-z0-9_]*\})+(?![^\t-\r \"''<>&;#])|(?:\$\{[a-z_][a-z0-9_]*\})+:(?![^\t-\r \"''<>&;#])|(?:[01]|true|false|yes|no|on|off|none|null)(?![^\t-\r \"''<>&;#]))(?=[0-9a-f]{32})[^\t-\r \"''<>&;#]+)'::text, '\1***'::text, 'gi'::text), '((?:/(?:private|secret|token|auth|feedkey|rsskey|passkey)/|/private-(?=[0-9a-f]{16})|/secret:|feedbin\.com/starred/|instapaper\.com/rss/[0-9]+/|newsblur\.com/reader/folder_rss/[0-9]+/|subscribers\.transistor\.fm/|\.supercast\.(?:tech|com)/feeds/|access\.acast\.com/rss/[^/ ]+/|supportingcast\.fm/content/))((?=(?=[a-z0-9_=-]{8})[a-z0-9_=-]*(?:[a-z][0-9]+[a-z]|[0-9][a-z]+[0-9])|(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]{16})[a-z0-9_=-]+)'::text, '\1***'::text, 'gi'::text), '((?<![a-z0-9_-]))((?:eyJ[a-z0-9_-]{8,}(?:\.[a-z0-9_-]*){2,4}|gh[pousr]_[a-z0-9]{20,}|github_pat_[a-z0-9_]{20,}|gl(?:pat|ft|rt)-[a-z0-9_-]{16,}))'::text, '\1***'::text, 'gi'::text), '((?:^|[^a-z0-9])(?:Bearer|Basic)[ 	]+)((?=[a-z+/._~-]*[0-9=])[a-z0-9+/=._~-]{8,})'::text, '\1***'::text, 'gi'::text) ELSE shown END;

COMMENT ON FUNCTION wireroom.masked(shown text) IS 'A text with *** for what looks like a secret in an address.';

CREATE FUNCTION wireroom.trust_in_words(trust smallint) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE trust WHEN 4 THEN 'own'::text WHEN 3 THEN 'declared'::text WHEN 2 THEN 'carrier'::text WHEN 1 THEN 'stranger'::text ELSE NULL::text END;

COMMENT ON FUNCTION wireroom.trust_in_words(trust smallint) IS 'How near who carries a text is to who publishes it: models.Trust by name.';

CREATE TABLE wireroom.article_heads (
    id bigint NOT NULL,
    home_feed_id bigint,
    fingerprint bytea NOT NULL,
    content_seen_at timestamp with time zone NOT NULL,
    text_length integer NOT NULL,
    revisions integer DEFAULT 0 NOT NULL,
    published_at timestamp with time zone,
    trust smallint,
    has_copies boolean DEFAULT false NOT NULL,
    CONSTRAINT article_heads_trust_check CHECK (((trust >= 1) AND (trust <= 4)))
)
WITH (fillfactor='80');

COMMENT ON TABLE wireroom.article_heads IS 'The little of each article that a decision looks up; one row an article.';

COMMENT ON COLUMN wireroom.article_heads.id IS 'Number of the article; given out here.';

COMMENT ON COLUMN wireroom.article_heads.home_feed_id IS 'Feed whose copy is the content; NULL: none (a document, an archive).';

COMMENT ON COLUMN wireroom.article_heads.fingerprint IS 'SHA-256 over what a reader would call the content.';

COMMENT ON COLUMN wireroom.article_heads.content_seen_at IS 'When the bytes of the stored content were fetched; older bytes never overwrite it.';

COMMENT ON COLUMN wireroom.article_heads.text_length IS 'Characters of text.';

COMMENT ON COLUMN wireroom.article_heads.revisions IS 'Earlier versions kept.';

COMMENT ON COLUMN wireroom.article_heads.published_at IS 'Says which partition holds the article.';

COMMENT ON COLUMN wireroom.article_heads.trust IS 'Who brought the content: 4 the publisher''s own domain, 3 a feed declared as the publisher''s, 2 a known carrier or a saved document, 1 a stranger; NULL: filed before that was known.';

COMMENT ON COLUMN wireroom.article_heads.has_copies IS 'More than one text of it is known: wireroom.copies has them all.';

CREATE TABLE wireroom.articles (
    id bigint NOT NULL,
    published_at timestamp with time zone,
    published_source text,
    published_precision text,
    published_raw text,
    published_note text,
    modified_at timestamp with time zone,
    modified_source text,
    modified_raw text,
    first_seen_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    publisher_id bigint,
    home_feed_id bigint,
    word_count integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    story_id bigint,
    guid text,
    url text,
    canonical_url text,
    title text NOT NULL,
    summary text NOT NULL,
    section text,
    language text,
    image_url text,
    authors text[] DEFAULT '{}'::text[] NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    text text NOT NULL,
    own_text text,
    html text NOT NULL,
    media jsonb DEFAULT '[]'::jsonb NOT NULL,
    embeds jsonb DEFAULT '[]'::jsonb NOT NULL,
    attribution jsonb DEFAULT '[]'::jsonb NOT NULL,
    provenance jsonb DEFAULT '{}'::jsonb NOT NULL,
    changed text[] DEFAULT '{}'::text[] NOT NULL,
    change_reason text DEFAULT ''::text NOT NULL,
    run_id bigint,
    filed_at timestamp with time zone NOT NULL,
    duration_seconds integer,
    corrected_at timestamp with time zone,
    CONSTRAINT articles_duration_seconds_check CHECK ((duration_seconds > 0)),
    CONSTRAINT articles_published_precision_check CHECK ((published_precision = ANY (ARRAY['second'::text, 'minute'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT articles_word_count_check CHECK ((word_count >= 0))
)
PARTITION BY RANGE (published_at);

COMMENT ON TABLE wireroom.articles IS 'One row an article: its present version. Partitioned by month of publication; no date, or an odd one: the default partition.';

COMMENT ON COLUMN wireroom.articles.id IS 'Number of the article (wireroom.article_heads keeps it unique).';

COMMENT ON COLUMN wireroom.articles.published_at IS 'When it was published; NULL: not known. Never made up.';

COMMENT ON COLUMN wireroom.articles.published_source IS 'Where published_at was read: feed:pubDate, url, text, ...';

COMMENT ON COLUMN wireroom.articles.published_precision IS 'How exact it is: second, minute, day (then 00:00 UTC), month.';

COMMENT ON COLUMN wireroom.articles.published_raw IS 'The date as written.';

COMMENT ON COLUMN wireroom.articles.published_note IS 'What was assumed in reading it, or why it was refused.';

COMMENT ON COLUMN wireroom.articles.modified_at IS 'When the publisher says it was last changed.';

COMMENT ON COLUMN wireroom.articles.modified_source IS 'Where modified_at was read.';

COMMENT ON COLUMN wireroom.articles.modified_raw IS 'That date as written.';

COMMENT ON COLUMN wireroom.articles.first_seen_at IS 'When bytes that say it were first captured.';

COMMENT ON COLUMN wireroom.articles.updated_at IS 'When the bytes of this version were captured: fetched, or as their archive or saved file is dated.';

COMMENT ON COLUMN wireroom.articles.publisher_id IS 'Who published it; NULL: a saved file that names nobody.';

COMMENT ON COLUMN wireroom.articles.home_feed_id IS 'Feed whose copy this is; NULL: no feed''s.';

COMMENT ON COLUMN wireroom.articles.word_count IS 'Words of text.';

COMMENT ON COLUMN wireroom.articles.version IS '1 as first seen, one more with each change.';

COMMENT ON COLUMN wireroom.articles.story_id IS 'Cluster of the same text at several publishers; NULL until clusters are made.';

COMMENT ON COLUMN wireroom.articles.guid IS 'The publisher''s own identifier, as written; of a saved file without an address, file: and its path below the folder that was read.';

COMMENT ON COLUMN wireroom.articles.url IS 'Address of its page, absolute.';

COMMENT ON COLUMN wireroom.articles.canonical_url IS 'The same without tracking and other noise.';

COMMENT ON COLUMN wireroom.articles.title IS 'Title, plain.';

COMMENT ON COLUMN wireroom.articles.summary IS 'Summary, plain.';

COMMENT ON COLUMN wireroom.articles.section IS 'Section of the publication.';

COMMENT ON COLUMN wireroom.articles.language IS 'BCP 47; detected where not declared or declared wrongly.';

COMMENT ON COLUMN wireroom.articles.image_url IS 'Its picture.';

COMMENT ON COLUMN wireroom.articles.authors IS 'Persons, in order.';

COMMENT ON COLUMN wireroom.articles.tags IS 'Tags, in order.';

COMMENT ON COLUMN wireroom.articles.text IS 'Plain text, paragraphs separated by a blank line.';

COMMENT ON COLUMN wireroom.articles.own_text IS 'Text without quoted posts and notices of origin; NULL: the same as text.';

COMMENT ON COLUMN wireroom.articles.html IS 'The body as safe HTML.';

COMMENT ON COLUMN wireroom.articles.media IS 'Enclosures: url, type, length.';

COMMENT ON COLUMN wireroom.articles.embeds IS 'Posts and videos quoted in the body, with their span in text.';

COMMENT ON COLUMN wireroom.articles.attribution IS 'Agency, original, adapted from, licence; with their span in text.';

COMMENT ON COLUMN wireroom.articles.provenance IS 'Field by field: where it was taken from.';

COMMENT ON COLUMN wireroom.articles.changed IS 'Fields in which this version differs from the one before.';

COMMENT ON COLUMN wireroom.articles.change_reason IS 'Why this version was taken.';

COMMENT ON COLUMN wireroom.articles.run_id IS 'Run that filed this version.';

COMMENT ON COLUMN wireroom.articles.filed_at IS 'When this version was written to the database; of versions from before this was kept, when their run ended.';

COMMENT ON COLUMN wireroom.articles.duration_seconds IS 'Length of a podcast''s episode, in seconds; NULL: not said.';

COMMENT ON COLUMN wireroom.articles.corrected_at IS 'When the bytes of its last correction by its publisher were captured.';

CREATE TABLE wireroom.copies (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    trust smallint,
    fingerprint bytea NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    last_captured_at timestamp with time zone NOT NULL,
    text_length integer NOT NULL,
    version integer,
    reason text DEFAULT ''::text NOT NULL,
    run_id bigint,
    filed_at timestamp with time zone,
    content jsonb,
    from_page boolean DEFAULT false NOT NULL
);

COMMENT ON TABLE wireroom.copies IS 'Each text of an article that a feed has had, once there are two: what its versions are made of, in the order of capture.';

COMMENT ON COLUMN wireroom.copies.id IS 'Number of the copy, in the order of filing.';

COMMENT ON COLUMN wireroom.copies.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.copies.feed_id IS 'The feed that had it; 0: a document.';

COMMENT ON COLUMN wireroom.copies.trust IS 'How far that feed is trusted with this article; see article_heads.';

COMMENT ON COLUMN wireroom.copies.fingerprint IS 'SHA-256 over what a reader would call the content.';

COMMENT ON COLUMN wireroom.copies.captured_at IS 'When its bytes were first captured.';

COMMENT ON COLUMN wireroom.copies.last_captured_at IS 'When they were last captured; of a feed''s last copy, as its sighting says.';

COMMENT ON COLUMN wireroom.copies.text_length IS 'Characters of text.';

COMMENT ON COLUMN wireroom.copies.version IS 'The version of the article that it is; NULL: it did not count.';

COMMENT ON COLUMN wireroom.copies.reason IS 'Why it counted, or why not.';

COMMENT ON COLUMN wireroom.copies.run_id IS 'Run that filed it.';

COMMENT ON COLUMN wireroom.copies.filed_at IS 'When it was filed.';

COMMENT ON COLUMN wireroom.copies.content IS 'All that it says, by the names of staged_articles; NULL: what another copy with the same fingerprint says.';

COMMENT ON COLUMN wireroom.copies.from_page IS 'It is what the article''s page said, not the feed.';

CREATE SEQUENCE wireroom.event_numbers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE wireroom.event_members (
    article_id bigint NOT NULL,
    event_id bigint DEFAULT nextval('wireroom.event_numbers'::regclass) NOT NULL,
    language text,
    published_at timestamp with time zone NOT NULL,
    publisher_id bigint,
    likeness real,
    grouped boolean DEFAULT false NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    words integer[] NOT NULL,
    weights real[] NOT NULL,
    title integer[] NOT NULL,
    numbers integer[] NOT NULL
)
WITH (fillfactor='90');

COMMENT ON TABLE wireroom.event_members IS 'Which event an article reports on; one row an article that has been looked at.';

COMMENT ON COLUMN wireroom.event_members.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.event_members.event_id IS 'The event; of an article that nobody else reports on with, a number of its own.';

COMMENT ON COLUMN wireroom.event_members.language IS 'As the article has it, without country or script; NULL: not known, and then no event is looked for.';

COMMENT ON COLUMN wireroom.event_members.published_at IS 'When it was published, or first seen where that is not known.';

COMMENT ON COLUMN wireroom.event_members.publisher_id IS 'As the article has it; NULL: not known.';

COMMENT ON COLUMN wireroom.event_members.likeness IS 'How like it was to the article that brought it into the event, 0 to 1; NULL: it was the first looked at.';

COMMENT ON COLUMN wireroom.event_members.grouped IS 'The event has other articles too.';

COMMENT ON COLUMN wireroom.event_members.alone IS 'Taken out of its event by command, and left alone since.';

COMMENT ON COLUMN wireroom.event_members.words IS 'Words of its title and its first lines as numbers, the rarest first.';

COMMENT ON COLUMN wireroom.event_members.weights IS 'How much each of them tells, from how rare it was when the article came.';

COMMENT ON COLUMN wireroom.event_members.title IS 'Those of the title.';

COMMENT ON COLUMN wireroom.event_members.numbers IS 'Those of the title that are figures.';

CREATE TABLE wireroom.feed_states (
    feed_id bigint NOT NULL,
    etag text,
    last_modified text,
    body_sha256 bytea,
    fetch_url text,
    redirected_to text,
    redirected_since timestamp with time zone,
    polls_since_full integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    last_polled_at timestamp with time zone,
    last_well_at timestamp with time zone,
    last_new_at timestamp with time zone,
    next_poll_at timestamp with time zone,
    "interval" interval,
    outcome text,
    detail text DEFAULT ''::text NOT NULL,
    status integer,
    entries integer DEFAULT 0 NOT NULL,
    title text,
    site_url text,
    language text,
    format text,
    day_first boolean,
    archive_url text,
    window_seen_at timestamp with time zone,
    window_oldest timestamp with time zone,
    window_newest timestamp with time zone,
    window_entries integer,
    window_shortest interval,
    missed bigint DEFAULT 0 NOT NULL,
    missed_at timestamp with time zone,
    reader text,
    fuller_reader text,
    disagreement text DEFAULT ''::text NOT NULL,
    compared_at timestamp with time zone,
    rhythm_counts smallint[],
    rhythm_since timestamp with time zone,
    rhythm_until timestamp with time zone,
    rhythm_at timestamp with time zone,
    wish interval,
    next_poll_reason text DEFAULT ''::text NOT NULL,
    redirected_polls integer DEFAULT 0 NOT NULL,
    redirect_shares boolean DEFAULT false NOT NULL,
    move_note text DEFAULT ''::text NOT NULL,
    refused_move text,
    move_decided_at timestamp with time zone,
    hub_url text,
    topic_url text,
    first_filled_at timestamp with time zone,
    empty_since timestamp with time zone,
    longest_empty interval DEFAULT '00:00:00'::interval NOT NULL
)
WITH (fillfactor='70');

COMMENT ON TABLE wireroom.feed_states IS 'What polls taught of each feed; saved in the transaction that saves its articles.';

COMMENT ON COLUMN wireroom.feed_states.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.feed_states.etag IS 'ETag of the last answer (RFC 9110), as received.';

COMMENT ON COLUMN wireroom.feed_states.last_modified IS 'Last-Modified of the last answer, as received.';

COMMENT ON COLUMN wireroom.feed_states.body_sha256 IS 'SHA-256 of the last full body.';

COMMENT ON COLUMN wireroom.feed_states.fetch_url IS 'Where a permanent redirect that held has led; NULL: the listed address.';

COMMENT ON COLUMN wireroom.feed_states.redirected_to IS 'Permanent redirect seen but not yet believed.';

COMMENT ON COLUMN wireroom.feed_states.redirected_since IS 'When that redirect was first seen.';

COMMENT ON COLUMN wireroom.feed_states.polls_since_full IS 'Conditional polls since a full body was asked for.';

COMMENT ON COLUMN wireroom.feed_states.failures IS 'Failed polls in a row.';

COMMENT ON COLUMN wireroom.feed_states.last_polled_at IS 'When it was last asked.';

COMMENT ON COLUMN wireroom.feed_states.last_well_at IS 'When it last answered as it should.';

COMMENT ON COLUMN wireroom.feed_states.last_new_at IS 'When a poll last brought a new article.';

COMMENT ON COLUMN wireroom.feed_states.next_poll_at IS 'When it is due; NULL: now.';

COMMENT ON COLUMN wireroom.feed_states."interval" IS 'Poll interval as learned.';

COMMENT ON COLUMN wireroom.feed_states.outcome IS 'How the last poll ended, by name.';

COMMENT ON COLUMN wireroom.feed_states.detail IS 'The same in words.';

COMMENT ON COLUMN wireroom.feed_states.status IS 'HTTP status of the last answer.';

COMMENT ON COLUMN wireroom.feed_states.entries IS 'Entries in the last body that was read.';

COMMENT ON COLUMN wireroom.feed_states.title IS 'Title as the feed says.';

COMMENT ON COLUMN wireroom.feed_states.site_url IS 'The site''s page as the feed says.';

COMMENT ON COLUMN wireroom.feed_states.language IS 'Language as the feed says.';

COMMENT ON COLUMN wireroom.feed_states.format IS 'Dialect: rss, rdf, atom, json, sitemap.';

COMMENT ON COLUMN wireroom.feed_states.day_first IS 'Learned order of numeric dates; NULL: not known.';

COMMENT ON COLUMN wireroom.feed_states.archive_url IS 'Previous archive document (RFC 5005) as the last poll saw it.';

COMMENT ON COLUMN wireroom.feed_states.window_seen_at IS 'When the last body with dated entries was fetched.';

COMMENT ON COLUMN wireroom.feed_states.window_oldest IS 'Date of its oldest entry, but for a tenth of them: some are pinned.';

COMMENT ON COLUMN wireroom.feed_states.window_newest IS 'Date of its newest entry.';

COMMENT ON COLUMN wireroom.feed_states.window_entries IS 'Dated entries in it.';

COMMENT ON COLUMN wireroom.feed_states.window_shortest IS 'How long an entry stays in the document when most is published: no wait is longer than half of it.';

COMMENT ON COLUMN wireroom.feed_states.missed IS 'Entries that seem to have left the document between two polls, in all; estimated.';

COMMENT ON COLUMN wireroom.feed_states.missed_at IS 'When that was last suspected.';

COMMENT ON COLUMN wireroom.feed_states.reader IS 'Whose reading is believed: wireroom or feedparser; NULL: no document was read yet.';

COMMENT ON COLUMN wireroom.feed_states.fuller_reader IS 'Another that the last comparison found fuller: believed if the next one agrees.';

COMMENT ON COLUMN wireroom.feed_states.disagreement IS 'What feedparser found and our reader did not, in words, when they were last compared; empty: nothing.';

COMMENT ON COLUMN wireroom.feed_states.compared_at IS 'When feedparser last read a document too; NULL: never.';

COMMENT ON COLUMN wireroom.feed_states.rhythm_counts IS 'Entries published in each of the 168 hours of a week, from Monday''s first in UTC, in 64ths; what was published counts half as much after four weeks. NULL: no dates were seen.';

COMMENT ON COLUMN wireroom.feed_states.rhythm_since IS 'When the time began in which they were published.';

COMMENT ON COLUMN wireroom.feed_states.rhythm_until IS 'Date of the newest entry that is counted.';

COMMENT ON COLUMN wireroom.feed_states.rhythm_at IS 'When they counted so much.';

COMMENT ON COLUMN wireroom.feed_states.wish IS 'How long the last document asks to be left alone (ttl, sy:updatePeriod); NULL: it does not.';

COMMENT ON COLUMN wireroom.feed_states.next_poll_reason IS 'Why it is asked next when it is, in words.';

COMMENT ON COLUMN wireroom.feed_states.redirected_polls IS 'Polls that gave entries behind that redirect.';

COMMENT ON COLUMN wireroom.feed_states.redirect_shares IS 'True: some of those entries the feed had before the redirect was seen.';

COMMENT ON COLUMN wireroom.feed_states.move_note IS 'Why that redirect is not believed yet, in words.';

COMMENT ON COLUMN wireroom.feed_states.refused_move IS 'Where the operator does not want the feed asked, though its server sends us there; NULL: nowhere.';

COMMENT ON COLUMN wireroom.feed_states.move_decided_at IS 'When the operator last accepted or refused a move; NULL: never.';

COMMENT ON COLUMN wireroom.feed_states.hub_url IS 'Hub that the last document named (WebSub); NULL: none.';

COMMENT ON COLUMN wireroom.feed_states.topic_url IS 'What that hub calls the feed: its own address, as the document says.';

COMMENT ON COLUMN wireroom.feed_states.first_filled_at IS 'When a document of it first had entries, as far as is known; NULL: none had.';

COMMENT ON COLUMN wireroom.feed_states.empty_since IS 'Since when its documents are without entries; NULL: the last one has some.';

COMMENT ON COLUMN wireroom.feed_states.longest_empty IS 'How long they were without at the longest, before they had some again.';

CREATE TABLE wireroom.feeds (
    id bigint NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    title text,
    publisher text,
    country text,
    language text,
    timezone text,
    category text[] DEFAULT '{}'::text[] NOT NULL,
    every interval,
    paused boolean DEFAULT false NOT NULL,
    private boolean DEFAULT false NOT NULL,
    archive text,
    family text DEFAULT ''::text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone,
    access jsonb DEFAULT '{}'::jsonb NOT NULL,
    secrets jsonb DEFAULT '{}'::jsonb NOT NULL,
    full_text text DEFAULT 'auto'::text NOT NULL,
    rules jsonb DEFAULT '{}'::jsonb NOT NULL,
    rules_changed_at timestamp with time zone,
    CONSTRAINT feeds_full_text_check CHECK ((full_text = ANY (ARRAY['auto'::text, 'always'::text, 'never'::text]))),
    CONSTRAINT feeds_url_check CHECK ((octet_length(url) <= 2000))
);

COMMENT ON TABLE wireroom.feeds IS 'Feeds as the operator lists them; follows feeds.yaml, never deletes.';

COMMENT ON COLUMN wireroom.feeds.id IS 'Number of the feed.';

COMMENT ON COLUMN wireroom.feeds.url IS 'Address as listed, its secrets masked; what makes a feed the same feed.';

COMMENT ON COLUMN wireroom.feeds.title IS 'Title as listed; NULL: the feed''s own counts.';

COMMENT ON COLUMN wireroom.feeds.publisher IS 'Name of the outlet as listed.';

COMMENT ON COLUMN wireroom.feeds.country IS 'ISO 3166-1 alpha-2, lower case, as listed.';

COMMENT ON COLUMN wireroom.feeds.language IS 'BCP 47, as listed.';

COMMENT ON COLUMN wireroom.feeds.timezone IS 'IANA name of the zone for dates that carry none, as listed.';

COMMENT ON COLUMN wireroom.feeds.category IS 'Folders from the outermost in, as OPML nests them.';

COMMENT ON COLUMN wireroom.feeds.every IS 'Poll interval as listed; NULL: learned.';

COMMENT ON COLUMN wireroom.feeds.paused IS 'Listed but not polled.';

COMMENT ON COLUMN wireroom.feeds.private IS 'May live on a loopback or private address.';

COMMENT ON COLUMN wireroom.feeds.archive IS 'Newest archive document (RFC 5005) as listed.';

COMMENT ON COLUMN wireroom.feeds.family IS 'Politeness family: feeds of one family are never polled side by side.';

COMMENT ON COLUMN wireroom.feeds.added_at IS 'When it was first listed.';

COMMENT ON COLUMN wireroom.feeds.changed_at IS 'When its listing last changed.';

COMMENT ON COLUMN wireroom.feeds.retired_at IS 'When it was dropped from the list; NULL: it is on it.';

COMMENT ON COLUMN wireroom.feeds.access IS 'How it is asked: headers, basic_auth, connection; secrets by reference only.';

COMMENT ON COLUMN wireroom.feeds.secrets IS 'What the masks in its address stand for; for loaders only.';

COMMENT ON COLUMN wireroom.feeds.full_text IS 'Whether the pages of its articles are fetched: auto (where they were seen to give more than the feed), always, never.';

COMMENT ON COLUMN wireroom.feeds.rules IS 'What feeds.yaml keeps and drops of its entries: keep or drop → field → texts; empty: all are kept.';

COMMENT ON COLUMN wireroom.feeds.rules_changed_at IS 'When these rules took the place of others; NULL: never.';

CREATE VIEW wireroom.full_copies AS
 SELECT id,
    article_id,
    feed_id,
    trust,
    fingerprint,
    captured_at,
    last_captured_at,
    text_length,
    version,
    reason,
    from_page,
    filed_at,
    run_id,
    COALESCE(content, ( SELECT o.content
           FROM wireroom.copies o
          WHERE ((o.article_id = c.article_id) AND (o.fingerprint = c.fingerprint) AND (o.content IS NOT NULL))
          ORDER BY o.id
         LIMIT 1)) AS content
   FROM wireroom.copies c;

COMMENT ON VIEW wireroom.full_copies IS 'Copies, each with what it says, its own content or that of another with the same fingerprint.';

COMMENT ON COLUMN wireroom.full_copies.id IS 'As wireroom.copies has it, like all but the content.';

COMMENT ON COLUMN wireroom.full_copies.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.full_copies.feed_id IS 'The feed that had it; 0: a document.';

COMMENT ON COLUMN wireroom.full_copies.trust IS 'How far that feed is trusted with this article.';

COMMENT ON COLUMN wireroom.full_copies.fingerprint IS 'Of what it says.';

COMMENT ON COLUMN wireroom.full_copies.captured_at IS 'When its bytes were first captured.';

COMMENT ON COLUMN wireroom.full_copies.last_captured_at IS 'When they were last captured; of a feed''s last copy, as its sighting says.';

COMMENT ON COLUMN wireroom.full_copies.text_length IS 'Characters of text.';

COMMENT ON COLUMN wireroom.full_copies.version IS 'The version of the article that it is; NULL: it did not count.';

COMMENT ON COLUMN wireroom.full_copies.reason IS 'Why it counted, or why not.';

COMMENT ON COLUMN wireroom.full_copies.from_page IS 'It is what the article''s page said, not the feed.';

COMMENT ON COLUMN wireroom.full_copies.filed_at IS 'When it was filed.';

COMMENT ON COLUMN wireroom.full_copies.run_id IS 'Run that filed it.';

COMMENT ON COLUMN wireroom.full_copies.content IS 'All that it says, by the names of staged_articles; NULL: no copy has it.';

CREATE TABLE wireroom.pages (
    article_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    family text NOT NULL,
    url text NOT NULL,
    private boolean DEFAULT false NOT NULL,
    run_id bigint,
    tries integer DEFAULT 0 NOT NULL,
    asked_at timestamp with time zone,
    next_try_at timestamp with time zone,
    outcome text,
    detail text DEFAULT ''::text NOT NULL,
    decision text DEFAULT ''::text NOT NULL,
    final_url text,
    status integer,
    feed_length integer,
    text_length integer,
    tdm_reserved boolean,
    tdm_source text,
    landing_uri text,
    landing_record text
);

COMMENT ON TABLE wireroom.pages IS 'Pages of articles that were asked for, or are to be.';

COMMENT ON COLUMN wireroom.pages.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.pages.feed_id IS 'Its feed then.';

COMMENT ON COLUMN wireroom.pages.family IS 'Politeness family of the page.';

COMMENT ON COLUMN wireroom.pages.url IS 'Address asked for.';

COMMENT ON COLUMN wireroom.pages.private IS 'It may be on a loopback or private address: its feed is, on the same host.';

COMMENT ON COLUMN wireroom.pages.run_id IS 'Run that took it on last.';

COMMENT ON COLUMN wireroom.pages.tries IS 'How often it was asked for.';

COMMENT ON COLUMN wireroom.pages.asked_at IS 'When last; NULL: not yet.';

COMMENT ON COLUMN wireroom.pages.next_try_at IS 'When it may be taken on again; NULL: not by itself.';

COMMENT ON COLUMN wireroom.pages.outcome IS 'What came of it, by name; NULL: it is under way.';

COMMENT ON COLUMN wireroom.pages.detail IS 'The same in words.';

COMMENT ON COLUMN wireroom.pages.decision IS 'What robots.txt said of it, in words.';

COMMENT ON COLUMN wireroom.pages.final_url IS 'Address that answered.';

COMMENT ON COLUMN wireroom.pages.status IS 'HTTP status.';

COMMENT ON COLUMN wireroom.pages.feed_length IS 'Characters of text that the feed gave.';

COMMENT ON COLUMN wireroom.pages.text_length IS 'Characters of text on the page.';

COMMENT ON COLUMN wireroom.pages.tdm_reserved IS 'Its publisher reserves text and data mining, or refuses AI agents; NULL: nobody looked.';

COMMENT ON COLUMN wireroom.pages.tdm_source IS 'Where that is said.';

COMMENT ON COLUMN wireroom.pages.landing_uri IS 'WARC file that holds the exchange.';

COMMENT ON COLUMN wireroom.pages.landing_record IS 'Its record there.';

CREATE TABLE wireroom.publishers (
    id bigint NOT NULL,
    domain text NOT NULL COLLATE pg_catalog."C",
    name text,
    country text,
    language text,
    source text DEFAULT ''::text NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    CONSTRAINT publishers_domain_check CHECK ((octet_length(domain) <= 255))
);

COMMENT ON TABLE wireroom.publishers IS 'Who published, as distinct from which feed carried it.';

COMMENT ON COLUMN wireroom.publishers.id IS 'Number of the publisher.';

COMMENT ON COLUMN wireroom.publishers.domain IS 'Registrable domain, lower case; of saved files that name their site but no address, that name. What makes a publisher the same publisher.';

COMMENT ON COLUMN wireroom.publishers.name IS 'Name of the outlet.';

COMMENT ON COLUMN wireroom.publishers.country IS 'ISO 3166-1 alpha-2, lower case.';

COMMENT ON COLUMN wireroom.publishers.language IS 'BCP 47.';

COMMENT ON COLUMN wireroom.publishers.source IS 'Where name, country and language are known from.';

COMMENT ON COLUMN wireroom.publishers.first_seen_at IS 'When its first article was seen.';

CREATE TABLE wireroom.sightings (
    article_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    times bigint DEFAULT 1 NOT NULL,
    trust smallint
)
WITH (fillfactor='80');

COMMENT ON TABLE wireroom.sightings IS 'Which feeds carried which article, and when. The only rows that an unchanged article touches.';

COMMENT ON COLUMN wireroom.sightings.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.sightings.feed_id IS 'The feed that carried it.';

COMMENT ON COLUMN wireroom.sightings.first_seen_at IS 'When it was first seen there.';

COMMENT ON COLUMN wireroom.sightings.last_seen_at IS 'When it was last seen there.';

COMMENT ON COLUMN wireroom.sightings.times IS 'How often it was filed from there.';

COMMENT ON COLUMN wireroom.sightings.trust IS 'How far that feed is trusted with this article, as last seen; see article_heads.';

CREATE TABLE wireroom.story_members (
    article_id bigint NOT NULL,
    story_id bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    exact_at timestamp with time zone,
    publisher_id bigint,
    agency text,
    fortnight integer NOT NULL,
    bands integer[] NOT NULL,
    grouped boolean DEFAULT false NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    latest_at timestamp with time zone
)
WITH (fillfactor='90');

COMMENT ON TABLE wireroom.story_members IS 'Which story an article belongs to; one row an article that has been looked at.';

COMMENT ON COLUMN wireroom.story_members.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.story_members.story_id IS 'The story: the lowest number of its articles.';

COMMENT ON COLUMN wireroom.story_members.published_at IS 'When it was published, or first seen where that is not known.';

COMMENT ON COLUMN wireroom.story_members.exact_at IS 'When it was published, where the time of day is known.';

COMMENT ON COLUMN wireroom.story_members.publisher_id IS 'As the article has it; NULL: not known.';

COMMENT ON COLUMN wireroom.story_members.agency IS 'Agency that it credits.';

COMMENT ON COLUMN wireroom.story_members.fortnight IS 'Number of the two weeks since 1970 that published_at is in.';

COMMENT ON COLUMN wireroom.story_members.bands IS 'What copies of it are found by.';

COMMENT ON COLUMN wireroom.story_members.grouped IS 'The story has other articles too.';

COMMENT ON COLUMN wireroom.story_members.alone IS 'Taken out of its story by command, and left alone since.';

COMMENT ON COLUMN wireroom.story_members.latest_at IS 'The latest moment at which it may have been published: the end of its day or month, where no time is known. NULL: not looked at since this is kept.';

CREATE VIEW news.articles AS
 SELECT a.id,
    a.url,
    a.canonical_url,
    a.title,
    a.summary,
    a.text,
    COALESCE(a.own_text, a.text) AS own_text,
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
    ( SELECT max(seen.last_seen_at) AS max
           FROM wireroom.sightings seen
          WHERE (seen.article_id = a.id)) AS last_seen_at,
    a.publisher_id,
    p.domain AS publisher_domain,
    COALESCE(p.name, p.domain) AS publisher,
    p.country AS publisher_country,
    a.section,
    a.home_feed_id AS feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS feed,
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
    ( SELECT (c.content ->> 'text'::text)
           FROM wireroom.full_copies c
          WHERE ((c.article_id = a.id) AND (c.feed_id = a.home_feed_id) AND (NOT c.from_page) AND (c.content IS NOT NULL) AND ((a.provenance ->> 'text'::text) ~~ 'page:%'::text) AND (COALESCE(((c.content -> 'provenance'::text) ->> 'text'::text), ''::text) !~~ 'page:%'::text))
          ORDER BY c.captured_at DESC, c.id DESC
         LIMIT 1) AS feed_text,
    g.outcome AS page_outcome,
    g.tdm_reserved,
    g.tdm_source,
    e.event_id,
    a.corrected_at
   FROM (((((((wireroom.articles a
     LEFT JOIN wireroom.article_heads h ON ((h.id = a.id)))
     LEFT JOIN wireroom.story_members m ON ((m.article_id = a.id)))
     LEFT JOIN wireroom.event_members e ON ((e.article_id = a.id)))
     LEFT JOIN wireroom.publishers p ON ((p.id = a.publisher_id)))
     LEFT JOIN wireroom.feeds f ON ((f.id = a.home_feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = a.home_feed_id)))
     LEFT JOIN wireroom.pages g ON ((g.article_id = a.id)));

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

COMMENT ON COLUMN news.articles.media IS 'Enclosures and pictures: array of url, kind, type, length (bytes), width, height, title, credit, duration (seconds), medium, each where it is said.';

COMMENT ON COLUMN news.articles.embeds IS 'Posts and videos quoted in the body: array of kind, platform, url, author, handle, date, text, span (characters of text, half-open).';

COMMENT ON COLUMN news.articles.attribution IS 'Where the text comes from: array of kind (agency, adapted, original, licence, copyright), name, url, text, span.';

COMMENT ON COLUMN news.articles.provenance IS 'Field by field: where it was taken from.';

COMMENT ON COLUMN news.articles.version IS '1 as first seen, one more with each change; earlier ones are in news.revisions.';

COMMENT ON COLUMN news.articles.guid IS 'The publisher''s own identifier, as written; of a saved file without an address, file: and its path below the folder that was read.';

COMMENT ON COLUMN news.articles.story_id IS 'Articles with the same text have the same number; where there is more than one, news.stories has them. NULL: not compared yet, for moments.';

COMMENT ON COLUMN news.articles.captured_at IS 'When the bytes of this version were captured: fetched by us, or as their archive or saved file is dated.';

COMMENT ON COLUMN news.articles.filed_at IS 'When this version was written to the database, by its clock; of versions from before this was kept, when their run ended.';

COMMENT ON COLUMN news.articles.trust IS 'Who brought this text: own (the publisher''s own domain), declared (a feed that feeds.yaml declares the publisher''s), carrier (an aggregator, portal, feed service or saved document), stranger (another feed: the publisher may never have said this); NULL: filed before this was kept.';

COMMENT ON COLUMN news.articles.duration_seconds IS 'Length of a podcast''s episode, in seconds, as its feed says (itunes:duration, JSON Feed''s duration_in_seconds); NULL: it says none that can be.';

COMMENT ON COLUMN news.articles.feed_text IS 'What its feed gives, where the text is its page''s; NULL: the text is the feed''s own.';

COMMENT ON COLUMN news.articles.page_outcome IS 'What came of fetching its page: full_text, no_gain, paywall, ... (news.pages); NULL: it was not fetched.';

COMMENT ON COLUMN news.articles.tdm_reserved IS 'Its publisher reserves text and data mining or refuses AI agents, as its page and site said; NULL: nobody looked.';

COMMENT ON COLUMN news.articles.tdm_source IS 'Where that is said first: tdmrep:header, robots.txt:GPTBot, rsl:link, meta:noai, ...';

COMMENT ON COLUMN news.articles.event_id IS 'What it reports on: news.events.id where others report on it too, else a number of its own; NULL: not looked at yet.';

COMMENT ON COLUMN news.articles.corrected_at IS 'When the bytes of its publisher''s last correction were captured (news.corrections has each); NULL: it was never corrected.';

CREATE FUNCTION news.article(id bigint) RETURNS SETOF news.articles
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $_$
DECLARE
    published timestamptz;

BEGIN
    SELECT h.published_at INTO published FROM wireroom.article_heads AS h WHERE h.id = $1;
    IF FOUND THEN -- EXECUTE: values are known when it is planned
        RETURN QUERY EXECUTE
            'SELECT * FROM news.articles WHERE id = $1 AND '
            || CASE WHEN published IS NULL THEN 'published_at IS NULL' ELSE 'published_at = $2' END
            USING $1, published;
    END IF;

END
$_$;

COMMENT ON FUNCTION news.article(id bigint) IS 'The row of news.articles with this number, sooner than by a condition on its id: SELECT title FROM news.article(77). None where there is no such article.';

CREATE FUNCTION news.articles_by_url(address text) RETURNS SETOF news.articles
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    AS $_$
DECLARE
    known bigint;

BEGIN
    FOR known IN SELECT a.id FROM wireroom.articles AS a WHERE a.url = $1 OR a.canonical_url = $1 ORDER BY a.id LOOP
        RETURN QUERY SELECT * FROM news.article(known);
    END LOOP;

END
$_$;

COMMENT ON FUNCTION news.articles_by_url(address text) IS 'Rows of news.articles whose url or canonical_url is this address, as it is written, by number; sooner than by a condition on either, from the second call of a session on.';

CREATE FUNCTION news.changes(after text DEFAULT NULL::text, most integer DEFAULT 1000) RETURNS TABLE(cursor text, kind text, article_id bigint, version integer, filed_at timestamp with time zone, changed text[], change_reason text, run_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET jit TO 'off'
    AS $$
    SELECT
        encode((SELECT wireroom.change_epoch()) || int8send(c.position), 'hex'),
        c.kind,
        c.article_id,
        c.version,
        c.filed_at,
        c.changed,
        CASE WHEN c.kind IN ('removed', 'taken_down') THEN nullif(c.reason, '') ELSE wireroom.change_reason(c.reason) END,
        c.run_id
    FROM wireroom.changes AS c
    WHERE c.position > wireroom.change_position(changes.after)
    ORDER BY c.position
    LIMIT changes.most
$$;

COMMENT ON FUNCTION news.changes(after text, most integer) IS 'Every version that came in and every article that went, each once, in an order that no late commit can upset. after: the cursor of the last row taken, NULL for the beginning; most: rows at once, NULL for all. kind: inserted; revised (one version more); rewritten (a capture came in late: forget the versions that you have, this is the first of those that follow); removed; taken_down (erase what you have). Cursors stay good until the database is restored; another database, a copy too, refuses them. LISTEN news_changes tells when there are more.';

CREATE TABLE wireroom.change_log (
    the_one boolean DEFAULT true NOT NULL,
    epoch bytea DEFAULT SUBSTRING(uuid_send(gen_random_uuid()) FROM 1 FOR 4) NOT NULL,
    home text NOT NULL,
    CONSTRAINT change_log_epoch_check CHECK ((octet_length(epoch) = 4)),
    CONSTRAINT change_log_the_one_check CHECK (the_one)
);

COMMENT ON TABLE wireroom.change_log IS 'Which database the cursors of news.changes belong to; one row.';

COMMENT ON COLUMN wireroom.change_log.the_one IS 'Always true: there is one row.';

COMMENT ON COLUMN wireroom.change_log.epoch IS 'Part of every cursor; another after a restore, since positions are then given out a second time.';

COMMENT ON COLUMN wireroom.change_log.home IS 'wireroom.where_we_are() when the epoch was drawn.';

CREATE FUNCTION wireroom.where_we_are() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (((SELECT d.oid FROM pg_database d WHERE (d.datname = current_database())) || '.'::text) || ('wireroom.change_log'::regclass)::oid);

COMMENT ON FUNCTION wireroom.where_we_are() IS 'Numbers of this database and of wireroom.change_log: other ones after every restore and in every clone; pg_upgrade keeps them.';

CREATE FUNCTION wireroom.change_epoch() RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    RETURN (SELECT CASE WHEN (l.home = wireroom.where_we_are()) THEN l.epoch ELSE SUBSTRING(sha256((l.epoch || convert_to(wireroom.where_we_are(), 'UTF8'::name))) FROM 1 FOR 4) END AS "substring" FROM wireroom.change_log l);

COMMENT ON FUNCTION wireroom.change_epoch() IS 'What the cursors of this database begin with: the epoch, or in a copy that nobody has told so one that follows from it.';

CREATE FUNCTION wireroom.change_cursor("position" bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    RETURN encode((wireroom.change_epoch() || int8send("position")), 'hex'::text);

COMMENT ON FUNCTION wireroom.change_cursor("position" bigint) IS 'The cursor that stands for a place among the changes.';

CREATE TABLE wireroom.changes (
    "position" bigint NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    article_id bigint NOT NULL,
    version integer NOT NULL,
    run_id bigint,
    kind text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    changed text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT changes_kind_check CHECK ((kind = ANY (ARRAY['inserted'::text, 'revised'::text, 'rewritten'::text, 'removed'::text, 'taken_down'::text])))
);

COMMENT ON TABLE wireroom.changes IS 'One row for each version that came in and each article that went, in the order of commit.';

COMMENT ON COLUMN wireroom.changes."position" IS 'Its place; gaps are filings that were undone.';

COMMENT ON COLUMN wireroom.changes.filed_at IS 'When it was filed, by the clock of the database.';

COMMENT ON COLUMN wireroom.changes.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.changes.version IS 'The version that came in, or the last that was there.';

COMMENT ON COLUMN wireroom.changes.run_id IS 'Run that filed it.';

COMMENT ON COLUMN wireroom.changes.kind IS 'inserted; revised: one version more; rewritten: its versions are told anew, this is the first; removed; taken_down.';

COMMENT ON COLUMN wireroom.changes.reason IS 'Why, as the version has it.';

COMMENT ON COLUMN wireroom.changes.changed IS 'Fields in which the version differs from the one before it.';

CREATE FUNCTION news.changes_end() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    RETURN wireroom.change_cursor(COALESCE((SELECT max(c."position") AS max FROM wireroom.changes c), (0)::bigint));

COMMENT ON FUNCTION news.changes_end() IS 'The cursor after the last change so far. Ask for it before you copy news.articles whole, then follow news.changes from it.';

CREATE FUNCTION news.did_you_mean(query text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $_$
    SELECT string_agg(
        CASE
            WHEN word !~ '^[[:alpha:]]{4,40}$' OR wireroom.is_known_word(word) THEN word
            ELSE coalesce(wireroom.meant_word(word), word)
        END,
        ' ' ORDER BY place
    )
    FROM regexp_split_to_table(wireroom.first_words(did_you_mean.query), '\s+') WITH ORDINALITY AS typed (word, place)
$_$;

COMMENT ON FUNCTION news.did_you_mean(query text) IS 'A query with each word that no title or author''s name has replaced by the one most like it, by trigrams; the rest as typed.';

CREATE FUNCTION news.search(query text, since timestamp with time zone DEFAULT NULL::timestamp with time zone, until timestamp with time zone DEFAULT NULL::timestamp with time zone, publisher text DEFAULT NULL::text, language text DEFAULT NULL::text, max_results integer DEFAULT 50) RETURNS TABLE(id bigint, rank real, published_at timestamp with time zone, publisher_domain text, title text, headline text, url text, article_language text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
    WITH newest AS MATERIALIZED (
        SELECT m.article_id, m.published_at, m.words
        FROM wireroom.search_matches(search.query, search.since, search.until, search.publisher, search.language) AS m
        ORDER BY m.published_at DESC NULLS LAST
        LIMIT wireroom.search_cap()
    ),
    found AS (
        SELECT newest.*, ts_rank(s.search, wireroom.wanted_words(newest.words)) AS rank
        FROM newest
        JOIN wireroom.article_search AS s ON s.article_id = newest.article_id
    ),
    best AS (
        SELECT * FROM found
        ORDER BY found.rank DESC, found.published_at DESC NULLS LAST, found.article_id
        LIMIT greatest(coalesce(search.max_results, wireroom.search_cap()), 0)
    )
    SELECT
        a.id,
        best.rank,
        a.published_at,
        p.domain,
        a.title,
        wireroom.headline(left(a.text, 20000), wireroom.search_config(a.language), best.words, wireroom.first_words(search.query)),
        a.url,
        a.language
    FROM best
    JOIN wireroom.articles AS a ON a.id = best.article_id
    LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
    ORDER BY best.rank DESC, a.published_at DESC NULLS LAST, a.id
$$;

COMMENT ON FUNCTION news.search(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) IS 'Ranked full-text search over title (weight 1), summary (0.4, where the text does not begin with it) and text (0.1; of one of more than 200,000 bytes its first 50,000 characters), as ts_rank has it; authors, tags, section and publisher are not searched. query: words, "a phrase", or, -not, begin*, of which the first 500 characters count; since (included) and until (left out) bound published_at; publisher: domain or name; language: BCP 47. The found words stand between « » in headline. Of more matches than 2,000 the newest are ranked (SET news.search_cap = 10000 for more); news.search_ids and news.search_count have no such limit.';

CREATE FUNCTION news.search_count(query text, since timestamp with time zone DEFAULT NULL::timestamp with time zone, until timestamp with time zone DEFAULT NULL::timestamp with time zone, publisher text DEFAULT NULL::text, language text DEFAULT NULL::text) RETURNS TABLE(day date, publisher_id bigint, publisher_domain text, articles bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'news', 'pg_temp'
    SET jit TO 'off'
    AS $$
    SELECT c.day, c.publisher_id, p.domain, c.articles
    FROM (
        SELECT (s.published_at AT TIME ZONE 'UTC')::date AS day, s.publisher_id, count(*) AS articles
        FROM news.search_ids(
            search_count.query, search_count.since, search_count.until, search_count.publisher, search_count.language
        ) AS s
        GROUP BY 1, 2
    ) AS c
    LEFT JOIN wireroom.publishers AS p ON p.id = c.publisher_id
    ORDER BY c.day, p.domain
$$;

COMMENT ON FUNCTION news.search_count(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) IS 'How many articles news.search matches, exactly, by day of publication (UTC; NULL: not known) and publisher: share of voice.';

CREATE FUNCTION news.search_fuzzy(query text, since timestamp with time zone DEFAULT NULL::timestamp with time zone, until timestamp with time zone DEFAULT NULL::timestamp with time zone, publisher text DEFAULT NULL::text, language text DEFAULT NULL::text, max_results integer DEFAULT 50) RETURNS TABLE(id bigint, rank real, published_at timestamp with time zone, publisher_domain text, title text, headline text, url text, article_language text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'news', 'pg_temp'
    AS $$
    SELECT * FROM news.search(
        news.did_you_mean(search_fuzzy.query), search_fuzzy.since, search_fuzzy.until, search_fuzzy.publisher,
        search_fuzzy.language, search_fuzzy.max_results
    )
$$;

COMMENT ON FUNCTION news.search_fuzzy(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) IS 'news.search for what news.did_you_mean makes of the query: misspelt words and names are found.';

CREATE FUNCTION news.search_ids(query text, since timestamp with time zone DEFAULT NULL::timestamp with time zone, until timestamp with time zone DEFAULT NULL::timestamp with time zone, publisher text DEFAULT NULL::text, language text DEFAULT NULL::text) RETURNS TABLE(id bigint, published_at timestamp with time zone, publisher_id bigint, article_language text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET jit TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
    SELECT m.article_id, m.published_at, m.publisher_id, m.article_language
    FROM wireroom.search_matches(
        search_ids.query, search_ids.since, search_ids.until, search_ids.publisher, search_ids.language
    ) AS m
$$;

COMMENT ON FUNCTION news.search_ids(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) IS 'Every article that news.search matches, without rank, headline or limit, in no order. The same query, since, until, publisher and language.';

CREATE TABLE wireroom.run_feeds (
    run_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    outcome text,
    detail text DEFAULT ''::text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    fetched_at timestamp with time zone,
    url text,
    status integer,
    elapsed_ms integer,
    landing_uri text,
    landing_record text,
    entries bigint DEFAULT 0 NOT NULL,
    inserted bigint DEFAULT 0 NOT NULL,
    revised bigint DEFAULT 0 NOT NULL,
    unchanged bigint DEFAULT 0 NOT NULL,
    rejected bigint DEFAULT 0 NOT NULL,
    missed bigint DEFAULT 0 NOT NULL,
    dropped bigint DEFAULT 0 NOT NULL,
    dropped_by jsonb
);

COMMENT ON TABLE wireroom.run_feeds IS 'What each run did with each feed.';

COMMENT ON COLUMN wireroom.run_feeds.run_id IS 'The run.';

COMMENT ON COLUMN wireroom.run_feeds.feed_id IS 'The feed; 0: documents that belong to none.';

COMMENT ON COLUMN wireroom.run_feeds.outcome IS 'How the poll ended; NULL: nothing was polled (backfill, replay).';

COMMENT ON COLUMN wireroom.run_feeds.detail IS 'The same in words.';

COMMENT ON COLUMN wireroom.run_feeds.failures IS 'Failed polls in a row, this one included.';

COMMENT ON COLUMN wireroom.run_feeds.fetched_at IS 'When the request began.';

COMMENT ON COLUMN wireroom.run_feeds.url IS 'Address that answered.';

COMMENT ON COLUMN wireroom.run_feeds.status IS 'HTTP status.';

COMMENT ON COLUMN wireroom.run_feeds.elapsed_ms IS 'Milliseconds from request to answer.';

COMMENT ON COLUMN wireroom.run_feeds.landing_uri IS 'WARC file that holds the exchange.';

COMMENT ON COLUMN wireroom.run_feeds.landing_record IS 'Its record there.';

COMMENT ON COLUMN wireroom.run_feeds.entries IS 'Entries read.';

COMMENT ON COLUMN wireroom.run_feeds.inserted IS 'New articles.';

COMMENT ON COLUMN wireroom.run_feeds.revised IS 'Articles with a new version.';

COMMENT ON COLUMN wireroom.run_feeds.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN wireroom.run_feeds.rejected IS 'Entries refused.';

COMMENT ON COLUMN wireroom.run_feeds.missed IS 'Entries that seem to have left the document since the poll before; estimated.';

COMMENT ON COLUMN wireroom.run_feeds.dropped IS 'Entries that the rules of feeds.yaml dropped.';

COMMENT ON COLUMN wireroom.run_feeds.dropped_by IS 'The same by rule: rule in words → entries; NULL: none.';

CREATE FUNCTION wireroom.all_dropped(feed wireroom.feeds) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO ''
    RETURN CASE WHEN ((feed).rules <> '{}'::jsonb) THEN (SELECT CASE WHEN (r.dropped = r.entries) THEN r.entries ELSE NULL::bigint END AS "case" FROM wireroom.run_feeds r WHERE ((r.feed_id = (all_dropped.feed).id) AND (r.entries > 0) AND (r.outcome IS NOT NULL) AND (((all_dropped.feed).rules_changed_at IS NULL) OR (r.fetched_at >= (all_dropped.feed).rules_changed_at))) ORDER BY r.run_id DESC LIMIT 1) ELSE NULL::bigint END;

COMMENT ON FUNCTION wireroom.all_dropped(feed wireroom.feeds) IS 'Entries of a feed''s newest document where its rules dropped all of them; NULL: they did not.';

CREATE FUNCTION wireroom.first_words(query text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (length(query) <= 500) THEN query ELSE regexp_replace("left"(query, 500), '\s\S*$'::text, ''::text) END;

COMMENT ON FUNCTION wireroom.first_words(query text) IS 'What of a query counts: its first 500 characters, in whole words.';

CREATE FUNCTION wireroom.unspaced() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]'::text;

COMMENT ON FUNCTION wireroom.unspaced() IS 'Regular expression of one letter of a script that is searched by pairs.';

CREATE FUNCTION wireroom.letter_pairs(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT COALESCE(array_agg(DISTINCT (neighbours.letter || CASE WHEN (neighbours.follower ~ wireroom.unspaced()) THEN neighbours.follower ELSE ''::text END)), '{}'::text[]) AS "coalesce" FROM (SELECT spelt.letter, lead(spelt.letter) OVER (ORDER BY spelt.place) AS follower FROM unnest(string_to_array(letter_pairs.words, NULL::text)) WITH ORDINALITY spelt(letter, place)) neighbours WHERE (neighbours.letter ~ wireroom.unspaced()));

COMMENT ON FUNCTION wireroom.letter_pairs(words text) IS 'Each pair of neighbouring letters of the unspaced scripts in a text, and the last letter of each run alone; never NULL.';

CREATE FUNCTION wireroom.one_spelling(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT translate(regexp_replace(regexp_replace(string_agg(COALESCE(NORMALIZE(each_run.run[1], NFKC), each_run.run[2]), ''::text ORDER BY each_run.place), '[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u093C\u09BC\u0A3C\u0B3C\u200D]|(?<![\u0620-\u06FF])\u200C|\u200C(?![\u0620-\u06FF])|(?<=[\u05D0-\u05EA])["\u201C\u201D\u05F4](?=[\u05D0-\u05EA](?:$|[^\u05D0-\u05EA]))|(?<=[\u05D0-\u05EA])[''\u2018\u2019\u05F3](?=[\u05D0-\u05EA])'::text, ''::text, 'g'::text), '\u200C'::text, ' '::text, 'g'::text), '׳یکہۀە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯क़ख़ग़ज़ड़ढ़फ़य़ড়ঢ়য়ਲ਼ਸ਼ਖ਼ਗ਼ਜ਼ਫ਼ଡ଼ଢ଼'::text, '''يكههه0123456789012345678901234567890123456789कखगजडढफयডঢযਲਸਖਗਜਫଡଢ'::text) AS translate
    FROM regexp_matches(one_spelling.words, '([\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]+)|([^\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]+)'::text, 'g'::text) WITH ORDINALITY each_run(run, place);

END;

COMMENT ON FUNCTION wireroom.one_spelling(words text) IS 'A text in which what Hebrew, Arabic, Persian, Urdu, the scripts of India and Japanese write in two ways is written in one.';

CREATE FUNCTION wireroom.spelt_variously() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '[\u0591-\u06FF\u0900-\u0B7F\u200C\u200D\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]'::text;

COMMENT ON FUNCTION wireroom.spelt_variously() IS 'Regular expression of one letter of a script that one_spelling changes.';

CREATE FUNCTION wireroom.with_initials(words text, apart text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (strpos(words, '&'::text) > 0) THEN regexp_replace(words, '\m([A-Za-z]{1,2}) ?& ?([A-Za-z]{1,2})\M'::text, (apart || '\1x26x\2'::text), 'g'::text) ELSE words END;

COMMENT ON FUNCTION wireroom.with_initials(words text, apart text) IS 'A text in which AT&T, R & D and the like are one word, that no language has: their letters are stop words. `apart`: what goes before it.';

CREATE FUNCTION wireroom.unmarked(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT regexp_replace(
         CASE
             WHEN (alike.spelt ~ '[\u2019\u2018\u02BC\uFF07\u00AD]'::text) THEN translate(alike.spelt, '’‘ʼ＇­'::text, ''''''''''::text)
             ELSE alike.spelt
         END, '[\u00A0-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4\u00B6\u00B8\u00BB\u00BF\u00D7\u00F7\u037E\u0387\u0589\u05BE\u05C0\u05C3\u060C\u061B\u061F\u066A-\u066D\u06D4\u0964\u0965\u1362-\u1368\u2000-\u200B\u200E-\u206F\u20A0-\u20CF\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFFD\U0001F000-\U0001FAFF]+'::text, ' '::text, 'g'::text) AS regexp_replace
    FROM ( SELECT
                 CASE
                     WHEN (whole.whole ~ wireroom.spelt_variously()) THEN wireroom.one_spelling(whole.whole)
                     ELSE whole.whole
                 END AS spelt
            FROM wireroom.with_initials(unmarked.words, '\1 \2 '::text) whole(whole)
          OFFSET 0) alike;

END;

COMMENT ON FUNCTION wireroom.unmarked(words text) IS 'As plain_marks, of a text that may have such marks.';

CREATE FUNCTION wireroom.plain_marks(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((octet_length(words) = length(words)) AND (strpos(words, '&'::text) = 0)) THEN words ELSE wireroom.unmarked(words) END;

COMMENT ON FUNCTION wireroom.plain_marks(words text) IS 'A text with marks of punctuation beyond ASCII as spaces, so that its words are words, and each in one spelling.';

CREATE TEXT SEARCH CONFIGURATION wireroom.simple (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR asciiword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR word WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR hword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.simple
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.simple IS 'Simple, with accents taken off';

CREATE FUNCTION wireroom.prefix_query(word text) RETURNS tsquery
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (word ~ '[[:alnum:]]'::text) THEN to_tsquery('wireroom.simple'::regconfig, ((''''::text || regexp_replace(word, '[^[:alnum:]]+'::text, ' '::text, 'g'::text)) || ''':*'::text)) ELSE ''::tsquery END;

COMMENT ON FUNCTION wireroom.prefix_query(word text) IS 'All words that begin with this one.';

CREATE FUNCTION wireroom.unspaced_query(query text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT (string_agg(CASE WHEN (length(run.run[1]) = 1) THEN (quote_literal(run.run[1]) || ':*'::text) ELSE of_run.pairs END, ' & '::text))::tsquery AS string_agg FROM (regexp_matches(unspaced_query.query, (wireroom.unspaced() || '+'::text), 'g'::text) run(run) CROSS JOIN LATERAL (SELECT string_agg(quote_literal(pair.pair), ' & '::text) AS pairs FROM unnest(wireroom.letter_pairs(run.run[1])) pair(pair) WHERE (length(pair.pair) = 2)) of_run));

COMMENT ON FUNCTION wireroom.unspaced_query(query text) IS 'Every pair of letters of a query in the unspaced scripts; a lone letter by prefix.';

CREATE FUNCTION wireroom.query_readings(query text, read_by regconfig[]) RETURNS TABLE(words tsquery, configs regconfig[])
    LANGUAGE sql STABLE ROWS 4 PARALLEL SAFE
    BEGIN ATOMIC
 WITH typed AS (
          SELECT regexp_replace(wireroom.plain_marks(wireroom.with_initials(translate(query_readings.query, '“”„«»'::text, '"""""'::text), ''::text)), '-+(?=[-\s!#-,./:-@[-`{-~]|$)'::text, ' '::text, 'g'::text) AS words
         ), without AS MATERIALIZED (
          SELECT regexp_replace(typed.words, '("[^"]*"?)|(^|\s)-?[^\s"*]{2,}\*(?=\s|$)'::text, '\1 '::text, 'g'::text) AS whole
            FROM typed
         ), beginnings AS MATERIALIZED (
          SELECT COALESCE((string_agg(each_prefix.begins, ' & '::text) FILTER (WHERE (each_prefix.hyphen = ''::text)))::tsquery, ''::tsquery) AS wanted,
             COALESCE((string_agg(each_prefix.begins, ' | '::text) FILTER (WHERE (each_prefix.hyphen <> ''::text)))::tsquery, ''::tsquery) AS unwanted
            FROM ( SELECT found.found[1] AS hyphen,
                     format('(%s)'::text, wireroom.prefix_query(found.found[2])) AS begins
                    FROM typed,
                     LATERAL regexp_matches(regexp_replace(typed.words, '"[^"]*"?'::text, ' '::text, 'g'::text), '(?:^|\s)(-?)([^\s"*]{2,})\*(?=\s|$)'::text, 'g'::text) found(found)
                   WHERE (numnode(wireroom.prefix_query(found.found[2])) > 0)) each_prefix
         ), terms AS MATERIALIZED (
          SELECT term.is_wanted,
                 CASE
                     WHEN (apart.rest ~ '[^[:space:][:punct:]]'::text) THEN apart.rest
                     ELSE NULL::text
                 END AS spaced,
             COALESCE(wireroom.unspaced_query(term.text), ''::tsquery) AS pairs
            FROM (( SELECT true AS is_wanted,
                     regexp_replace(without.whole, '(^|\s)-("[^"]*"?|[^\s"]+)'::text, ' '::text, 'g'::text) AS text
                    FROM without
                 UNION ALL
                  SELECT false,
                     found.found[1] AS found
                    FROM without,
                     LATERAL regexp_matches(without.whole, '(?:^|\s)-("[^"]*"?|[^\s"]+)'::text, 'g'::text) found(found)) term
              CROSS JOIN LATERAL ( SELECT regexp_replace(term.text, (wireroom.unspaced() || '+'::text), ' '::text, 'g'::text) AS rest) apart)
           WHERE (term.text ~ '[^[:space:][:punct:]]'::text)
         ), each_language AS (
          SELECT config.config,
             (COALESCE(( SELECT (COALESCE(websearch_to_tsquery(config.config, terms.spaced), ''::tsquery) && terms.pairs)
                    FROM terms
                   WHERE terms.is_wanted), ''::tsquery) && ( SELECT beginnings.wanted
                    FROM beginnings)) AS wanted,
             (COALESCE(( SELECT (string_agg(format('(%s)'::text, read.parsed), ' | '::text))::tsquery AS string_agg
                    FROM (terms
                      CROSS JOIN LATERAL ( SELECT (COALESCE(websearch_to_tsquery(config.config, terms.spaced), ''::tsquery) && terms.pairs) AS parsed) read)
                   WHERE ((NOT terms.is_wanted) AND (numnode(read.parsed) > 0))), ''::tsquery) || ( SELECT beginnings.unwanted
                    FROM beginnings)) AS unwanted
            FROM unnest(query_readings.read_by) config(config)
         )
  SELECT (each_language.wanted && (!! each_language.unwanted)),
     array_agg(each_language.config) AS array_agg
    FROM each_language
   WHERE (numnode(each_language.wanted) > 0)
   GROUP BY (each_language.wanted && (!! each_language.unwanted));

END;

COMMENT ON FUNCTION wireroom.query_readings(query text, read_by regconfig[]) IS 'A query as web search engines read it, in each of these configurations: those that read it alike in one row, none that finds nothing in it.';

CREATE FUNCTION wireroom.readings_in_all(query text) RETURNS TABLE(words tsquery, configs regconfig[])
    LANGUAGE sql STABLE ROWS 4
    SET client_min_messages TO 'warning'
    BEGIN ATOMIC
 SELECT r.words,
     r.configs
    FROM wireroom.query_readings(readings_in_all.query, ARRAY( SELECT (c.oid)::regconfig AS oid
            FROM pg_ts_config c
           WHERE (c.cfgnamespace = ('wireroom'::regnamespace)::oid))) r(words, configs);

END;

COMMENT ON FUNCTION wireroom.readings_in_all(query text) IS 'A query as each language reads it.';

CREATE TEXT SEARCH CONFIGURATION wireroom.arabic (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR asciiword WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR word WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR hword_part WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR hword_asciipart WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR asciihword WITH arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR hword WITH public.unaccent, arabic_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.arabic
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.arabic IS 'Arabic, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.armenian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR asciiword WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR word WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR hword_part WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR hword_asciipart WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR asciihword WITH armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR hword WITH public.unaccent, armenian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.armenian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.armenian IS 'Armenian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.basque (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR asciiword WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR word WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR hword_part WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR hword_asciipart WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR asciihword WITH basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR hword WITH public.unaccent, basque_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.basque
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.basque IS 'Basque, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.catalan (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR asciiword WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR word WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR hword_part WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR hword_asciipart WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR asciihword WITH catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR hword WITH public.unaccent, catalan_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.catalan
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.catalan IS 'Catalan, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.danish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR asciiword WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR word WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR hword_part WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR hword_asciipart WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR asciihword WITH danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR hword WITH public.unaccent, danish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.danish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.danish IS 'Danish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.dutch (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR asciiword WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR word WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR hword_part WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR hword_asciipart WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR asciihword WITH dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR hword WITH public.unaccent, dutch_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.dutch
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.dutch IS 'Dutch, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.english (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR word WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR hword_part WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR hword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.english
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.english IS 'English, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.estonian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR asciiword WITH estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR word WITH public.unaccent, estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR hword_part WITH public.unaccent, estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR hword_asciipart WITH estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR asciihword WITH estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR hword WITH public.unaccent, estonian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.estonian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.estonian IS 'Estonian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.finnish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR asciiword WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR word WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR hword_part WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR hword_asciipart WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR asciihword WITH finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR hword WITH public.unaccent, finnish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.finnish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.finnish IS 'Finnish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.french (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR asciiword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR word WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR hword_part WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR hword_asciipart WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR asciihword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR hword WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.french
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.french IS 'French, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.german (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR asciiword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR word WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR hword_part WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR hword_asciipart WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR asciihword WITH german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR hword WITH public.unaccent, german_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.german
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.german IS 'German, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.greek (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR asciiword WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR word WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR hword_part WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR hword_asciipart WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR asciihword WITH greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR hword WITH public.unaccent, greek_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.greek
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.greek IS 'Greek, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.hindi (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR word WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR hword_part WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR hword WITH public.unaccent, hindi_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hindi
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.hindi IS 'Hindi, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.hungarian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR asciiword WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR word WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR hword_part WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR hword_asciipart WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR asciihword WITH hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR hword WITH public.unaccent, hungarian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.hungarian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.hungarian IS 'Hungarian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.indonesian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR asciiword WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR word WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR hword_part WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR hword_asciipart WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR asciihword WITH indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR hword WITH public.unaccent, indonesian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.indonesian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.indonesian IS 'Indonesian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.irish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR asciiword WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR word WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR hword_part WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR hword_asciipart WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR asciihword WITH irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR hword WITH public.unaccent, irish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.irish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.irish IS 'Irish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.italian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR asciiword WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR word WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR hword_part WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR hword_asciipart WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR asciihword WITH italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR hword WITH public.unaccent, italian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.italian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.italian IS 'Italian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.lithuanian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR asciiword WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR word WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR hword_part WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR hword_asciipart WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR asciihword WITH lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR hword WITH public.unaccent, lithuanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.lithuanian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.lithuanian IS 'Lithuanian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.nepali (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR asciiword WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR word WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR hword_part WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR hword_asciipart WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR asciihword WITH nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR hword WITH public.unaccent, nepali_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.nepali
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.nepali IS 'Nepali, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.norwegian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR asciiword WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR word WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR hword_part WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR hword_asciipart WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR asciihword WITH norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR hword WITH public.unaccent, norwegian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.norwegian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.norwegian IS 'Norwegian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.portuguese (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR asciiword WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR word WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR hword_part WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR hword_asciipart WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR asciihword WITH portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR hword WITH public.unaccent, portuguese_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.portuguese
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.portuguese IS 'Portuguese, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.romanian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR asciiword WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR word WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR hword_part WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR hword_asciipart WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR asciihword WITH romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR hword WITH public.unaccent, romanian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.romanian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.romanian IS 'Romanian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.russian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR word WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR hword_part WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR hword WITH public.unaccent, russian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.russian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.russian IS 'Russian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.serbian (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR asciiword WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR word WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR hword_part WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR hword_asciipart WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR asciihword WITH serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR hword WITH public.unaccent, serbian_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.serbian
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.serbian IS 'Serbian, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.spanish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR asciiword WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR word WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR hword_part WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR hword_asciipart WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR asciihword WITH spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR hword WITH public.unaccent, spanish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.spanish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.spanish IS 'Spanish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.swedish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR asciiword WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR word WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR hword_part WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR hword_asciipart WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR asciihword WITH swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR hword WITH public.unaccent, swedish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.swedish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.swedish IS 'Swedish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.tamil (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR asciiword WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR word WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR hword_part WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR hword_asciipart WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR asciihword WITH tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR hword WITH public.unaccent, tamil_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.tamil
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.tamil IS 'Tamil, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.turkish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR asciiword WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR word WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR hword_part WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR hword_asciipart WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR asciihword WITH turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR hword WITH public.unaccent, turkish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.turkish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.turkish IS 'Turkish, with accents taken off';

CREATE TEXT SEARCH CONFIGURATION wireroom.yiddish (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR asciiword WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR word WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR hword_part WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR hword_asciipart WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR asciihword WITH yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR hword WITH public.unaccent, yiddish_stem;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION wireroom.yiddish
    ADD MAPPING FOR uint WITH simple;

COMMENT ON TEXT SEARCH CONFIGURATION wireroom.yiddish IS 'Yiddish, with accents taken off';

CREATE FUNCTION wireroom.search_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE split_part(lower(language), '-'::text, 1) WHEN 'en'::text THEN 'wireroom.english'::regconfig WHEN 'ar'::text THEN 'wireroom.arabic'::regconfig WHEN 'hy'::text THEN 'wireroom.armenian'::regconfig WHEN 'eu'::text THEN 'wireroom.basque'::regconfig WHEN 'ca'::text THEN 'wireroom.catalan'::regconfig WHEN 'da'::text THEN 'wireroom.danish'::regconfig WHEN 'nl'::text THEN 'wireroom.dutch'::regconfig WHEN 'et'::text THEN 'wireroom.estonian'::regconfig WHEN 'fi'::text THEN 'wireroom.finnish'::regconfig WHEN 'fr'::text THEN 'wireroom.french'::regconfig WHEN 'de'::text THEN 'wireroom.german'::regconfig WHEN 'el'::text THEN 'wireroom.greek'::regconfig WHEN 'hi'::text THEN 'wireroom.hindi'::regconfig WHEN 'hu'::text THEN 'wireroom.hungarian'::regconfig WHEN 'id'::text THEN 'wireroom.indonesian'::regconfig WHEN 'ga'::text THEN 'wireroom.irish'::regconfig WHEN 'it'::text THEN 'wireroom.italian'::regconfig WHEN 'lt'::text THEN 'wireroom.lithuanian'::regconfig WHEN 'ne'::text THEN 'wireroom.nepali'::regconfig WHEN 'no'::text THEN 'wireroom.norwegian'::regconfig WHEN 'nb'::text THEN 'wireroom.norwegian'::regconfig WHEN 'nn'::text THEN 'wireroom.norwegian'::regconfig WHEN 'pt'::text THEN 'wireroom.portuguese'::regconfig WHEN 'ro'::text THEN 'wireroom.romanian'::regconfig WHEN 'ru'::text THEN 'wireroom.russian'::regconfig WHEN 'sr'::text THEN 'wireroom.serbian'::regconfig WHEN 'es'::text THEN 'wireroom.spanish'::regconfig WHEN 'sv'::text THEN 'wireroom.swedish'::regconfig WHEN 'ta'::text THEN 'wireroom.tamil'::regconfig WHEN 'tr'::text THEN 'wireroom.turkish'::regconfig WHEN 'yi'::text THEN 'wireroom.yiddish'::regconfig ELSE 'wireroom.simple'::regconfig END;

COMMENT ON FUNCTION wireroom.search_config(language text) IS 'Text search configuration for a BCP 47 language; simple where there is none.';

CREATE FUNCTION wireroom.asked_readings(query text, language text) RETURNS TABLE(words tsquery, configs regconfig[])
    LANGUAGE sql STABLE ROWS 4
    BEGIN ATOMIC
 SELECT r.words,
     r.configs
    FROM wireroom.query_readings(wireroom.first_words(asked_readings.query), ARRAY[wireroom.search_config(asked_readings.language)]) r(words, configs)
   WHERE (asked_readings.language IS NOT NULL)
 UNION ALL
  SELECT r.words,
     r.configs
    FROM wireroom.readings_in_all(wireroom.first_words(asked_readings.query)) r(words, configs)
   WHERE (asked_readings.language IS NULL);

END;

COMMENT ON FUNCTION wireroom.asked_readings(query text, language text) IS 'A query as this language reads it, or as each does, where none is named.';

CREATE FUNCTION wireroom.backfilled_day(run_key text) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (to_char((found.day)::timestamp with time zone, 'YYYY-MM-DD'::text) = said.day) THEN found.day
             ELSE NULL::date
         END AS "case"
    FROM (( SELECT "substring"(backfilled_day.run_key, '^(?:cli-)?([1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?: |-\d{8}T\d{6}\.\d{6}$)'::text) AS day) said
      CROSS JOIN LATERAL ( SELECT ((make_date(("left"(said.day, 4))::integer, (substr(said.day, 6, 2))::integer, 1) + ("right"(said.day, 2))::integer) - 1) AS day) found);

END;

COMMENT ON FUNCTION wireroom.backfilled_day(run_key text) IS 'The day that a backfill''s run is of, by its key; NULL: it reads files, whatever days they hold.';

CREATE FUNCTION wireroom.change_position(cursor text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $_$
DECLARE
    ours CONSTANT text := encode(wireroom.change_epoch(), 'hex');

BEGIN
    IF coalesce($1, '') = '' THEN
        RETURN 0;
    ELSIF $1 !~ '^[0-9a-f]{24}$' THEN
        RAISE EXCEPTION 'this is no cursor of news.changes: %', left($1, 40)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Pass the cursor of the last row that you have taken, or NULL to begin.';
    ELSIF left($1, 8) <> ours THEN
        RAISE EXCEPTION 'this cursor was given out by another database, or by this one before it was restored or copied'
            USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Changes may be missing or come twice from here on: drop your copy and begin from NULL.';
    END IF;
    RETURN ('x' || right($1, 16))::bit(64)::bigint;

END
$_$;

COMMENT ON FUNCTION wireroom.change_position(cursor text) IS 'The place that a cursor of news.changes stands for.';

CREATE FUNCTION wireroom.change_reason(stored text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (stored = 'new'::text) THEN 'published'::text WHEN (stored = ANY (ARRAY['changed in its home feed'::text, 'changed in its home feed, beside the text of its page'::text, 'newer than the document on file'::text])) THEN 'corrected'::text WHEN (stored = ANY (ARRAY['the publisher''s own copy'::text, 'the declared publisher''s copy'::text, 'a known carrier''s copy, where a stranger''s stood'::text])) THEN 'own_copy'::text WHEN (stored = ANY (ARRAY['richer in another feed'::text, 'richer than its page'::text])) THEN 'richer_copy'::text ELSE NULLIF(stored, ''::text) END;

COMMENT ON FUNCTION wireroom.change_reason(stored text) IS 'published, corrected, own_copy, richer_copy, full_text or reread.';

CREATE FUNCTION wireroom.ensure_partition(month timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '2s'
    AS $$
DECLARE
    first timestamptz := date_trunc('month', month);
    next timestamptz := first + interval '1 month';
    name text := 'articles_' || to_char(first, 'YYYY_MM');
    period text := to_char(first, 'YYYY-MM');

BEGIN
    IF first < '2000-01-01' OR first > now() + interval '2 months' OR wireroom.partition_of(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Also keeps two callers apart: the second finds the partition that the first has made.
    LOCK TABLE wireroom.articles_default IN ACCESS EXCLUSIVE MODE;
    IF wireroom.partition_of(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF date_trunc('year', month) < date_trunc('year', now()) - interval '1 year' AND NOT EXISTS (
        SELECT FROM generate_series(date_trunc('year', month), date_trunc('year', month) + interval '11 months', interval '1 month') AS m (at)
        WHERE wireroom.partition_of(m.at) IS NOT NULL
    ) THEN
        first := date_trunc('year', month);
        next := first + interval '1 year';
        name := 'articles_' || to_char(first, 'YYYY');
        period := to_char(first, 'YYYY');
    END IF;
    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || period || '.');
    RETURN true;

EXCEPTION WHEN lock_not_available THEN
    RETURN false;

END
$$;

COMMENT ON FUNCTION wireroom.ensure_partition(month timestamp with time zone) IS 'Make the partition of a month where it is worth one, of its whole year where that is long past; true where it was made now.';

CREATE FUNCTION wireroom.outcome_in_words(outcome text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE outcome WHEN 'ok'::text THEN 'brings articles'::text WHEN 'not_modified'::text THEN 'answers; nothing new since the last poll'::text WHEN 'unchanged'::text THEN 'answers; nothing new since the last poll'::text WHEN 'empty'::text THEN 'answers, without entries'::text WHEN 'capped'::text THEN 'brings more entries at once than one poll takes in: the newest are kept, a backfill of what was landed brings the rest'::text WHEN 'malformed'::text THEN 'answers; damaged in places, what could be read is kept'::text WHEN 'truncated'::text THEN 'its answer broke off before its end: what came whole is kept, the rest is asked for again'::text WHEN 'unreachable_host'::text THEN 'its host was not found: check the network here, then the address'::text WHEN 'connection_failed'::text THEN 'its host refuses connections: this usually passes by itself'::text WHEN 'tls_failed'::text THEN 'its certificate is not valid: open the site in a browser'::text WHEN 'timed_out'::text THEN 'no answer in time: this usually passes by itself'::text WHEN 'rate_limited'::text THEN 'its server asks us to come less often: we do'::text WHEN 'forbidden'::text THEN 'its server refuses us (401 or 403): ask the publisher, or remove the feed'::text WHEN 'bot_wall'::text THEN 'its site lets only browsers in (bot wall): ask the publisher to let us in'::text WHEN 'payment_required'::text THEN 'payment is required (402): agree terms with the publisher, or remove the feed'::text WHEN 'not_found'::text THEN 'there is nothing at its address (404): look for the new address if this lasts'::text WHEN 'gone'::text THEN 'taken down by its publisher for good (410): remove the feed'::text WHEN 'client_error'::text THEN 'our request is rejected (4xx): check the address'::text WHEN 'server_error'::text THEN 'its server reports an error of its own (5xx): this usually passes by itself'::text WHEN 'bad_url'::text THEN 'its address is no valid URL: correct it in feeds.yaml'::text WHEN 'secret_missing'::text THEN 'a secret that feeds.yaml refers to is not set here: set it, or correct the reference'::text WHEN 'blocked_address'::text THEN 'its address is closed to public feeds (this machine, a private network or another service): its last error says what to do'::text WHEN 'disallowed'::text THEN 'robots.txt does not allow us to fetch it'::text WHEN 'too_many_redirects'::text THEN 'its address redirects in circles: check the address'::text WHEN 'too_large'::text THEN 'larger than we accept: look for a shorter feed of the publisher'::text WHEN 'decompression_bomb'::text THEN 'unpacks to far more than we accept: remove the feed'::text WHEN 'not_a_feed'::text THEN 'its address answers, but not with a feed: its last error says what came instead'::text WHEN 'unparsable'::text THEN 'cannot be read as a feed: check the address'::text WHEN 'too_slow'::text THEN 'takes longer to read than a document may: see the quarantine, or remove the feed'::text ELSE outcome END;

COMMENT ON FUNCTION wireroom.outcome_in_words(outcome text) IS 'An outcome as part of a sentence, and what to do about it.';

CREATE FUNCTION wireroom.feed_cause(condition text, outcome text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (condition = 'silent'::text) THEN 'nothing new for 30 days'::text WHEN (condition = 'emptied'::text) THEN 'without entries for far longer than ever before'::text WHEN ((condition = 'waiting'::text) AND (outcome = 'timed_out'::text)) THEN 'waits, since its host is slow'::text WHEN (condition = ANY (ARRAY['cut_off'::text, 'waiting'::text, 'failed_once'::text, 'sick'::text])) THEN (regexp_replace(split_part(wireroom.outcome_in_words(outcome), ':'::text, 1), '^its? '::text, ''::text) || CASE condition WHEN 'cut_off'::text THEN ', most likely this machine''s network'::text ELSE ''::text END) ELSE NULL::text END;

COMMENT ON FUNCTION wireroom.feed_cause(condition text, outcome text) IS 'Why a feed is not well, alike for all feeds of that cause; NULL: it is.';

CREATE FUNCTION wireroom.feed_condition(feed wireroom.feeds, state wireroom.feed_states, is_cut_off boolean) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN ((feed).retired_at IS NOT NULL) THEN 'retired'::text WHEN (feed).paused THEN 'paused'::text WHEN (((state).last_polled_at IS NULL) AND (((state).outcome IS NULL) OR (LEAST((state).next_poll_at, now()) < ((feed).added_at + '7 days'::interval)))) THEN 'new'::text WHEN ((((state).outcome = 'rate_limited'::text) OR (((state).failures = 0) AND ((state).outcome = 'timed_out'::text))) AND (GREATEST((state).last_polled_at, LEAST((state).next_poll_at, now())) < (COALESCE((state).last_well_at, (feed).added_at) + '7 days'::interval))) THEN 'waiting'::text WHEN (((state).outcome = 'rate_limited'::text) OR (((state).failures = 0) AND ((state).outcome = 'timed_out'::text))) THEN 'sick'::text WHEN (((state).failures = 0) AND ((state).empty_since > ((state).first_filled_at + '28 days'::interval)) AND ((state).last_polled_at >= ((state).empty_since + GREATEST('7 days'::interval, ((3)::double precision * (state).longest_empty))))) THEN 'emptied'::text WHEN (((state).failures = 0) AND ((state).last_new_at < ((state).last_polled_at - '30 days'::interval))) THEN 'silent'::text WHEN ((state).failures = 0) THEN 'well'::text WHEN (is_cut_off AND ((state).outcome = ANY (ARRAY['unreachable_host'::text, 'connection_failed'::text, 'timed_out'::text]))) THEN 'cut_off'::text WHEN ((state).failures > 1) THEN 'sick'::text WHEN (((state).last_well_at IS NULL) AND ((state).outcome <> ALL (ARRAY['unreachable_host'::text, 'connection_failed'::text, 'tls_failed'::text, 'timed_out'::text, 'server_error'::text, 'truncated'::text, 'too_slow'::text]))) THEN 'sick'::text ELSE 'failed_once'::text END;

COMMENT ON FUNCTION wireroom.feed_condition(feed wireroom.feeds, state wireroom.feed_states, is_cut_off boolean) IS 'How a feed is, in one word: see news.feeds.condition.';

CREATE FUNCTION wireroom.feed_fits(match text, feed_id bigint, publisher text, words text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (match = ''::text) THEN true WHEN (match ~ '^feed:[0-9]+$'::text) THEN ((feed_id)::text = substr(match, 6)) WHEN starts_with(match, 'publisher:'::text) THEN COALESCE((publisher = substr(match, 11)), false) ELSE (strpos(lower((words COLLATE "default")), lower((match COLLATE "default"))) > 0) END;

COMMENT ON FUNCTION wireroom.feed_fits(match text, feed_id bigint, publisher text, words text) IS 'True: the feed is meant by feed:NUMBER, by publisher:NAME to the letter, or has the text in its words; empty means all.';

CREATE FUNCTION wireroom.outcome_in_sentences(outcome text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((regexp_replace(wireroom.outcome_in_words(outcome), ': .*'::text, ''::text) || COALESCE(('. '::text || upper("substring"(wireroom.outcome_in_words(outcome), ': (.)'::text))), ''::text)) || COALESCE("substring"(wireroom.outcome_in_words(outcome), ': .(.*)'::text), ''::text)) || '.'::text);

COMMENT ON FUNCTION wireroom.outcome_in_sentences(outcome text) IS 'The same, what to do in a sentence of its own.';

CREATE FUNCTION wireroom.feed_health(feed wireroom.feeds, state wireroom.feed_states, condition text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE condition WHEN 'retired'::text THEN format('Retired on %s: no longer in feeds.yaml. Its articles stay.'::text, ((feed).retired_at)::date) WHEN 'paused'::text THEN 'Paused: not polled until resumed.'::text WHEN 'new'::text THEN 'New: waits for its first poll.'::text WHEN 'silent'::text THEN format('Silent: answers, but has brought nothing new since %s. Compare it with the site: it may have moved.'::text, ((state).last_new_at)::date) WHEN 'emptied'::text THEN format('Emptied: answers, but without entries since %s; before, it %s. Compare it with the site: the feed may have moved. If it was given up, remove it.'::text, ((state).empty_since)::date, CASE WHEN ((state).longest_empty = '00:00:00'::interval) THEN 'always had some'::text ELSE ('never was for longer than '::text || justify_interval(date_trunc('minute'::text, (state).longest_empty))) END) WHEN 'well'::text THEN COALESCE((('Well: answers, but its rules dropped every entry of its newest document ('::text || wireroom.all_dropped(feed)) || '): news.drops says which did.'::text), format(CASE (state).outcome WHEN 'capped'::text THEN 'Capped: %s'::text ELSE 'Well: %s'::text END, wireroom.outcome_in_sentences((state).outcome))) WHEN 'cut_off'::text THEN format('Cut off: %s. Hardly anything could be reached from here; it is tried again.'::text, wireroom.feed_cause(condition, (state).outcome)) WHEN 'waiting'::text THEN CASE (state).failures WHEN 0 THEN format('Put off: %s.'::text, wireroom.masked((state).detail)) ELSE format('Waits: %s'::text, wireroom.outcome_in_sentences((state).outcome)) END WHEN 'failed_once'::text THEN format('Failed once: %s'::text, wireroom.outcome_in_sentences((state).outcome)) ELSE format('Sick: %s %s%s.'::text, CASE WHEN (((state).outcome = 'not_a_feed'::text) AND ((state).detail <> ''::text)) THEN ("left"(wireroom.masked((state).detail), 500) || CASE WHEN (length((state).detail) > 500) THEN '…'::text ELSE '.'::text END) ELSE wireroom.outcome_in_sentences((state).outcome) END, CASE (state).failures WHEN 1 THEN 'Its last poll failed'::text ELSE ((state).failures || ' polls in a row have failed'::text) END, COALESCE(('; last well on '::text || ((state).last_well_at)::date), '; never well so far'::text)) END;

COMMENT ON FUNCTION wireroom.feed_health(feed wireroom.feeds, state wireroom.feed_states, condition text) IS 'How a feed is and what to do, in one sentence.';

CREATE FUNCTION wireroom.feed_name(title text, url text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO ''
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

COMMENT ON FUNCTION wireroom.feed_name(title text, url text) IS 'A feed''s title, with its host where another listed feed has the same, and with its address where that is of the same host; a secret in it is masked.';

CREATE FUNCTION wireroom.forget_polls(before timestamp with time zone, runs integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
    WITH old AS (
        SELECT r.id
        FROM wireroom.runs AS r
        WHERE r.id >= (SELECT min(f.run_id) FROM wireroom.run_feeds AS f)
            AND r.started_at < before
            AND r.status <> 'running'
            AND EXISTS (SELECT FROM wireroom.run_feeds AS f WHERE f.run_id = r.id)
        ORDER BY r.id
        LIMIT runs
    ),
    gone AS (
        DELETE FROM wireroom.run_feeds AS f USING old WHERE f.run_id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

COMMENT ON FUNCTION wireroom.forget_polls(before timestamp with time zone, runs integer) IS 'Delete the polls of so many runs that began before then; how many polls.';

CREATE FUNCTION wireroom.forget_rejected(before timestamp with time zone, entries integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
    WITH gone AS (
        DELETE FROM wireroom.rejected
        WHERE id IN (SELECT r.id FROM wireroom.rejected AS r WHERE r.last_seen_at < before ORDER BY r.id LIMIT entries)
        RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

COMMENT ON FUNCTION wireroom.forget_rejected(before timestamp with time zone, entries integer) IS 'Delete so many refused entries that were last met before then; how many.';

CREATE FUNCTION wireroom.forget_runs(before timestamp with time zone, runs integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
    WITH old AS (
        SELECT r.id
        FROM wireroom.runs AS r
        WHERE r.started_at < before
            AND r.status <> 'running'
            AND NOT EXISTS (SELECT FROM wireroom.run_feeds AS f WHERE f.run_id = r.id)
            AND NOT EXISTS (SELECT FROM wireroom.backfills AS b WHERE b.run_id = r.id)
            AND NOT EXISTS (SELECT FROM wireroom.feed_claims AS c WHERE c.run_id = r.id)
            AND NOT EXISTS (
                SELECT FROM wireroom.landings AS l WHERE l.run_id = r.id AND l.status IN ('open', 'landed')
            )
        ORDER BY r.started_at
        LIMIT runs
    ),
    landings AS (
        DELETE FROM wireroom.landings AS l USING old WHERE l.run_id = old.id
    ),
    gone AS (
        DELETE FROM wireroom.runs AS r USING old WHERE r.id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

COMMENT ON FUNCTION wireroom.forget_runs(before timestamp with time zone, runs integer) IS 'Delete so many runs that began before then and the record of what they landed; how many runs. Those with polls stay.';

CREATE FUNCTION wireroom.headline(body text, config regconfig, words tsquery, query text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
DECLARE
    options CONSTANT text := 'MaxFragments=2, MinWords=8, MaxWords=24, StartSel=«, StopSel=», FragmentDelimiter=" … "';
    passages text;

BEGIN
    -- To ts_headline a text without spaces is a few words, none of them the one asked for.
    IF wireroom.is_unspaced(body) THEN
        RETURN wireroom.typed_headline(body, query);
    END IF;
    passages := ts_headline(config, body, words, options);
    IF strpos(passages, '«') = 0 THEN
        -- Where a word stands in the title alone, no passage of the text has them all.
        passages := ts_headline(config, body, replace(wireroom.wanted_words(words)::text, ' & ', ' | ')::tsquery, options);
    END IF;
    IF strpos(passages, '«') = 0 THEN -- the text may spell it otherwise than the index does: see wireroom.one_spelling
        passages := coalesce(wireroom.typed_headline(body, query), passages);
    END IF;
    RETURN passages;

END
$$;

COMMENT ON FUNCTION wireroom.headline(body text, config regconfig, words tsquery, query text) IS 'Passages of a text with what a query finds in it between « »; how it begins where that is nothing.';

CREATE FUNCTION wireroom.is_alive(status text, alive_until timestamp with time zone, now timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((status = 'running'::text) AND COALESCE(((alive_until > now) AND (alive_until < (now + '25:00:00'::interval))), false));

COMMENT ON FUNCTION wireroom.is_alive(status text, alive_until timestamp with time zone, now timestamp with time zone) IS 'A run still holds what it has claimed. Further ahead than any run asks for: its clock was wrong, it is dead.';

CREATE TABLE wireroom.search_words (
    word text NOT NULL COLLATE pg_catalog."C",
    times smallint NOT NULL,
    CONSTRAINT search_words_word_check CHECK ((octet_length(word) <= 200))
);

COMMENT ON TABLE wireroom.search_words IS 'Words of titles and of names of authors, in lower case and without accents.';

COMMENT ON COLUMN wireroom.search_words.word IS 'The word.';

COMMENT ON COLUMN wireroom.search_words.times IS 'Articles that had it, counted to three.';

CREATE FUNCTION wireroom.is_known_word(typed text) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM wireroom.search_words w
           WHERE ((w.word = lower(public.unaccent(is_known_word.typed))) AND (w.times >= 2)))) AS "exists";

END;

COMMENT ON FUNCTION wireroom.is_known_word(typed text) IS 'Two articles at least have it in a title or name.';

CREATE FUNCTION wireroom.is_sample(url text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (url ~* '^https?://([^/@]*@)?([^/:@]*\.)?localhost([:/]|$)'::text);

COMMENT ON FUNCTION wireroom.is_sample(url text) IS 'True of a feed of the sample newsroom.';

CREATE FUNCTION wireroom.is_somebody_at_work() RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_stat_clear_snapshot();
    RETURN EXISTS (
        SELECT FROM pg_locks AS l
        JOIN pg_stat_activity AS s ON s.pid = l.pid
        JOIN pg_database AS d ON d.oid = s.datid
        WHERE l.locktype = 'virtualxid' AND l.granted AND d.datname = current_database() AND s.usesysid IS NOT NULL
            AND l.pid <> pg_backend_pid()
            AND NOT EXISTS (
                SELECT FROM pg_locks AS w
                WHERE w.pid = l.pid AND NOT w.granted AND w.relation = 'wireroom.filing_lock'::regclass
            )
    );

END
$$;

COMMENT ON FUNCTION wireroom.is_somebody_at_work() IS 'Whether another session is in a transaction in this database now; not one that waits for its turn to file.';

CREATE TABLE wireroom.hub_receiver (
    is_only boolean DEFAULT true NOT NULL,
    alive_until timestamp with time zone NOT NULL,
    CONSTRAINT hub_receiver_is_only_check CHECK (is_only)
);

COMMENT ON TABLE wireroom.hub_receiver IS 'Whether `wireroom websub` listens: without it every feed is polled as if there were no hubs.';

COMMENT ON COLUMN wireroom.hub_receiver.is_only IS 'One row at most.';

COMMENT ON COLUMN wireroom.hub_receiver.alive_until IS 'It listens at least until then, by its last sign of life.';

CREATE TABLE wireroom.hub_subscriptions (
    feed_id bigint NOT NULL,
    hub text NOT NULL,
    topic text NOT NULL,
    token text NOT NULL,
    secret text NOT NULL,
    state text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    verified_at timestamp with time zone,
    verified_until timestamp with time zone,
    next_try_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    deliveries bigint DEFAULT 0 NOT NULL,
    knocked_at timestamp with time zone,
    CONSTRAINT hub_subscriptions_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'verified'::text, 'denied'::text, 'unverified'::text, 'failed'::text, 'distrusted'::text])))
);

COMMENT ON TABLE wireroom.hub_subscriptions IS 'What `wireroom websub` has asked of hubs: one subscription a feed.';

COMMENT ON COLUMN wireroom.hub_subscriptions.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.hub_subscriptions.hub IS 'The hub asked.';

COMMENT ON COLUMN wireroom.hub_subscriptions.topic IS 'The address subscribed to.';

COMMENT ON COLUMN wireroom.hub_subscriptions.token IS 'Last part of our callback''s address, which only the hub knows.';

COMMENT ON COLUMN wireroom.hub_subscriptions.secret IS 'What the hub signs its deliveries with.';

COMMENT ON COLUMN wireroom.hub_subscriptions.state IS 'asked, verified, denied, unverified (the hub never asked back), failed (it refused the request), distrusted (polls brought what it had not told).';

COMMENT ON COLUMN wireroom.hub_subscriptions.detail IS 'Why, in words.';

COMMENT ON COLUMN wireroom.hub_subscriptions.tries IS 'Requests since it was last verified.';

COMMENT ON COLUMN wireroom.hub_subscriptions.asked_at IS 'When it was last asked.';

COMMENT ON COLUMN wireroom.hub_subscriptions.verified_at IS 'When the hub first confirmed this subscription.';

COMMENT ON COLUMN wireroom.hub_subscriptions.verified_until IS 'When it ends unless it is renewed.';

COMMENT ON COLUMN wireroom.hub_subscriptions.next_try_at IS 'When it is asked again, to renew or to try anew.';

COMMENT ON COLUMN wireroom.hub_subscriptions.delivered_at IS 'When it last delivered, rightly signed.';

COMMENT ON COLUMN wireroom.hub_subscriptions.deliveries IS 'How often it has.';

COMMENT ON COLUMN wireroom.hub_subscriptions.knocked_at IS 'When it last said that there is something new without saying what: the feed is then due.';

CREATE FUNCTION wireroom.is_told(feed bigint, last_polled_at timestamp with time zone, at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM ((wireroom.hub_subscriptions h
              JOIN wireroom.feeds f ON ((f.id = h.feed_id)))
              CROSS JOIN wireroom.hub_receiver receiver)
           WHERE ((h.feed_id = is_told.feed) AND (h.state = 'verified'::text) AND (f.every IS NULL) AND (h.verified_until > is_told.at) AND (h.verified_until < (is_told.at + '15 days'::interval)) AND (receiver.alive_until > is_told.at) AND (receiver.alive_until < (is_told.at + '00:05:00'::interval)) AND (h.verified_at < is_told.last_polled_at) AND (is_told.last_polled_at > (is_told.at - '1 day'::interval)) AND ((h.knocked_at IS NULL) OR (h.knocked_at < is_told.last_polled_at))))) AS "exists";

END;

COMMENT ON FUNCTION wireroom.is_told(feed bigint, last_polled_at timestamp with time zone, at timestamp with time zone) IS 'True: its hub tells of what is new, so that a poll a day is enough.';

CREATE FUNCTION wireroom.is_unspaced(body text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((2 * length(regexp_replace("left"(body, 300), wireroom.unspaced(), ''::text, 'g'::text))) < LEAST(length(body), 300));

COMMENT ON FUNCTION wireroom.is_unspaced(body text) IS 'Whether a text is mostly in a script that is searched by pairs, by how it begins.';

CREATE FUNCTION wireroom.leave_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
DECLARE
    ids CONSTANT bigint[] := (SELECT array_agg(g.id) FROM gone AS g);
    events bigint[];

BEGIN
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE;
    events := (SELECT array_agg(DISTINCT m.event_id) FROM wireroom.event_members AS m WHERE m.article_id = ANY(ids));
    DELETE FROM wireroom.event_keys AS k
    USING wireroom.event_members AS m
    WHERE m.article_id = ANY(ids) AND k.span = floor(extract(epoch FROM m.published_at) / 259200)::integer
        AND k.word = ANY(m.words) AND k.article_id = m.article_id;
    DELETE FROM wireroom.event_members WHERE article_id = ANY(ids);
    UPDATE wireroom.event_members AS m
    SET grouped = false
    WHERE m.event_id = ANY(events) AND m.grouped
        AND NOT EXISTS (
            SELECT FROM wireroom.event_members AS o WHERE o.event_id = m.event_id AND o.article_id <> m.article_id
        );
    RETURN NULL;

END
$$;

COMMENT ON FUNCTION wireroom.leave_events() IS 'Take articles that are gone out of their events.';

CREATE FUNCTION wireroom.leave_stories() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
DECLARE
    ids CONSTANT bigint[] := (SELECT array_agg(g.id) FROM gone AS g);

BEGIN
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE;
    INSERT INTO wireroom.story_queue (article_id)
    SELECT m.article_id
    FROM wireroom.story_members AS m
    WHERE m.grouped
        AND m.story_id IN (SELECT g.story_id FROM wireroom.story_members AS g WHERE g.article_id = ANY(ids) AND g.grouped)
        AND NOT m.article_id = ANY(ids);
    DELETE FROM wireroom.story_links WHERE article_id = ANY(ids);
    DELETE FROM wireroom.story_links WHERE other_id = ANY(ids);
    DELETE FROM wireroom.story_bands AS b
    USING wireroom.story_members AS m
    WHERE m.article_id = ANY(ids) AND b.fortnight = m.fortnight AND b.band = ANY(m.bands) AND b.article_id = m.article_id;
    DELETE FROM wireroom.story_members WHERE article_id = ANY(ids);
    DELETE FROM wireroom.story_queue WHERE article_id = ANY(ids);
    RETURN NULL;

END
$$;

COMMENT ON FUNCTION wireroom.leave_stories() IS 'Take articles that are gone out of their stories.';

CREATE FUNCTION wireroom.lock_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
BEGIN
    LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE;
    -- A position that a consumer has seen must not be lost in a crash of the server and given out again.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'local', true);
    END IF;
    RETURN NULL;

END
$$;

COMMENT ON FUNCTION wireroom.lock_changes() IS 'Take the lock of filing before a position is given out.';

CREATE FUNCTION wireroom.meant_word(typed text) RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT w.word
    FROM wireroom.search_words w
   WHERE ((w.word OPERATOR(public.%) lower(public.unaccent(meant_word.typed))) AND (public.similarity(w.word, lower(public.unaccent(meant_word.typed))) >= (0.4)::double precision) AND (w.times >= 2))
   ORDER BY (public.similarity(w.word, lower(public.unaccent(meant_word.typed)))) DESC, w.times DESC, w.word
  LIMIT 1;

END;

COMMENT ON FUNCTION wireroom.meant_word(typed text) IS 'The word of titles and names that is most like a misspelt one; NULL: none is.';

CREATE FUNCTION wireroom.merge_year(year integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1500ms'
    AS $_$
DECLARE
    first CONSTANT timestamptz := make_timestamptz(year, 1, 1, 0, 0, 0);
    next CONSTANT timestamptz := first + interval '1 year';
    name CONSTANT text := 'articles_' || to_char(first, 'YYYY');
    old regclass;
    months regclass[];
    copied bigint;
    articles bigint := 0;

BEGIN
    LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE;
    LOCK TABLE ONLY wireroom.articles IN SHARE ROW EXCLUSIVE MODE;
    SELECT array_agg(i.inhrelid::regclass ORDER BY c.relname) INTO months
    FROM pg_inherits AS i
    JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'wireroom.articles'::regclass AND c.relname ~ ('^' || name || '_\d\d$');
    IF months IS NULL OR first >= date_trunc('year', now()) - interval '1 year' THEN
        RETURN 0;
    END IF;
    IF wireroom.is_somebody_at_work() THEN
        RETURN NULL; -- before all is copied in vain
    END IF;
    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    -- Proves to the attaching, too, that all belong here: it need not look while everybody waits.
    EXECUTE format(
        'ALTER TABLE wireroom.%I ADD CONSTRAINT of_the_year'
        ' CHECK (published_at IS NOT NULL AND published_at >= %L AND published_at < %L)', name, first, next
    );
    FOREACH old IN ARRAY months LOOP
        EXECUTE format('INSERT INTO wireroom.%I SELECT * FROM %s', name, old);
        GET DIAGNOSTICS copied = ROW_COUNT;
        articles := articles + copied;
    END LOOP;
    FOR turn IN 1..5 LOOP
        BEGIN
            LOCK TABLE ONLY wireroom.articles IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE wireroom.articles_default IN ACCESS EXCLUSIVE MODE;
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', array_to_string(months, ', '));
            IF wireroom.is_somebody_at_work() THEN
                RAISE lock_not_available;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF turn = 5 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(1);
        END;
    END LOOP;
    FOREACH old IN ARRAY months LOOP
        EXECUTE format('ALTER TABLE wireroom.articles DETACH PARTITION %s', old);
        EXECUTE format('DROP TABLE %s', old);
    END LOOP;
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    GET DIAGNOSTICS copied = ROW_COUNT;
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('ALTER TABLE wireroom.%I DROP CONSTRAINT of_the_year', name);
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || year || '.');
    IF wireroom.is_somebody_at_work() THEN
        RAISE lock_not_available;
    END IF;
    RETURN articles + copied;

EXCEPTION WHEN lock_not_available OR deadlock_detected OR dependent_objects_still_exist THEN
    RETURN NULL;

END
$_$;

COMMENT ON FUNCTION wireroom.merge_year(year integer) IS 'Put the months of a long past year into one partition; how many articles. NULL: somebody was in the way, nothing has changed. Only with all else stopped.';

CREATE FUNCTION wireroom.notify_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NOTIFY news_changes;
    RETURN NULL;

END
$$;

COMMENT ON FUNCTION wireroom.notify_changes() IS 'Tell whoever has said LISTEN news_changes, once a transaction.';

CREATE FUNCTION wireroom.partition_of(month timestamp with time zone) RETURNS regclass
    LANGUAGE sql STABLE
    RETURN COALESCE(to_regclass(('wireroom.articles_'::text || to_char((month AT TIME ZONE 'UTC'::text), 'YYYY_MM'::text))), to_regclass(('wireroom.articles_'::text || to_char((month AT TIME ZONE 'UTC'::text), 'YYYY'::text))));

COMMENT ON FUNCTION wireroom.partition_of(month timestamp with time zone) IS 'The partition of articles of this month: its own or its year''s; NULL: it has none.';

CREATE FUNCTION wireroom.placed_pairs(words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT (COALESCE(string_agg(format('%L:%s'::text, pairs.pair, pairs.place), ' '::text), ''::text))::tsvector AS "coalesce" FROM (SELECT (neighbours.letter || neighbours.follower) AS pair, min(neighbours.place) AS place FROM (SELECT spelt.letter, spelt.place, lead(spelt.letter) OVER (ORDER BY spelt.place) AS follower FROM unnest(string_to_array(placed_pairs.words, NULL::text)) WITH ORDINALITY spelt(letter, place)) neighbours WHERE ((neighbours.letter ~ wireroom.unspaced()) AND (neighbours.follower ~ wireroom.unspaced())) GROUP BY (neighbours.letter || neighbours.follower)) pairs);

COMMENT ON FUNCTION wireroom.placed_pairs(words text) IS 'Each pair of neighbouring letters of the unspaced scripts in a text, and where it stands first.';

CREATE FUNCTION wireroom.refresh_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
BEGIN
    ANALYZE wireroom.articles;

END
$$;

COMMENT ON FUNCTION wireroom.refresh_statistics() IS 'Gather the statistics of articles over all months, which plans rest on.';

CREATE FUNCTION wireroom.release_rejected(keys bytea[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    AS $$
    WITH gone AS (DELETE FROM wireroom.rejected AS r WHERE r.key = ANY(keys) AND r.reason <> 'taken_down' RETURNING 1)
    SELECT count(*) FROM gone
$$;

COMMENT ON FUNCTION wireroom.release_rejected(keys bytea[]) IS 'Delete refused entries by their keys; how many. Called by a replay that made articles of them.';

CREATE FUNCTION wireroom.search_cap() RETURNS integer
    LANGUAGE sql STABLE
    RETURN CASE WHEN (current_setting('news.search_cap'::text, true) ~ '^\d{1,7}$'::text) THEN GREATEST((current_setting('news.search_cap'::text, true))::integer, 1) ELSE 2000 END;

COMMENT ON FUNCTION wireroom.search_cap() IS 'How many matches news.search ranks, the newest: SET news.search_cap = 10000.';

CREATE TABLE wireroom.article_search (
    article_id bigint NOT NULL,
    published_at timestamp with time zone,
    publisher_id bigint,
    language text,
    search tsvector NOT NULL
);

COMMENT ON TABLE wireroom.article_search IS 'What articles are found by; one row an article, made right after it is filed.';

COMMENT ON COLUMN wireroom.article_search.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.article_search.published_at IS 'As the article has it.';

COMMENT ON COLUMN wireroom.article_search.publisher_id IS 'As the article has it.';

COMMENT ON COLUMN wireroom.article_search.language IS 'As the article has it.';

COMMENT ON COLUMN wireroom.article_search.search IS 'See wireroom.search_vector.';

CREATE FUNCTION wireroom.search_matches(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) RETURNS TABLE(article_id bigint, published_at timestamp with time zone, publisher_id bigint, article_language text, words tsquery)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH asked AS MATERIALIZED (
          SELECT r.words,
             r.configs
            FROM wireroom.asked_readings(search_matches.query, search_matches.language) r(words, configs)
         ), span AS MATERIALIZED (
          SELECT s_1.article_id
            FROM wireroom.article_search s_1
           WHERE ((s_1.published_at >= COALESCE(search_matches.since, '-infinity'::timestamp with time zone)) AND (s_1.published_at < COALESCE(search_matches.until, 'infinity'::timestamp with time zone)))
          LIMIT
                 CASE
                     WHEN (COALESCE(search_matches.since, search_matches.until) IS NULL) THEN 0
                     ELSE 1001
                 END
         ), way AS MATERIALIZED (
          SELECT ((COALESCE(search_matches.since, search_matches.until) IS NOT NULL) AND (count(*) <= 1000)) AS is_by_date
            FROM span
         )
  SELECT s.article_id,
     s.published_at,
     s.publisher_id,
     s.language,
     s.words
    FROM ( SELECT s_1.article_id,
             s_1.published_at,
             s_1.publisher_id,
             s_1.language,
             its.words
            FROM ((span
              CROSS JOIN LATERAL ( SELECT a.article_id,
                     a.published_at,
                     a.publisher_id,
                     a.language,
                     a.search
                    FROM wireroom.article_search a
                   WHERE (a.article_id = span.article_id)
                  OFFSET 0) s_1)
              CROSS JOIN LATERAL ( SELECT r.words
                    FROM asked r
                   WHERE ((wireroom.search_config(s_1.language))::oid = ANY ((r.configs)::oid[]))
                  LIMIT 1) its)
           WHERE (( SELECT way.is_by_date
                    FROM way) AND (s_1.search @@ its.words))
         UNION ALL
          SELECT s_1.article_id,
             s_1.published_at,
             s_1.publisher_id,
             s_1.language,
             asked.words
            FROM (asked
              CROSS JOIN wireroom.article_search s_1)
           WHERE ((NOT ( SELECT way.is_by_date
                    FROM way)) AND (s_1.search @@ asked.words) AND ((s_1.published_at >= search_matches.since) IS NOT FALSE) AND ((s_1.published_at < search_matches.until) IS NOT FALSE) AND ((wireroom.search_config(s_1.language))::oid = ANY ((asked.configs)::oid[])))
  OFFSET 0) s
   WHERE (((search_matches.since IS NULL) OR (s.published_at >= search_matches.since)) AND ((search_matches.until IS NULL) OR (s.published_at < search_matches.until)) AND ((search_matches.publisher IS NULL) OR (s.publisher_id IN ( SELECT p.id
            FROM wireroom.publishers p
           WHERE ((p.domain = lower(search_matches.publisher)) OR (p.name ~~* like_escape(search_matches.publisher, ''::text)))))) AND ((search_matches.language IS NULL) OR (split_part(s.language, '-'::text, 1) = split_part(lower(search_matches.language), '-'::text, 1))));

END;

COMMENT ON FUNCTION wireroom.search_matches(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) IS 'Every article that a query finds, each with the query as its language reads it.';

CREATE FUNCTION wireroom.search_vector(language text, title text, summary text, body text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
DECLARE
    config CONSTANT regconfig := wireroom.search_config(language);
    head text := wireroom.plain_marks(left(coalesce(title, ''), 2000));
    full_text CONSTANT text := coalesce(body, '');
    lead text := CASE
        WHEN starts_with(full_text, left(coalesce(summary, ''), 80)) THEN ''
        ELSE wireroom.plain_marks(left(coalesce(summary, ''), 10000))
    END;
    main text := wireroom.plain_marks(
        CASE WHEN octet_length(full_text) <= 200000 THEN full_text ELSE left(full_text, 50000) END
    );
    pairs tsvector;
    letters CONSTANT text := wireroom.unspaced() || '+';
    vector tsvector;

BEGIN
    IF head || lead || main ~ wireroom.unspaced() THEN
        pairs := setweight(wireroom.placed_pairs(head), 'A')
            || setweight(wireroom.placed_pairs(lead), 'B')
            || array_to_tsvector(wireroom.letter_pairs(concat_ws(' ', head, lead, main)));
        head := regexp_replace(head, letters, ' ', 'g');
        lead := regexp_replace(lead, letters, ' ', 'g');
        main := regexp_replace(main, letters, ' ', 'g');
    END IF;
    vector := setweight(to_tsvector(config, head), 'A')
        || setweight(to_tsvector(config, lead), 'B')
        || to_tsvector(config, main);
    RETURN CASE WHEN pairs IS NULL THEN vector ELSE vector || pairs END;

EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('wireroom.simple', left(title, 500));

END
$$;

COMMENT ON FUNCTION wireroom.search_vector(language text, title text, summary text, body text) IS 'What an article is found by: title (A), summary (B), text (D), and pairs of letters of unspaced scripts; never NULL.';

CREATE FUNCTION wireroom.title_words(title text, authors text[]) RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT DISTINCT word.word
    FROM regexp_split_to_table(lower(public.unaccent(wireroom.plain_marks((("left"(title_words.title, 500) || ' '::text) || "left"(array_to_string(title_words.authors, ' '::text), 500))))), '[^[:alnum:]]+'::text) word(word)
   WHERE ((length(word.word) >= 4) AND (length(word.word) <= 40) AND (word.word !~ '^\d'::text) AND (word.word !~ wireroom.unspaced()));

END;

COMMENT ON FUNCTION wireroom.title_words(title text, authors text[]) IS 'Words of a title and of names, as search_words has them.';

CREATE TABLE wireroom.tombstone_secret (
    the_one boolean DEFAULT true NOT NULL,
    secret bytea DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) NOT NULL,
    CONSTRAINT tombstone_secret_the_one_check CHECK (the_one)
);

COMMENT ON TABLE wireroom.tombstone_secret IS 'What tombstones are hashed with; one row.';

COMMENT ON COLUMN wireroom.tombstone_secret.the_one IS 'Always true: there is one row.';

COMMENT ON COLUMN wireroom.tombstone_secret.secret IS 'Without it nobody can try addresses against the tombstones.';

CREATE FUNCTION wireroom.tombstone_key(key bytea) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'wireroom', 'pg_temp'
    RETURN (SELECT sha256((s.secret || sha256((s.secret || tombstone_key.key)))) AS sha256 FROM wireroom.tombstone_secret s);

COMMENT ON FUNCTION wireroom.tombstone_key(key bytea) IS 'What an identity key is called among the tombstones.';

CREATE FUNCTION wireroom.typed_headline(body text, query text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH shown AS MATERIALIZED (
          SELECT lower(typed_headline.body) AS folded,
             wireroom.is_unspaced(typed_headline.body) AS is_unspaced
         ), typed AS MATERIALIZED (
          SELECT DISTINCT btrim(found.found[1], '.,:;!?()*'''::text) AS word
            FROM regexp_matches(regexp_replace(lower(typed_headline.query), '(^|\s)-("[^"]*"?|[^\s"]+)'::text, ' '::text, 'g'::text), (wireroom.unspaced() || '+|[^[:space:]"“”„«»]+(?:"[^[:space:]"])?'::text), 'g'::text) found(found)
          LIMIT 20
         ), sought AS MATERIALIZED (
          SELECT regexp_replace(typed.word, '[^[:alnum:]\u0080-\U0010FFFF]|[\u05F3\u05F4\u2019]'::text, '.'::text, 'g'::text) AS pattern
            FROM typed
           WHERE (typed.word <> ALL (ARRAY[''::text, 'or'::text]))
         UNION
          SELECT pair.pair
            FROM shown shown_1,
             typed,
             LATERAL unnest(wireroom.letter_pairs(typed.word)) pair(pair)
           WHERE (shown_1.is_unspaced AND (length(pair.pair) = 2) AND (strpos(shown_1.folded, typed.word) = 0))
  LIMIT 40
         ), whole AS MATERIALIZED (
          SELECT ((
                 CASE
                     WHEN (sought.pattern ~ '^[a-z0-9]'::text) THEN '(?<![a-z0-9])'::text
                     ELSE ''::text
                 END || sought.pattern) ||
                 CASE
                     WHEN (sought.pattern ~ '[a-z0-9]$'::text) THEN '(?![a-z0-9])'::text
                     ELSE ''::text
                 END) AS pattern
            FROM sought
         ), placed AS MATERIALIZED (
          SELECT whole.pattern,
             regexp_instr(shown_1.folded, whole.pattern) AS place
            FROM shown shown_1,
             whole
         ), passage AS (
          SELECT string_agg(placed.pattern, '|'::text) AS pattern,
             regexp_replace(substr(typed_headline.body, GREATEST((COALESCE(min(placed.place), 1) - 40), 1), 120), '^[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]+'::text, ''::text) AS words
            FROM placed
           WHERE (placed.place > 0)
         )
  SELECT
         CASE
             WHEN (passage.pattern IS NOT NULL) THEN regexp_replace(passage.words, (('('::text || passage.pattern) || ')'::text), '«\1»'::text, 'gi'::text)
             WHEN shown.is_unspaced THEN passage.words
             ELSE NULL::text
         END AS "case"
    FROM shown,
     passage;

END;

COMMENT ON FUNCTION wireroom.typed_headline(body text, query text) IS 'The passage of a text around the words of a query as they were typed, these between « »; where none is in it NULL, or its beginning in scripts without spaces.';

CREATE FUNCTION wireroom.wanted_words(words tsquery) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (querytree(words))::tsquery;

COMMENT ON FUNCTION wireroom.wanted_words(words tsquery) IS 'A query without what it leaves out: to ts_rank, one wanted word and one unwanted are a pair of which half is missing.';

CREATE TABLE wireroom.alert_silences (
    rule text NOT NULL,
    subject text NOT NULL,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    silenced_by text NOT NULL,
    silenced_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_silences_reason_check CHECK ((reason <> ''::text))
);

COMMENT ON TABLE wireroom.alert_silences IS 'Alerts that nobody wants to be told of for a time.';

COMMENT ON COLUMN wireroom.alert_silences.rule IS 'Their rule.';

COMMENT ON COLUMN wireroom.alert_silences.subject IS 'What they are about.';

COMMENT ON COLUMN wireroom.alert_silences.until IS 'When it is told of again.';

COMMENT ON COLUMN wireroom.alert_silences.reason IS 'Why not before.';

COMMENT ON COLUMN wireroom.alert_silences.silenced_by IS 'Who said so.';

COMMENT ON COLUMN wireroom.alert_silences.silenced_at IS 'When.';

CREATE TABLE wireroom.alerts (
    id bigint NOT NULL,
    rule text NOT NULL,
    subject text NOT NULL,
    feed_id bigint,
    words text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by text DEFAULT ''::text NOT NULL,
    ended_at timestamp with time zone,
    told_at timestamp with time zone,
    told text[] DEFAULT '{}'::text[] NOT NULL,
    told_over text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT alerts_check CHECK (((closed_at IS NOT NULL) OR (ended_at IS NULL)))
);

COMMENT ON TABLE wireroom.alerts IS 'What the watch has found wrong; one row from its beginning to its end.';

COMMENT ON COLUMN wireroom.alerts.id IS 'Number of the alert.';

COMMENT ON COLUMN wireroom.alerts.rule IS 'Which rule found it.';

COMMENT ON COLUMN wireroom.alerts.subject IS 'What it is about, as a key: with the rule it tells the same alert again.';

COMMENT ON COLUMN wireroom.alerts.feed_id IS 'The feed, where it is about one.';

COMMENT ON COLUMN wireroom.alerts.words IS 'What is wrong and what to do, as last found.';

COMMENT ON COLUMN wireroom.alerts.opened_at IS 'When it was first found.';

COMMENT ON COLUMN wireroom.alerts.seen_at IS 'When it was last found.';

COMMENT ON COLUMN wireroom.alerts.closed_at IS 'When it was closed; NULL: it is open.';

COMMENT ON COLUMN wireroom.alerts.closed_by IS 'Who closed it; empty: it ended by itself.';

COMMENT ON COLUMN wireroom.alerts.ended_at IS 'When it was no longer found; what somebody closed is not opened again before.';

COMMENT ON COLUMN wireroom.alerts.told_at IS 'When it was first sent to any address of the settings; NULL: not yet.';

COMMENT ON COLUMN wireroom.alerts.told IS 'Addresses that took it, as digests: an address of a webhook is a secret.';

COMMENT ON COLUMN wireroom.alerts.told_over IS 'Of these, the ones that took that it is over.';

CREATE VIEW news.alerts AS
 SELECT a.id,
    a.rule,
    a.subject,
    a.words,
    a.feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS feed,
    a.opened_at,
    a.seen_at,
    a.closed_at,
    NULLIF(a.closed_by, ''::text) AS closed_by,
    (a.closed_at IS NULL) AS is_open,
    q.until AS silenced_until,
    q.reason AS silenced_reason,
    q.silenced_by,
    a.told_at
   FROM (((wireroom.alerts a
     LEFT JOIN wireroom.feeds f ON ((f.id = a.feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = a.feed_id)))
     LEFT JOIN wireroom.alert_silences q ON (((q.rule = a.rule) AND (q.subject = a.subject) AND (a.ended_at IS NULL))));

COMMENT ON VIEW news.alerts IS 'What the watch has found wrong, each from its beginning to its end; open are those with is_open.';

COMMENT ON COLUMN news.alerts.id IS 'Number of the alert.';

COMMENT ON COLUMN news.alerts.rule IS 'silence, document, refused, volume, text, freshness, sick, outcomes, heartbeat, runs, queue, disk, list.';

COMMENT ON COLUMN news.alerts.subject IS 'What it is about, as a key.';

COMMENT ON COLUMN news.alerts.words IS 'What is wrong and what to do, as last found.';

COMMENT ON COLUMN news.alerts.feed_id IS 'The feed, where it is about one: news.feeds.id.';

COMMENT ON COLUMN news.alerts.feed IS 'Its title.';

COMMENT ON COLUMN news.alerts.opened_at IS 'When it was first found.';

COMMENT ON COLUMN news.alerts.seen_at IS 'When it was last found.';

COMMENT ON COLUMN news.alerts.closed_at IS 'When it was closed; NULL: it is open.';

COMMENT ON COLUMN news.alerts.closed_by IS 'Who closed it; NULL: it ended by itself, or is open.';

COMMENT ON COLUMN news.alerts.is_open IS 'True: it lasts, and nobody has closed it.';

COMMENT ON COLUMN news.alerts.silenced_until IS 'Nobody is told of it before; NULL: it is not silenced.';

COMMENT ON COLUMN news.alerts.silenced_reason IS 'Why.';

COMMENT ON COLUMN news.alerts.silenced_by IS 'Who said so.';

COMMENT ON COLUMN news.alerts.told_at IS 'When it was sent; NULL: not yet, or there is nobody to send it to.';

CREATE TABLE wireroom.revisions (
    article_id bigint NOT NULL,
    version integer NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    home_feed_id bigint,
    title text NOT NULL,
    summary text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    fingerprint bytea NOT NULL,
    changed text[] NOT NULL,
    change_reason text NOT NULL,
    run_id bigint,
    trust smallint,
    filed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE wireroom.revisions IS 'Earlier versions of articles, each as it was when the next one replaced it.';

COMMENT ON COLUMN wireroom.revisions.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.revisions.version IS '1 as first seen, one more with each change.';

COMMENT ON COLUMN wireroom.revisions.seen_at IS 'When the bytes of this version were captured.';

COMMENT ON COLUMN wireroom.revisions.replaced_at IS 'When the bytes of the next version were captured.';

COMMENT ON COLUMN wireroom.revisions.published_at IS 'Date of publication as this version had it.';

COMMENT ON COLUMN wireroom.revisions.home_feed_id IS 'Feed whose copy this was.';

COMMENT ON COLUMN wireroom.revisions.title IS 'Title of this version.';

COMMENT ON COLUMN wireroom.revisions.summary IS 'Summary of this version.';

COMMENT ON COLUMN wireroom.revisions.text IS 'Text of this version.';

COMMENT ON COLUMN wireroom.revisions.html IS 'HTML of this version.';

COMMENT ON COLUMN wireroom.revisions.fingerprint IS 'Its fingerprint.';

COMMENT ON COLUMN wireroom.revisions.changed IS 'Fields in which it differed from the version before it.';

COMMENT ON COLUMN wireroom.revisions.change_reason IS 'Why it was taken.';

COMMENT ON COLUMN wireroom.revisions.run_id IS 'Run that filed it.';

COMMENT ON COLUMN wireroom.revisions.trust IS 'Who brought this version; see article_heads.';

COMMENT ON COLUMN wireroom.revisions.filed_at IS 'When this version was written to the database; of versions from before this was kept, when their run ended.';

CREATE TABLE wireroom.runs (
    id bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    status text DEFAULT 'running'::text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    feeds integer DEFAULT 0 NOT NULL,
    entries bigint DEFAULT 0 NOT NULL,
    inserted bigint DEFAULT 0 NOT NULL,
    revised bigint DEFAULT 0 NOT NULL,
    unchanged bigint DEFAULT 0 NOT NULL,
    rejected bigint DEFAULT 0 NOT NULL,
    outcomes jsonb DEFAULT '{}'::jsonb NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    alive_until timestamp with time zone,
    process text,
    remarks text[] DEFAULT '{}'::text[] NOT NULL,
    list_followed boolean DEFAULT true NOT NULL,
    full_text boolean DEFAULT false NOT NULL,
    CONSTRAINT runs_key_check CHECK ((octet_length(key) <= 1000)),
    CONSTRAINT runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text])))
);

COMMENT ON TABLE wireroom.runs IS 'One row a run; the same kind and key again is the same run.';

COMMENT ON COLUMN wireroom.runs.id IS 'Number of the run.';

COMMENT ON COLUMN wireroom.runs.kind IS 'ingest, backfill, replay, ...';

COMMENT ON COLUMN wireroom.runs.key IS 'What tells it from others of its kind: Airflow''s run id, a day, ...';

COMMENT ON COLUMN wireroom.runs.status IS 'running, succeeded or failed.';

COMMENT ON COLUMN wireroom.runs.started_at IS 'When it was first opened.';

COMMENT ON COLUMN wireroom.runs.finished_at IS 'When it was closed; NULL: it is not.';

COMMENT ON COLUMN wireroom.runs.feeds IS 'Feeds filed.';

COMMENT ON COLUMN wireroom.runs.entries IS 'Entries read.';

COMMENT ON COLUMN wireroom.runs.inserted IS 'New articles.';

COMMENT ON COLUMN wireroom.runs.revised IS 'Articles with a new version.';

COMMENT ON COLUMN wireroom.runs.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN wireroom.runs.rejected IS 'Entries refused.';

COMMENT ON COLUMN wireroom.runs.outcomes IS 'Outcome of a poll: how many feeds.';

COMMENT ON COLUMN wireroom.runs.detail IS 'Why it failed, or what else is to be known of it, in words.';

COMMENT ON COLUMN wireroom.runs.alive_until IS 'Taken for alive until then, if it gives no new sign of life; by the clock of the run.';

COMMENT ON COLUMN wireroom.runs.process IS 'Host and process that do all of the run; NULL: several do (Airflow).';

COMMENT ON COLUMN wireroom.runs.remarks IS 'What an operator should know of it, one sentence each.';

COMMENT ON COLUMN wireroom.runs.list_followed IS 'Whether the feeds followed the operator''s list when it began.';

COMMENT ON COLUMN wireroom.runs.full_text IS 'Of a backfill: the pages of what it brings are to be fetched too.';

CREATE VIEW news.arrivals AS
 SELECT a.id AS article_id,
        CASE
            WHEN (a.version > 1) THEN COALESCE(( SELECT v.filed_at
               FROM wireroom.revisions v
              WHERE ((v.article_id = a.id) AND (v.version = 1))), a.filed_at)
            ELSE a.filed_at
        END AS first_filed_at,
    r.kind AS run_kind,
    a.corrected_at,
    a.filed_at,
    a.language,
    COALESCE(p.name, p.domain) AS publisher,
        CASE
            WHEN (a.version > 1) THEN ( SELECT v.run_id
               FROM wireroom.revisions v
              WHERE ((v.article_id = a.id) AND (v.version = 1)))
            ELSE a.run_id
        END AS run_id
   FROM ((wireroom.articles a
     LEFT JOIN wireroom.runs r ON ((r.id =
        CASE
            WHEN (a.version > 1) THEN ( SELECT v.run_id
               FROM wireroom.revisions v
              WHERE ((v.article_id = a.id) AND (v.version = 1)))
            ELSE a.run_id
        END)))
     LEFT JOIN wireroom.publishers p ON ((p.id = a.publisher_id)));

COMMENT ON VIEW news.arrivals IS 'One row an article: when it came in, by what kind of run. A condition on filed_at finds the latest without reading all.';

COMMENT ON COLUMN news.arrivals.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.arrivals.first_filed_at IS 'When its first version was written to the database.';

COMMENT ON COLUMN news.arrivals.run_kind IS 'What brought it: ingest, websub, backfill, ... (news.runs.kind); NULL: not known.';

COMMENT ON COLUMN news.arrivals.corrected_at IS 'As news.articles.corrected_at.';

COMMENT ON COLUMN news.arrivals.filed_at IS 'When its present version was written; never before first_filed_at.';

COMMENT ON COLUMN news.arrivals.language IS 'As news.articles.language.';

COMMENT ON COLUMN news.arrivals.publisher IS 'As news.articles.publisher.';

COMMENT ON COLUMN news.arrivals.run_id IS 'Run that brought it: news.runs.id; NULL: not known. Articles by kind of run are counted soonest by this, joined once counted.';

CREATE TABLE wireroom.backfill_units (
    key bytea NOT NULL,
    origin text NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    unit text NOT NULL COLLATE pg_catalog."C",
    part text DEFAULT ''::text NOT NULL,
    uri text DEFAULT ''::text NOT NULL,
    fingerprint text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    size bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'planned'::text NOT NULL,
    documents bigint DEFAULT 0 NOT NULL,
    entries bigint DEFAULT 0 NOT NULL,
    inserted bigint DEFAULT 0 NOT NULL,
    revised bigint DEFAULT 0 NOT NULL,
    unchanged bigint DEFAULT 0 NOT NULL,
    rejected bigint DEFAULT 0 NOT NULL,
    left_out jsonb DEFAULT '{}'::jsonb NOT NULL,
    days jsonb DEFAULT '{}'::jsonb NOT NULL,
    requests bigint DEFAULT 0 NOT NULL,
    cpu_seconds double precision DEFAULT 0 NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    backfill_id bigint,
    set_number integer DEFAULT 0 NOT NULL,
    at timestamp with time zone NOT NULL,
    bookmark text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    "position" bigint DEFAULT 0 NOT NULL,
    CONSTRAINT backfill_units_key_check CHECK ((octet_length(key) = 16)),
    CONSTRAINT backfill_units_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'done'::text, 'damaged'::text, 'refused'::text, 'failed'::text, 'uncovered'::text])))
);

COMMENT ON TABLE wireroom.backfill_units IS 'The ledger of backfills: each thing that an origin is made of, and what became of it.';

COMMENT ON COLUMN wireroom.backfill_units.key IS 'Hash of origin, source, unit and part: the same again is the same row.';

COMMENT ON COLUMN wireroom.backfill_units.origin IS 'Where from: warc, documents, rfc5005, ...';

COMMENT ON COLUMN wireroom.backfill_units.source IS 'Whose: the folder that files lie in, a feed, a host.';

COMMENT ON COLUMN wireroom.backfill_units.unit IS 'Which: a file, as in a URL; a day; a sitemap.';

COMMENT ON COLUMN wireroom.backfill_units.part IS 'Days and hosts, where not all of it was wanted; empty: all.';

COMMENT ON COLUMN wireroom.backfill_units.uri IS 'Where it is read; empty: nowhere in one piece.';

COMMENT ON COLUMN wireroom.backfill_units.fingerprint IS 'Size and time of change: where it differs, it is read again. Empty: it never changes.';

COMMENT ON COLUMN wireroom.backfill_units.size IS 'Bytes: of a file to read, of a day that came.';

COMMENT ON COLUMN wireroom.backfill_units.state IS 'planned: not read to its end yet; done; damaged: what is whole of it was filed; refused: no article by name; failed: tried again by the next backfill; uncovered: the origin does not reach that day.';

COMMENT ON COLUMN wireroom.backfill_units.documents IS 'Documents of it that were filed: a killed backfill goes on after them.';

COMMENT ON COLUMN wireroom.backfill_units.entries IS 'Articles read.';

COMMENT ON COLUMN wireroom.backfill_units.inserted IS 'New articles.';

COMMENT ON COLUMN wireroom.backfill_units.revised IS 'Articles with a new version.';

COMMENT ON COLUMN wireroom.backfill_units.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN wireroom.backfill_units.rejected IS 'Entries refused.';

COMMENT ON COLUMN wireroom.backfill_units.left_out IS 'What was not read of it: reason → how many.';

COMMENT ON COLUMN wireroom.backfill_units.days IS 'Articles by day of publication, UTC; those without a date under undated.';

COMMENT ON COLUMN wireroom.backfill_units.requests IS 'Requests to other people''s servers.';

COMMENT ON COLUMN wireroom.backfill_units.cpu_seconds IS 'CPU time that reading and filing it took.';

COMMENT ON COLUMN wireroom.backfill_units.detail IS 'Why not all of it was filed, in words.';

COMMENT ON COLUMN wireroom.backfill_units.backfill_id IS 'The backfill that planned or read it last; NULL: a day of Airflow''s.';

COMMENT ON COLUMN wireroom.backfill_units.set_number IS 'Which of the sets of that backfill, each a task.';

COMMENT ON COLUMN wireroom.backfill_units.at IS 'When it came to this state.';

COMMENT ON COLUMN wireroom.backfill_units.bookmark IS 'Of a file that is not read to its end: where it is opened to go on, as its origin writes it; empty: it is read from its start, and what was filed is passed over.';

COMMENT ON COLUMN wireroom.backfill_units."position" IS 'Of a file that is being read: the byte where the reading is, as last told.';

CREATE VIEW news.backfill_units AS
 SELECT origin,
    wireroom.masked(source) AS source,
    wireroom.masked(unit) AS unit,
    NULLIF(part, ''::text) AS part,
    state,
    documents,
    entries,
    inserted,
    revised,
    unchanged,
    rejected,
    left_out,
    days,
    size,
    requests,
    cpu_seconds,
    NULLIF(wireroom.masked(detail), ''::text) AS detail,
    backfill_id,
    at,
        CASE state
            WHEN 'planned'::text THEN LEAST("position", size)
            ELSE size
        END AS size_read
   FROM wireroom.backfill_units u;

COMMENT ON VIEW news.backfill_units IS 'The ledger of backfills: each file, day or sitemap that an origin is made of, and what became of it.';

COMMENT ON COLUMN news.backfill_units.origin IS 'Where from: warc, documents, rfc5005, ...';

COMMENT ON COLUMN news.backfill_units.source IS 'Whose: the folder that files lie in, a feed, a host.';

COMMENT ON COLUMN news.backfill_units.unit IS 'Which: a file, as in a URL; a day; a sitemap.';

COMMENT ON COLUMN news.backfill_units.part IS 'Days and hosts, where not all of it was wanted; NULL: all.';

COMMENT ON COLUMN news.backfill_units.state IS 'planned: not read to its end yet; done; damaged: what is whole of it was filed; refused: no article by name; failed: tried again by the next backfill; uncovered: the origin does not reach that day.';

COMMENT ON COLUMN news.backfill_units.documents IS 'Documents of it that were read so far; the same bytes of the same address again count too.';

COMMENT ON COLUMN news.backfill_units.entries IS 'Articles read.';

COMMENT ON COLUMN news.backfill_units.inserted IS 'New articles.';

COMMENT ON COLUMN news.backfill_units.revised IS 'Articles with a new version.';

COMMENT ON COLUMN news.backfill_units.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN news.backfill_units.rejected IS 'Entries refused: news.rejected.';

COMMENT ON COLUMN news.backfill_units.left_out IS 'What was not read of it: reason → how many.';

COMMENT ON COLUMN news.backfill_units.days IS 'Articles by day of publication, UTC; those without a date under undated.';

COMMENT ON COLUMN news.backfill_units.size IS 'Bytes: of a file to read (0 where its server does not tell), of a day that came.';

COMMENT ON COLUMN news.backfill_units.requests IS 'Requests to other people''s servers.';

COMMENT ON COLUMN news.backfill_units.cpu_seconds IS 'CPU time that reading and filing it took.';

COMMENT ON COLUMN news.backfill_units.detail IS 'In words: why not all of it was filed, or what is odd about how it was read.';

COMMENT ON COLUMN news.backfill_units.backfill_id IS 'The backfill that planned or read it last; NULL: a day of Airflow''s.';

COMMENT ON COLUMN news.backfill_units.at IS 'When it came to this state.';

COMMENT ON COLUMN news.backfill_units.size_read IS 'Bytes of a file that were read so far.';

CREATE TABLE wireroom.backfills (
    id bigint NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    run_id bigint,
    origin text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    since date,
    until date,
    feeds_match text DEFAULT ''::text NOT NULL,
    hosts text[] DEFAULT '{}'::text[] NOT NULL,
    estimate jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    resumed_at timestamp with time zone,
    worked_seconds double precision DEFAULT 0 NOT NULL,
    work_before bigint DEFAULT 0 NOT NULL,
    process text,
    full_text boolean DEFAULT false NOT NULL,
    CONSTRAINT backfills_key_check CHECK ((octet_length(key) <= 1000))
);

COMMENT ON TABLE wireroom.backfills IS 'What backfills were asked for: files to read, or days to load.';

COMMENT ON COLUMN wireroom.backfills.id IS 'Number of the backfill.';

COMMENT ON COLUMN wireroom.backfills.key IS 'What tells it from others: Airflow''s run id, or the hour of a command.';

COMMENT ON COLUMN wireroom.backfills.run_id IS 'The run that does it, or did last; NULL: each day is a run of its own.';

COMMENT ON COLUMN wireroom.backfills.origin IS 'Where from: warc, documents, rfc5005, ...';

COMMENT ON COLUMN wireroom.backfills.place IS 'Of files: the folder, file or URL; empty: the origin needs none.';

COMMENT ON COLUMN wireroom.backfills.since IS 'First day; NULL: all days that the files hold.';

COMMENT ON COLUMN wireroom.backfills.until IS 'Last day, included.';

COMMENT ON COLUMN wireroom.backfills.feeds_match IS 'Only feeds that match; empty: all.';

COMMENT ON COLUMN wireroom.backfills.hosts IS 'Only pages of these hosts; none: all.';

COMMENT ON COLUMN wireroom.backfills.estimate IS 'What it was thought to cost before: requests, bytes, seconds, articles.';

COMMENT ON COLUMN wireroom.backfills.created_at IS 'When it was asked for.';

COMMENT ON COLUMN wireroom.backfills.resumed_at IS 'When reading began, or went on after a pause; NULL: nobody reads, or did before this was noted.';

COMMENT ON COLUMN wireroom.backfills.worked_seconds IS 'Seconds of reading before that, pauses left out.';

COMMENT ON COLUMN wireroom.backfills.work_before IS 'Bytes that were read of its files, by other backfills, when reading began first; a file or day weighs 20,000 more.';

COMMENT ON COLUMN wireroom.backfills.process IS 'That loads the days, which are runs of their own; NULL: of files, see their run.';

COMMENT ON COLUMN wireroom.backfills.full_text IS 'The pages of what its days bring are fetched too.';

CREATE VIEW news.backfills AS
 SELECT b.id,
    b.key,
    b.origin,
    NULLIF(wireroom.masked(b.place), ''::text) AS place,
    b.since,
    b.until,
    NULLIF(b.feeds_match, ''::text) AS feeds_match,
    b.hosts,
    COALESCE(r.status, 'days'::text) AS status,
    u.units,
    u.ended,
    u.failed,
    u.size,
    u.size_ended,
    u.entries,
    u.inserted,
    u.revised,
    u.unchanged,
    u.rejected,
    u.requests,
    u.cpu_seconds,
    b.estimate,
    b.created_at,
    u.latest_at,
    NULLIF(r.detail, ''::text) AS detail,
    u.size_read,
    b.resumed_at,
    b.worked_seconds
   FROM ((wireroom.backfills b
     LEFT JOIN wireroom.runs r ON ((r.id = b.run_id)))
     CROSS JOIN LATERAL ( SELECT count(*) AS units,
            count(*) FILTER (WHERE (w.state <> 'planned'::text)) AS ended,
            count(*) FILTER (WHERE (w.state = ANY (ARRAY['damaged'::text, 'failed'::text]))) AS failed,
            (COALESCE(sum(w.size), (0)::numeric))::bigint AS size,
            (COALESCE(sum(w.size) FILTER (WHERE (w.state <> 'planned'::text)), (0)::numeric))::bigint AS size_ended,
            (COALESCE(sum(
                CASE w.state
                    WHEN 'planned'::text THEN LEAST(w."position", w.size)
                    ELSE w.size
                END), (0)::numeric))::bigint AS size_read,
            (COALESCE(sum(w.entries), (0)::numeric))::bigint AS entries,
            (COALESCE(sum(w.inserted), (0)::numeric))::bigint AS inserted,
            (COALESCE(sum(w.revised), (0)::numeric))::bigint AS revised,
            (COALESCE(sum(w.unchanged), (0)::numeric))::bigint AS unchanged,
            (COALESCE(sum(w.rejected), (0)::numeric))::bigint AS rejected,
            (COALESCE(sum(w.requests), (0)::numeric))::bigint AS requests,
            COALESCE(sum(w.cpu_seconds), (0)::double precision) AS cpu_seconds,
            max(w.at) AS latest_at
           FROM wireroom.backfill_units w
          WHERE (w.backfill_id = b.id)) u);

COMMENT ON VIEW news.backfills IS 'What backfills were asked for, how far each has come, and what it cost beside what was thought.';

COMMENT ON COLUMN news.backfills.id IS 'Number of the backfill.';

COMMENT ON COLUMN news.backfills.key IS 'What tells it from others: Airflow''s run id, or the hour of a command.';

COMMENT ON COLUMN news.backfills.origin IS 'Where from: warc, documents, rfc5005, ...';

COMMENT ON COLUMN news.backfills.place IS 'Of files: the folder, file or URL.';

COMMENT ON COLUMN news.backfills.since IS 'First day; NULL: all days that the files hold.';

COMMENT ON COLUMN news.backfills.until IS 'Last day, included.';

COMMENT ON COLUMN news.backfills.feeds_match IS 'Only feeds that match; NULL: all.';

COMMENT ON COLUMN news.backfills.hosts IS 'Only pages of these hosts; none: all.';

COMMENT ON COLUMN news.backfills.status IS 'running, succeeded or failed; days: each day is a run of its own.';

COMMENT ON COLUMN news.backfills.units IS 'Files, days or sitemaps that it is about.';

COMMENT ON COLUMN news.backfills.ended IS 'Those that were read to their end, or cannot be.';

COMMENT ON COLUMN news.backfills.failed IS 'Those of which something is missing.';

COMMENT ON COLUMN news.backfills.size IS 'Bytes to read.';

COMMENT ON COLUMN news.backfills.size_ended IS 'Bytes of the units that ended.';

COMMENT ON COLUMN news.backfills.entries IS 'Articles read.';

COMMENT ON COLUMN news.backfills.inserted IS 'New articles.';

COMMENT ON COLUMN news.backfills.revised IS 'Articles with a new version.';

COMMENT ON COLUMN news.backfills.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN news.backfills.rejected IS 'Entries refused: news.rejected.';

COMMENT ON COLUMN news.backfills.requests IS 'Requests to other people''s servers.';

COMMENT ON COLUMN news.backfills.cpu_seconds IS 'CPU time so far.';

COMMENT ON COLUMN news.backfills.estimate IS 'What it was thought to cost before: requests, bytes, seconds, articles.';

COMMENT ON COLUMN news.backfills.created_at IS 'When it was asked for.';

COMMENT ON COLUMN news.backfills.latest_at IS 'When a unit was last planned or ended.';

COMMENT ON COLUMN news.backfills.detail IS 'Why it failed, in words.';

COMMENT ON COLUMN news.backfills.size_read IS 'Bytes that were read so far, of the units under way, too.';

COMMENT ON COLUMN news.backfills.resumed_at IS 'When its reading began, or went on after a pause; NULL: nobody reads, or did before this was noted.';

COMMENT ON COLUMN news.backfills.worked_seconds IS 'Seconds of reading before that, pauses left out.';

CREATE VIEW news.revisions AS
 SELECT r.article_id,
    r.version,
    false AS is_current,
    r.seen_at,
    r.replaced_at,
    r.published_at,
    r.title,
    r.summary,
    r.text,
    r.changed,
    wireroom.change_reason(r.change_reason) AS change_reason,
    r.home_feed_id AS feed_id,
    r.run_id,
    r.seen_at AS captured_at,
    r.filed_at,
    wireroom.trust_in_words(r.trust) AS trust
   FROM wireroom.revisions r
UNION ALL
 SELECT a.id AS article_id,
    a.version,
    true AS is_current,
    a.updated_at AS seen_at,
    NULL::timestamp with time zone AS replaced_at,
    a.published_at,
    a.title,
    a.summary,
    a.text,
    a.changed,
    wireroom.change_reason(a.change_reason) AS change_reason,
    a.home_feed_id AS feed_id,
    a.run_id,
    a.updated_at AS captured_at,
    a.filed_at,
    wireroom.trust_in_words(h.trust) AS trust
   FROM (wireroom.articles a
     LEFT JOIN wireroom.article_heads h ON ((h.id = a.id)));

COMMENT ON VIEW news.revisions IS 'Every version of every article, the present one included.';

COMMENT ON COLUMN news.revisions.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.revisions.version IS '1 as first seen, one more with each change.';

COMMENT ON COLUMN news.revisions.is_current IS 'This is the version in news.articles.';

COMMENT ON COLUMN news.revisions.seen_at IS 'The same as captured_at.';

COMMENT ON COLUMN news.revisions.replaced_at IS 'When the bytes of the next one were captured; NULL: there is none.';

COMMENT ON COLUMN news.revisions.published_at IS 'Date of publication as this version had it.';

COMMENT ON COLUMN news.revisions.title IS 'Title of this version.';

COMMENT ON COLUMN news.revisions.summary IS 'Summary of this version.';

COMMENT ON COLUMN news.revisions.text IS 'Text of this version.';

COMMENT ON COLUMN news.revisions.changed IS 'Fields in which it differs from the version before it; empty for the first.';

COMMENT ON COLUMN news.revisions.change_reason IS 'Why it was taken: published (the first), corrected (the publisher changed it), own_copy (from nearer the publisher than what stood), richer_copy (another feed has much more of it), full_text (from its page), reread (the same bytes, read by newer code). Only corrected is a change of the publisher''s. NULL: filed before that was kept.';

COMMENT ON COLUMN news.revisions.feed_id IS 'Feed whose copy it was: news.feeds.id.';

COMMENT ON COLUMN news.revisions.run_id IS 'Run that filed it: news.runs.id.';

COMMENT ON COLUMN news.revisions.captured_at IS 'When the bytes of this version were captured: fetched by us, or as their archive or saved file is dated.';

COMMENT ON COLUMN news.revisions.filed_at IS 'When this version was written to the database, by its clock; of versions from before this was kept, when their run ended.';

COMMENT ON COLUMN news.revisions.trust IS 'Who brought this version; see news.articles.trust.';

CREATE VIEW news.corrections AS
 SELECT now.article_id,
    now.version,
    now.captured_at AS corrected_at,
    before.captured_at AS said_since,
    now.changed,
    before.title AS title_before,
    now.title AS title_after,
    before.summary AS summary_before,
    now.summary AS summary_after,
    before.text AS text_before,
    now.text AS text_after,
    now.feed_id,
    now.run_id
   FROM (news.revisions now
     JOIN news.revisions before ON (((before.article_id = now.article_id) AND (before.version = (now.version - 1)))))
  WHERE (now.change_reason = 'corrected'::text);

COMMENT ON VIEW news.corrections IS 'What publishers changed after publication, each version beside the one before it; without what we read otherwise, or had from another copy.';

COMMENT ON COLUMN news.corrections.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.corrections.version IS 'The version that came in.';

COMMENT ON COLUMN news.corrections.corrected_at IS 'When its bytes were captured.';

COMMENT ON COLUMN news.corrections.said_since IS 'When the bytes of the version before it were captured.';

COMMENT ON COLUMN news.corrections.changed IS 'Fields in which they differ.';

COMMENT ON COLUMN news.corrections.title_before IS 'Title before.';

COMMENT ON COLUMN news.corrections.title_after IS 'Title after.';

COMMENT ON COLUMN news.corrections.summary_before IS 'Summary before.';

COMMENT ON COLUMN news.corrections.summary_after IS 'Summary after.';

COMMENT ON COLUMN news.corrections.text_before IS 'Text before.';

COMMENT ON COLUMN news.corrections.text_after IS 'Text after.';

COMMENT ON COLUMN news.corrections.feed_id IS 'Feed that brought it: news.feeds.id.';

COMMENT ON COLUMN news.corrections.run_id IS 'Run that filed it: news.runs.id.';

CREATE VIEW news.coverage AS
 WITH polls AS (
         SELECT f_1.feed_id,
            ((f_1.fetched_at AT TIME ZONE 'UTC'::text))::date AS day,
            count(*) AS polls,
            count(*) FILTER (WHERE (f_1.outcome = ANY (ARRAY['ok'::text, 'not_modified'::text, 'unchanged'::text, 'empty'::text, 'malformed'::text, 'capped'::text]))) AS well,
            sum(f_1.inserted) AS inserted,
            sum(f_1.missed) AS missed
           FROM wireroom.run_feeds f_1
          WHERE (f_1.fetched_at IS NOT NULL)
          GROUP BY f_1.feed_id, (((f_1.fetched_at AT TIME ZONE 'UTC'::text))::date)
        ), tried AS (
         SELECT f_1.id AS feed_id,
            u_1.day,
            jsonb_object_agg(u_1.origin, u_1.state) AS origins,
            bool_or((u_1.state = 'done'::text)) FILTER (WHERE (u_1.origin <> 'landed'::text)) AS is_done,
            bool_or((u_1.state = 'failed'::text)) AS has_failed,
            sum(u_1.entries) AS entries
           FROM (( SELECT backfill_units.source,
                    backfill_units.origin,
                    backfill_units.state,
                    backfill_units.at,
                    backfill_units.entries,
                        CASE
                            WHEN (backfill_units.unit ~ '^\d{4}-\d{2}-\d{2}$'::text) THEN (backfill_units.unit)::date
                            ELSE NULL::date
                        END AS day
                   FROM wireroom.backfill_units
                  WHERE ((backfill_units.uri = ''::text) AND (backfill_units.state <> 'planned'::text))) u_1
             JOIN wireroom.feeds f_1 ON ((f_1.url = u_1.source)))
          WHERE (u_1.at >= ((u_1.day + 1) AT TIME ZONE 'UTC'::text))
          GROUP BY f_1.id, u_1.day
        ), latest AS (
         SELECT COALESCE(( SELECT max(polls.day) AS max
                   FROM polls), ( SELECT (max((feeds.added_at AT TIME ZONE 'UTC'::text)))::date AS max
                   FROM wireroom.feeds)) AS day
        ), days AS (
         SELECT s_1.feed_id,
            (d.d)::date AS day,
            ((d.d)::date < s_1.began) AS is_before
           FROM (( SELECT f_1.id AS feed_id,
                    COALESCE(p.first, ((f_1.added_at AT TIME ZONE 'UTC'::text))::date) AS began,
                    LEAST(p.first, t.first,
                        CASE
                            WHEN ((p.first IS NULL) AND (NOT f_1.paused) AND (f_1.retired_at IS NULL)) THEN ((f_1.added_at AT TIME ZONE 'UTC'::text))::date
                            ELSE NULL::date
                        END) AS first,
                    GREATEST(p.last, t.last,
                        CASE
                            WHEN ((NOT f_1.paused) AND (f_1.retired_at IS NULL)) THEN latest_1.day
                            ELSE NULL::date
                        END) AS last
                   FROM (((wireroom.feeds f_1
                     CROSS JOIN latest latest_1)
                     LEFT JOIN ( SELECT polls.feed_id,
                            min(polls.day) AS first,
                            max(polls.day) AS last
                           FROM polls
                          GROUP BY polls.feed_id) p ON ((p.feed_id = f_1.id)))
                     LEFT JOIN ( SELECT tried.feed_id,
                            min(tried.day) AS first,
                            max(tried.day) AS last
                           FROM tried
                          GROUP BY tried.feed_id) t ON ((t.feed_id = f_1.id)))) s_1
             CROSS JOIN LATERAL generate_series((s_1.first)::timestamp without time zone, (s_1.last)::timestamp without time zone, '1 day'::interval) d(d))
        ), backfills AS MATERIALIZED (
         SELECT runs.id,
            wireroom.backfilled_day(runs.key) AS day
           FROM wireroom.runs
          WHERE (runs.kind = 'backfill'::text)
        ), filled AS (
         SELECT f_1.feed_id,
            r.day,
            sum(f_1.inserted) AS inserted,
            max(r.id) AS run_id
           FROM (backfills r
             JOIN wireroom.run_feeds f_1 ON ((f_1.run_id = r.id)))
          WHERE ((f_1.inserted > 0) AND (r.day IS NOT NULL))
          GROUP BY f_1.feed_id, r.day
        ), held AS (
         SELECT d.feed_id,
            d.day,
            d.is_before,
            COALESCE(t.has_failed, false) AS has_failed,
            COALESCE(p.polls, (0)::bigint) AS polls,
            COALESCE(p.well, (0)::bigint) AS well,
            (COALESCE(p.inserted, (0)::numeric))::bigint AS inserted,
            (COALESCE(p.missed, (0)::numeric))::bigint AS missed,
            (COALESCE(b.inserted, (0)::numeric))::bigint AS backfilled,
            b.run_id,
            t.origins,
            COALESCE(t.is_done, false) AS is_done,
            COALESCE(t.entries, (0)::numeric) AS entries
           FROM (((days d
             LEFT JOIN polls p ON (((p.feed_id = d.feed_id) AND (p.day = d.day))))
             LEFT JOIN filled b ON (((b.feed_id = d.feed_id) AND (b.day = d.day))))
             LEFT JOIN tried t ON (((t.feed_id = d.feed_id) AND (t.day = d.day))))
        ), usual AS (
         SELECT p.feed_id,
            (p.day + (7 * w.weeks)) AS day,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((p.inserted)::double precision)) AS expected
           FROM (held p
             CROSS JOIN generate_series(1, 8) w(weeks))
          WHERE (p.well > 0)
          GROUP BY p.feed_id, (p.day + (7 * w.weeks))
        )
 SELECT h.feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS feed,
    h.day,
    h.polls,
    h.well AS polls_well,
    (h.inserted + h.backfilled) AS held,
    u.expected,
    h.missed,
        CASE
            WHEN ((h.run_id IS NOT NULL) OR h.is_done) THEN NULL::text
            WHEN (h.is_before AND (h.origins IS NULL)) THEN NULL::text
            WHEN (h.is_before AND h.has_failed) THEN 'an origin that was asked for it failed'::text
            WHEN (h.is_before AND (h.entries > (0)::numeric)) THEN NULL::text
            WHEN h.is_before THEN 'no origin that was asked has it'::text
            WHEN (h.missed > 0) THEN 'entries seem to have left the document between two polls'::text
            WHEN ((h.polls = 0) AND (s.last_polled_at IS NULL) AND (NOT (EXISTS ( SELECT
               FROM polls
              WHERE (polls.feed_id = h.feed_id))))) THEN 'never polled'::text
            WHEN ((h.well = 0) AND (COALESCE(u.expected, (1)::double precision) > (0)::double precision)) THEN 'no poll ended well'::text
            WHEN ((u.expected >= (5)::double precision) AND ((h.inserted)::double precision < (u.expected * (0.3)::double precision)) AND (h.day < latest.day)) THEN 'far fewer than on such days'::text
            ELSE NULL::text
        END AS suspected_gap,
    h.run_id AS closed_by,
        CASE
            WHEN ((((h.inserted + h.backfilled))::numeric + h.entries) > (0)::numeric) THEN 'held'::text
            WHEN ((h.well > 0) OR h.is_done) THEN 'empty'::text
            WHEN ((h.polls > 0) OR (h.origins IS NOT NULL)) THEN 'not covered'::text
            ELSE 'not tried'::text
        END AS state,
    COALESCE(h.origins, '{}'::jsonb) AS origins
   FROM ((((held h
     CROSS JOIN latest)
     LEFT JOIN wireroom.feeds f ON ((f.id = h.feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = h.feed_id)))
     LEFT JOIN usual u ON (((u.feed_id = h.feed_id) AND (u.day = h.day))));

COMMENT ON VIEW news.coverage IS 'What each feed''s polls brought each day (the day of receipt, not of publication), beside what its own rhythm lets expect, and days on which something may be missing. As far back as polls are kept.';

COMMENT ON COLUMN news.coverage.feed_id IS 'The feed: news.feeds.id.';

COMMENT ON COLUMN news.coverage.feed IS 'Its title.';

COMMENT ON COLUMN news.coverage.day IS 'The day of the polls (UTC); for what a backfill brought, the day that it was run for, as dated by the publisher.';

COMMENT ON COLUMN news.coverage.polls IS 'How often it was asked.';

COMMENT ON COLUMN news.coverage.polls_well IS 'How often it answered as it should.';

COMMENT ON COLUMN news.coverage.held IS 'New articles that its polls brought that day, whatever day they are dated (so also what they caught up on), and those that backfills of the day brought. Articles by their day of publication: count news.articles by published_at.';

COMMENT ON COLUMN news.coverage.expected IS 'The median of what polls brought on the same weekday in the eight weeks before; NULL: not known yet.';

COMMENT ON COLUMN news.coverage.missed IS 'Entries that seem to have come and gone between two polls; estimated.';

COMMENT ON COLUMN news.coverage.suspected_gap IS 'Why something may be missing, in words; NULL: nothing seems to be, or a backfill has closed it: it brought something, or read the day to its end.';

COMMENT ON COLUMN news.coverage.closed_by IS 'The last backfill of the day that brought something: news.runs.id.';

COMMENT ON COLUMN news.coverage.state IS 'held: articles that it brought or that are dated on it are here; empty: it was read to its end and had none; not covered: polls failed, or the origins that were asked do not reach the day; not tried: nobody has asked.';

COMMENT ON COLUMN news.coverage.origins IS 'Origins of past articles that were asked for the day, each with what came of it, as news.backfill_units.state says.';

CREATE VIEW news.disagreements AS
 SELECT c.article_id,
    c.feed_id,
    COALESCE(f.title, st.title, wireroom.masked(f.url)) AS feed,
    wireroom.trust_in_words(c.trust) AS trust,
    c.captured_at,
    GREATEST(c.last_captured_at,
        CASE
            WHEN (NOT (EXISTS ( SELECT
               FROM wireroom.copies later
              WHERE ((later.article_id = c.article_id) AND (later.feed_id = c.feed_id) AND (later.from_page = c.from_page) AND (later.captured_at > c.captured_at))))) THEN s.last_seen_at
            ELSE NULL::timestamp with time zone
        END) AS last_captured_at,
    (c.content ->> 'title'::text) AS title,
    (c.content ->> 'summary'::text) AS summary,
    (c.content ->> 'text'::text) AS text,
    (c.content ->> 'url'::text) AS url,
    c.reason,
    c.filed_at,
    c.run_id
   FROM (((wireroom.full_copies c
     LEFT JOIN wireroom.sightings s ON (((s.article_id = c.article_id) AND (s.feed_id = c.feed_id))))
     LEFT JOIN wireroom.feeds f ON ((f.id = c.feed_id)))
     LEFT JOIN wireroom.feed_states st ON ((st.feed_id = c.feed_id)))
  WHERE ((c.version IS NULL) AND (c.content IS NOT NULL) AND (NOT (EXISTS ( SELECT
           FROM wireroom.copies one
          WHERE ((one.article_id = c.article_id) AND (one.version IS NOT NULL) AND (one.fingerprint = c.fingerprint))))));

COMMENT ON VIEW news.disagreements IS 'What other feeds say under an article''s address or identifier where no version of the article does: copies that did not count.';

COMMENT ON COLUMN news.disagreements.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.disagreements.feed_id IS 'The feed that says so: news.feeds.id.';

COMMENT ON COLUMN news.disagreements.feed IS 'That feed''s title.';

COMMENT ON COLUMN news.disagreements.trust IS 'How near that feed is to the article''s publisher; see news.articles.trust. stranger: nobody vouches for what it says.';

COMMENT ON COLUMN news.disagreements.captured_at IS 'When it was first captured there.';

COMMENT ON COLUMN news.disagreements.last_captured_at IS 'When it was last captured there.';

COMMENT ON COLUMN news.disagreements.title IS 'The title there, plain.';

COMMENT ON COLUMN news.disagreements.summary IS 'The summary there, plain.';

COMMENT ON COLUMN news.disagreements.text IS 'The text there, plain.';

COMMENT ON COLUMN news.disagreements.url IS 'The address there, absolute; NULL: it gives none.';

COMMENT ON COLUMN news.disagreements.reason IS 'Why it does not count.';

COMMENT ON COLUMN news.disagreements.filed_at IS 'When it was written to the database.';

COMMENT ON COLUMN news.disagreements.run_id IS 'Run that filed it: news.runs.id.';

CREATE VIEW news.drops AS
 SELECT r.run_id,
    r.feed_id,
    d.stage,
    d.reason,
    d.entries,
    d.is_estimated
   FROM (wireroom.run_feeds r
     CROSS JOIN LATERAL ( VALUES ('fetch'::text,'left the document before the poll'::text,r.missed,true), ('parse'::text,
                CASE
                    WHEN (r.outcome = 'capped'::text) THEN 'beyond what one poll takes in'::text
                    ELSE 'repeated in the document'::text
                END,(((((r.entries - r.inserted) - r.revised) - r.unchanged) - r.rejected) - r.dropped),false), ('file'::text,'refused: news.rejected says why'::text,r.rejected,false)) d(stage, reason, entries, is_estimated))
  WHERE (d.entries > 0)
UNION ALL
 SELECT r.run_id,
    r.feed_id,
    'rules'::text AS stage,
    d.key AS reason,
    (d.value)::bigint AS entries,
    false AS is_estimated
   FROM (wireroom.run_feeds r
     CROSS JOIN LATERAL jsonb_each_text(r.dropped_by) d(key, value))
  WHERE (r.dropped > 0);

COMMENT ON VIEW news.drops IS 'What was left out, by run, feed and stage. Of each poll: entries = inserted + revised + unchanged + every drop that is not estimated. Articles that cannot be searched are in news.search_queue.';

COMMENT ON COLUMN news.drops.run_id IS 'The run: news.runs.id.';

COMMENT ON COLUMN news.drops.feed_id IS 'The feed: news.feeds.id; 0: documents that belong to none.';

COMMENT ON COLUMN news.drops.stage IS 'fetch, parse, rules (keep and drop of feeds.yaml) or file.';

COMMENT ON COLUMN news.drops.reason IS 'Why, in words; of rules the rule itself.';

COMMENT ON COLUMN news.drops.entries IS 'How many entries.';

COMMENT ON COLUMN news.drops.is_estimated IS 'True: nobody has seen these entries; they seem to have come and gone between two polls.';

CREATE VIEW news.events AS
 SELECT first.event_id AS id,
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
   FROM (wireroom.event_members first
     CROSS JOIN LATERAL ( SELECT count(*) AS members,
            count(DISTINCT m.publisher_id) AS publishers,
            count(DISTINCT s.story_id) AS stories,
            max(m.published_at) AS last_published_at,
            min(m.likeness) AS least_likeness,
            array_agg(m.article_id ORDER BY COALESCE(s.latest_at, s.exact_at), m.published_at, m.article_id) AS article_ids,
            array_agg(m.publisher_id ORDER BY COALESCE(s.latest_at, s.exact_at), m.published_at, m.article_id) AS publisher_ids
           FROM (wireroom.event_members m
             LEFT JOIN wireroom.story_members s ON ((s.article_id = m.article_id)))
          WHERE (m.event_id = first.event_id)) told)
  WHERE (first.grouped AND (first.article_id = ( SELECT earliest.article_id
           FROM wireroom.event_members earliest
          WHERE (earliest.event_id = first.event_id)
          ORDER BY earliest.published_at, earliest.article_id
         LIMIT 1)));

COMMENT ON VIEW news.events IS 'What several publishers report on within three days (or one, with the same text twice), each in its own words or with the same text, in one language, as far as articles have been looked at. What is not here may still be the same event: reports that share few rare words are left apart (decision 170).';

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

CREATE TABLE wireroom.feed_list (
    the_one boolean DEFAULT true NOT NULL,
    path text NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    feeds integer,
    followed_at timestamp with time zone,
    problem text DEFAULT ''::text NOT NULL,
    problem_since timestamp with time zone,
    digest bytea,
    CONSTRAINT feed_list_the_one_check CHECK (the_one)
);

COMMENT ON TABLE wireroom.feed_list IS 'How the last attempt to follow the list of feeds went; one row.';

COMMENT ON COLUMN wireroom.feed_list.the_one IS 'Always true: there is one row.';

COMMENT ON COLUMN wireroom.feed_list.path IS 'The file, as it is called where it was read.';

COMMENT ON COLUMN wireroom.feed_list.checked_at IS 'When it was last read.';

COMMENT ON COLUMN wireroom.feed_list.feeds IS 'Feeds in it when it was last followed; NULL: never.';

COMMENT ON COLUMN wireroom.feed_list.followed_at IS 'When it was last followed; NULL: never.';

COMMENT ON COLUMN wireroom.feed_list.problem IS 'Why it was not followed, in words; empty: it was.';

COMMENT ON COLUMN wireroom.feed_list.problem_since IS 'When it was first not followed since then; NULL: it was.';

COMMENT ON COLUMN wireroom.feed_list.digest IS 'SHA-256 of the file as it was followed last, and of the code that read it; NULL: not followed since.';

CREATE VIEW news.feed_list AS
 SELECT path,
    feeds,
    followed_at,
    checked_at,
    NULLIF(problem, ''::text) AS problem,
    problem_since
   FROM wireroom.feed_list;

COMMENT ON VIEW news.feed_list IS 'Whether the feeds follow the operator''s list, and if not, why; at most one row.';

COMMENT ON COLUMN news.feed_list.path IS 'The file, as it is called where it was read.';

COMMENT ON COLUMN news.feed_list.feeds IS 'Feeds in it when it was last followed.';

COMMENT ON COLUMN news.feed_list.followed_at IS 'When it was last followed; NULL: never.';

COMMENT ON COLUMN news.feed_list.checked_at IS 'When it was last read.';

COMMENT ON COLUMN news.feed_list.problem IS 'Why it was not followed, and what to do; NULL: it was.';

COMMENT ON COLUMN news.feed_list.problem_since IS 'Since when that is so; NULL: it was followed.';

CREATE TABLE wireroom.network_outages (
    id bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    families integer NOT NULL
);

COMMENT ON TABLE wireroom.network_outages IS 'When next to no public host could be reached from here; at most one is open.';

COMMENT ON COLUMN wireroom.network_outages.id IS 'Number of the outage.';

COMMENT ON COLUMN wireroom.network_outages.began_at IS 'The first poll that got no answer.';

COMMENT ON COLUMN wireroom.network_outages.ended_at IS 'The first poll that got one again; NULL: none has.';

COMMENT ON COLUMN wireroom.network_outages.families IS 'Politeness families that did not answer in the run that noticed it.';

CREATE VIEW news.feeds AS
 SELECT f.id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS title,
    wireroom.masked(f.url) AS url,
    wireroom.masked(s.site_url) AS site_url,
    f.publisher,
    f.category,
    f.country,
    COALESCE(f.language, s.language) AS language,
    s.format,
    ( SELECT wireroom.feed_health(f.*, s.*, once.condition) AS feed_health
           FROM ( SELECT c.condition
                 OFFSET 0) once) AS health,
    s.outcome,
    NULLIF(wireroom.masked(s.detail), ''::text) AS detail,
        CASE
            WHEN (s.failures > 0) THEN COALESCE(NULLIF(wireroom.masked(s.detail), ''::text), wireroom.outcome_in_words(s.outcome))
            ELSE NULL::text
        END AS last_error,
    COALESCE(s.failures, 0) AS failures,
    s.status AS http_status,
        CASE
            WHEN (COALESCE(f.every, s."interval") IS NULL) THEN 'not known yet'::text
            ELSE ('every '::text || justify_interval(date_trunc('minute'::text, COALESCE(f.every, s."interval"))))
        END AS cadence,
    s.last_polled_at,
    s.last_well_at,
    s.last_new_at,
        CASE
            WHEN ((f.retired_at IS NOT NULL) OR f.paused) THEN NULL::timestamp with time zone
            WHEN hub.is_put_off_no_more THEN LEAST(s.next_poll_at, (s.last_polled_at + s."interval"))
            ELSE s.next_poll_at
        END AS next_poll_at,
    ( SELECT count(*) AS count
           FROM wireroom.sightings seen
          WHERE (seen.feed_id = f.id)) AS articles,
    f.paused,
    f.added_at,
    f.retired_at,
    COALESCE(s.missed, (0)::bigint) AS suspected_misses,
    s.missed_at AS suspected_missing_at,
    c.condition,
    (c.condition = ANY (ARRAY['sick'::text, 'emptied'::text])) AS needs_somebody,
    ( SELECT wireroom.feed_cause(once.condition, s.outcome) AS feed_cause
           FROM ( SELECT c.condition
                 OFFSET 0) once) AS cause,
    s.reader,
    NULLIF(s.disagreement, ''::text) AS disagreement,
    s.compared_at,
        CASE
            WHEN (f.retired_at IS NOT NULL) THEN 'not polled: retired'::text
            WHEN f.paused THEN 'not polled: paused'::text
            WHEN (s.next_poll_at IS NULL) THEN 'new: with the next run'::text
            WHEN hub.has_knocked THEN 'its hub (WebSub) told of something new without saying what: by its own rhythm again'::text
            WHEN hub.is_silent THEN 'its hub (WebSub) tells us nothing more: by its own rhythm again'::text
            ELSE NULLIF(wireroom.masked(s.next_poll_reason), ''::text)
        END AS next_poll_reason,
        CASE
            WHEN (s.redirected_since IS NOT NULL) THEN wireroom.masked(s.redirected_to)
            ELSE NULL::text
        END AS moving_to,
    s.redirected_since AS moving_since,
        CASE
            WHEN (s.fetch_url <> f.url) THEN wireroom.masked(s.fetch_url)
            ELSE NULL::text
        END AS moved_to,
    f.full_text,
        CASE
            WHEN (s.redirected_since IS NOT NULL) THEN NULLIF(wireroom.masked(s.move_note), ''::text)
            ELSE NULL::text
        END AS moving_note,
    COALESCE(((s.redirected_since IS NOT NULL) AND (s.redirected_to = s.refused_move)), false) AS moving_refused,
    NULLIF(f.rules, '{}'::jsonb) AS rules,
    wireroom.feed_name(COALESCE(f.title, s.title, wireroom.masked(f.url)), f.url) AS name
   FROM (((wireroom.feeds f
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = f.id)))
     CROSS JOIN LATERAL ( SELECT wireroom.feed_condition(f.*, s.*, ((NOT f.private) AND (NOT wireroom.is_sample(f.url)) AND (EXISTS ( SELECT
                   FROM wireroom.network_outages o
                  WHERE ((s.last_polled_at >= o.began_at) AND (s.last_polled_at < COALESCE(o.ended_at, 'infinity'::timestamp with time zone))))))) AS condition) c)
     CROSS JOIN LATERAL ( SELECT (reason.is_put_off AND (NOT wireroom.is_told(f.id, s.last_polled_at, now()))) AS is_put_off_no_more,
            (reason.is_put_off AND (EXISTS ( SELECT
                   FROM wireroom.hub_subscriptions h
                  WHERE ((h.feed_id = f.id) AND (h.knocked_at >= s.last_polled_at))))) AS has_knocked,
            (reason.is_put_off AND (NOT wireroom.is_told(f.id, GREATEST(s.last_polled_at, (now() - '23:59:00'::interval)), now()))) AS is_silent
           FROM ( SELECT ((s.failures = 0) AND (s.next_poll_reason ~~ 'its hub tells us%'::text)) AS is_put_off) reason) hub);

COMMENT ON VIEW news.feeds IS 'Every feed: how it is, in words, and when it is polled next.';

COMMENT ON COLUMN news.feeds.id IS 'Number of the feed.';

COMMENT ON COLUMN news.feeds.title IS 'Title as listed, else as the feed says, else its address.';

COMMENT ON COLUMN news.feeds.url IS 'Address as listed; a secret in it is masked (***).';

COMMENT ON COLUMN news.feeds.site_url IS 'The site''s page, as the feed says.';

COMMENT ON COLUMN news.feeds.publisher IS 'Outlet as listed; NULL: learned article by article.';

COMMENT ON COLUMN news.feeds.category IS 'Folders from the outermost in.';

COMMENT ON COLUMN news.feeds.country IS 'ISO 3166-1 alpha-2, lower case, as listed.';

COMMENT ON COLUMN news.feeds.language IS 'BCP 47, as listed, else as the feed says.';

COMMENT ON COLUMN news.feeds.format IS 'rss, rdf, atom, json, sitemap.';

COMMENT ON COLUMN news.feeds.health IS 'How it is and what to do, in one sentence.';

COMMENT ON COLUMN news.feeds.outcome IS 'How the last poll ended, by name.';

COMMENT ON COLUMN news.feeds.detail IS 'What the last poll met, in words.';

COMMENT ON COLUMN news.feeds.last_error IS 'Why the last poll failed; NULL: it did not.';

COMMENT ON COLUMN news.feeds.failures IS 'Failed polls in a row.';

COMMENT ON COLUMN news.feeds.http_status IS 'HTTP status of the last answer; NULL: there was none.';

COMMENT ON COLUMN news.feeds.cadence IS 'How often it is polled, as listed or learned.';

COMMENT ON COLUMN news.feeds.last_polled_at IS 'When it was last asked.';

COMMENT ON COLUMN news.feeds.last_well_at IS 'When it last answered as it should.';

COMMENT ON COLUMN news.feeds.last_new_at IS 'When a poll, or its hub, last brought a new article.';

COMMENT ON COLUMN news.feeds.next_poll_at IS 'When it is due; NULL: at once, or never while paused or retired.';

COMMENT ON COLUMN news.feeds.articles IS 'Articles that it has carried so far.';

COMMENT ON COLUMN news.feeds.paused IS 'Listed but not polled.';

COMMENT ON COLUMN news.feeds.added_at IS 'When it was first listed.';

COMMENT ON COLUMN news.feeds.retired_at IS 'When it was dropped from the list; NULL: it is on it.';

COMMENT ON COLUMN news.feeds.suspected_misses IS 'Entries that seem to have left its document between two polls so far; an estimate.';

COMMENT ON COLUMN news.feeds.suspected_missing_at IS 'When that was last suspected; NULL: never.';

COMMENT ON COLUMN news.feeds.condition IS 'How it is, in one word: well, new, paused, retired; silent (nothing new for 30 days); emptied (without entries for a week at least and three times as long as ever before, where it had some for four weeks and more); failed_once; waiting (obeys a rate limit, or its host is slow); cut_off (next to nothing could be reached from here when it was last polled); sick (needs somebody).';

COMMENT ON COLUMN news.feeds.needs_somebody IS 'True: it is emptied, or sick, which means that two polls in a row failed, or its first one did in a way that does not pass by itself, or it has been kept waiting for a week.';

COMMENT ON COLUMN news.feeds.cause IS 'Why it is not well, in the same words for all feeds of that cause; NULL: it is well, new, paused or retired.';

COMMENT ON COLUMN news.feeds.reader IS 'Whose reading is believed: wireroom (our own reader) or feedparser; changed only where two polls in a row find the other fuller. NULL: no document was read yet.';

COMMENT ON COLUMN news.feeds.disagreement IS 'What feedparser found in the document that both read last, and our reader did not; NULL: nothing.';

COMMENT ON COLUMN news.feeds.compared_at IS 'When feedparser last read a document too: at the first poll, where there was any doubt, and now and then; NULL: never.';

COMMENT ON COLUMN news.feeds.next_poll_reason IS 'Why it is polled next when it is, in words; NULL: not known, since it was last polled before this was kept.';

COMMENT ON COLUMN news.feeds.moving_to IS 'Where a permanent redirect leads that is not believed yet; NULL: there is none.';

COMMENT ON COLUMN news.feeds.moving_since IS 'Since when it does.';

COMMENT ON COLUMN news.feeds.moved_to IS 'Where it is asked instead of its listed address, since a permanent redirect has held; NULL: at the listed one.';

COMMENT ON COLUMN news.feeds.full_text IS 'Whether the pages of its articles are fetched, as listed: auto (where they are seen to give more than the feed), always, never.';

COMMENT ON COLUMN news.feeds.moving_note IS 'Why it is not asked there yet, and who must say so.';

COMMENT ON COLUMN news.feeds.moving_refused IS 'Whether the operator has refused that move: nobody need say anything of it.';

COMMENT ON COLUMN news.feeds.rules IS 'Which of its entries are wanted, as listed: keep or drop → field → texts; NULL: all. A rule counts for what comes after it.';

COMMENT ON COLUMN news.feeds.name IS 'Its title; where another listed feed has the same, with its host behind it, or its address where that is of the same host.';

CREATE VIEW news.freshness AS
 WITH timed AS (
         SELECT ((a.published_at AT TIME ZONE 'UTC'::text))::date AS day,
            a.publisher_id,
            (a.first_seen_at - a.published_at) AS to_captured,
            (c.filed_at - a.first_seen_at) AS to_filed,
            ((a.published_at >= f.added_at) AND ((a.first_seen_at - a.published_at) >= '00:00:00'::interval) AND ((a.first_seen_at - a.published_at) <= '2 days'::interval) AND ((c.filed_at - a.first_seen_at) < '2 days'::interval)) AS is_live
           FROM ((wireroom.articles a
             JOIN wireroom.changes c ON (((c.article_id = a.id) AND (c.version = 1) AND (c.kind = 'inserted'::text))))
             JOIN wireroom.feeds f ON ((f.id = a.home_feed_id)))
          WHERE (a.published_precision = ANY (ARRAY['second'::text, 'minute'::text]))
        )
 SELECT day,
    publisher_id,
    publisher,
    articles,
    left_out,
    captured_after_p50,
    captured_after_p95,
    filed_after_p50,
    filed_after_p95,
    queryable_after_p50,
    queryable_after_p95,
    (EXTRACT(epoch FROM captured_after_p50))::double precision AS captured_after_p50_seconds,
    (EXTRACT(epoch FROM captured_after_p95))::double precision AS captured_after_p95_seconds,
    (EXTRACT(epoch FROM filed_after_p50))::double precision AS filed_after_p50_seconds,
    (EXTRACT(epoch FROM filed_after_p95))::double precision AS filed_after_p95_seconds,
    (EXTRACT(epoch FROM queryable_after_p50))::double precision AS queryable_after_p50_seconds,
    (EXTRACT(epoch FROM queryable_after_p95))::double precision AS queryable_after_p95_seconds
   FROM ( SELECT t.day,
            t.publisher_id,
            COALESCE(p.name, p.domain) AS publisher,
            count(*) FILTER (WHERE t.is_live) AS articles,
            count(*) FILTER (WHERE (NOT t.is_live)) AS left_out,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY t.to_captured) FILTER (WHERE t.is_live) AS captured_after_p50,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY t.to_captured) FILTER (WHERE t.is_live) AS captured_after_p95,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY t.to_filed) FILTER (WHERE t.is_live) AS filed_after_p50,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY t.to_filed) FILTER (WHERE t.is_live) AS filed_after_p95,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY (t.to_captured + t.to_filed)) FILTER (WHERE t.is_live) AS queryable_after_p50,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (t.to_captured + t.to_filed)) FILTER (WHERE t.is_live) AS queryable_after_p95
           FROM (timed t
             LEFT JOIN wireroom.publishers p ON ((p.id = t.publisher_id)))
          GROUP BY t.day, t.publisher_id, p.name, p.domain) m;

COMMENT ON VIEW news.freshness IS 'From publication to the database, by publisher and day. Only articles from feeds whose date has a time; ask for a few days at once.';

COMMENT ON COLUMN news.freshness.day IS 'Day of publication (UTC).';

COMMENT ON COLUMN news.freshness.publisher_id IS 'Who published: news.publishers.id.';

COMMENT ON COLUMN news.freshness.publisher IS 'Its name, or its domain.';

COMMENT ON COLUMN news.freshness.articles IS 'Articles measured.';

COMMENT ON COLUMN news.freshness.left_out IS 'Articles not measured: captured or filed more than two days late, as a backfill brings them; dated ahead; or published before their feed was listed.';

COMMENT ON COLUMN news.freshness.captured_after_p50 IS 'From publication to the first capture; half were faster.';

COMMENT ON COLUMN news.freshness.captured_after_p95 IS 'The same; 95 % were faster.';

COMMENT ON COLUMN news.freshness.filed_after_p50 IS 'From the first capture to the database; half were faster.';

COMMENT ON COLUMN news.freshness.filed_after_p95 IS 'The same; 95 % were faster.';

COMMENT ON COLUMN news.freshness.queryable_after_p50 IS 'From publication to the database; half were faster.';

COMMENT ON COLUMN news.freshness.queryable_after_p95 IS 'The same; 95 % were faster.';

COMMENT ON COLUMN news.freshness.captured_after_p50_seconds IS 'The same as captured_after_p50, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.freshness.captured_after_p95_seconds IS 'The same as captured_after_p95, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.freshness.filed_after_p50_seconds IS 'The same as filed_after_p50, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.freshness.filed_after_p95_seconds IS 'The same as filed_after_p95, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.freshness.queryable_after_p50_seconds IS 'The same as queryable_after_p50, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.freshness.queryable_after_p95_seconds IS 'The same as queryable_after_p95, in seconds: connectorx and polars take no intervals.';

CREATE VIEW news.hub_subscriptions AS
 SELECT h.feed_id,
    wireroom.masked(h.hub) AS hub,
    wireroom.masked(h.topic) AS topic,
    h.state,
    NULLIF(wireroom.masked(h.detail), ''::text) AS detail,
    h.asked_at,
    h.verified_at,
    h.verified_until,
    h.next_try_at,
    h.delivered_at,
    h.deliveries,
    wireroom.is_told(h.feed_id, s.last_polled_at, now()) AS is_relied_on
   FROM (wireroom.hub_subscriptions h
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = h.feed_id)));

COMMENT ON VIEW news.hub_subscriptions IS 'Hubs that tell of new entries (WebSub), one row a feed; filled where `wireroom websub` runs.';

COMMENT ON COLUMN news.hub_subscriptions.feed_id IS 'Number of the feed.';

COMMENT ON COLUMN news.hub_subscriptions.hub IS 'The hub that its document names.';

COMMENT ON COLUMN news.hub_subscriptions.topic IS 'The address that the hub knows it by.';

COMMENT ON COLUMN news.hub_subscriptions.state IS 'asked, verified, denied, unverified (the hub never asked back), failed (it refused the request), distrusted (polls brought what it had not told).';

COMMENT ON COLUMN news.hub_subscriptions.detail IS 'Why, in words.';

COMMENT ON COLUMN news.hub_subscriptions.asked_at IS 'When the hub was last asked.';

COMMENT ON COLUMN news.hub_subscriptions.verified_at IS 'When it first confirmed this subscription.';

COMMENT ON COLUMN news.hub_subscriptions.verified_until IS 'When it ends unless it is renewed, which is tried in good time.';

COMMENT ON COLUMN news.hub_subscriptions.next_try_at IS 'When the hub is asked again.';

COMMENT ON COLUMN news.hub_subscriptions.delivered_at IS 'When it last delivered.';

COMMENT ON COLUMN news.hub_subscriptions.deliveries IS 'How often it has delivered, rightly signed.';

COMMENT ON COLUMN news.hub_subscriptions.is_relied_on IS 'True: the feed is polled once a day only, since its hub tells the rest.';

CREATE VIEW news.pages AS
 SELECT article_id,
    feed_id,
    wireroom.masked(url) AS url,
    wireroom.masked(final_url) AS final_url,
    asked_at,
    tries,
    COALESCE(outcome, 'under_way'::text) AS outcome,
    wireroom.masked(detail) AS detail,
    decision,
    status AS http_status,
    feed_length,
    text_length,
    tdm_reserved,
    tdm_source,
        CASE
            WHEN (outcome IS NOT NULL) THEN next_try_at
            ELSE NULL::timestamp with time zone
        END AS next_try_at,
    run_id,
    landing_uri,
    landing_record
   FROM wireroom.pages p;

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

CREATE VIEW news.polls AS
 SELECT r.run_id,
    r.feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS feed,
    r.fetched_at AS polled_at,
    r.outcome,
    wireroom.outcome_in_words(r.outcome) AS in_words,
    NULLIF(wireroom.masked(r.detail), ''::text) AS detail,
    r.failures,
    wireroom.masked(r.url) AS url,
    r.status AS http_status,
    r.elapsed_ms,
    r.entries,
    r.inserted,
    r.revised,
    r.unchanged,
    r.rejected,
    r.landing_uri,
    r.landing_record,
    r.dropped
   FROM ((wireroom.run_feeds r
     LEFT JOIN wireroom.feeds f ON ((f.id = r.feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = r.feed_id)));

COMMENT ON VIEW news.polls IS 'What each run did with each feed: every poll, how it ended and what it brought.';

COMMENT ON COLUMN news.polls.run_id IS 'The run: news.runs.id.';

COMMENT ON COLUMN news.polls.feed_id IS 'The feed: news.feeds.id; 0: documents that belong to none.';

COMMENT ON COLUMN news.polls.feed IS 'That feed''s title.';

COMMENT ON COLUMN news.polls.polled_at IS 'When the request began; NULL: nothing was asked (a backfill reads what was landed).';

COMMENT ON COLUMN news.polls.outcome IS 'How it ended, by name; NULL: nothing was asked.';

COMMENT ON COLUMN news.polls.in_words IS 'What that means and what to do, as part of a sentence.';

COMMENT ON COLUMN news.polls.detail IS 'What it met, in words.';

COMMENT ON COLUMN news.polls.failures IS 'Failed polls in a row, this one included.';

COMMENT ON COLUMN news.polls.url IS 'Address that answered; a secret in it is masked (***).';

COMMENT ON COLUMN news.polls.http_status IS 'HTTP status; NULL: there was no answer.';

COMMENT ON COLUMN news.polls.elapsed_ms IS 'Milliseconds from request to answer.';

COMMENT ON COLUMN news.polls.entries IS 'Entries read.';

COMMENT ON COLUMN news.polls.inserted IS 'New articles.';

COMMENT ON COLUMN news.polls.revised IS 'Articles with a new version.';

COMMENT ON COLUMN news.polls.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN news.polls.rejected IS 'Entries refused: news.rejected.';

COMMENT ON COLUMN news.polls.landing_uri IS 'WARC file that holds the exchange.';

COMMENT ON COLUMN news.polls.landing_record IS 'Its record there.';

COMMENT ON COLUMN news.polls.dropped IS 'Entries that the rules of feeds.yaml dropped: news.drops says which rule how many.';

CREATE VIEW news.publishers AS
 SELECT id,
    domain,
    COALESCE(name, domain) AS name,
    country,
    language,
    source,
    first_seen_at
   FROM wireroom.publishers p;

COMMENT ON VIEW news.publishers IS 'Who published: one row an outlet, whichever feeds carried it.';

COMMENT ON COLUMN news.publishers.id IS 'Number of the publisher.';

COMMENT ON COLUMN news.publishers.domain IS 'Registrable domain, lower case; of saved files that name their site but no address, that name.';

COMMENT ON COLUMN news.publishers.name IS 'Name of the outlet, or its domain where no name is known.';

COMMENT ON COLUMN news.publishers.country IS 'ISO 3166-1 alpha-2, lower case; NULL: not known.';

COMMENT ON COLUMN news.publishers.language IS 'BCP 47; NULL: not known.';

COMMENT ON COLUMN news.publishers.source IS 'Where these facts come from: url, feed:source, outlets, feeds.yaml.';

COMMENT ON COLUMN news.publishers.first_seen_at IS 'When its first article was seen.';

CREATE TABLE wireroom.rejected (
    id bigint NOT NULL,
    key bytea NOT NULL,
    feed_id bigint NOT NULL,
    run_id bigint,
    reason text NOT NULL,
    detail text NOT NULL,
    raw bytea NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    times bigint DEFAULT 1 NOT NULL,
    CONSTRAINT rejected_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 64)))
);

COMMENT ON TABLE wireroom.rejected IS 'Quarantine: entries that could not become articles, with their bytes.';

COMMENT ON COLUMN wireroom.rejected.id IS 'Number of the rejection.';

COMMENT ON COLUMN wireroom.rejected.key IS 'Hash of feed and bytes: the same rejection is one row.';

COMMENT ON COLUMN wireroom.rejected.feed_id IS 'Feed that carried it; 0: none.';

COMMENT ON COLUMN wireroom.rejected.run_id IS 'Run that last met it.';

COMMENT ON COLUMN wireroom.rejected.reason IS 'Why, by name.';

COMMENT ON COLUMN wireroom.rejected.detail IS 'Why, in words.';

COMMENT ON COLUMN wireroom.rejected.raw IS 'The entry as read, JSON.';

COMMENT ON COLUMN wireroom.rejected.first_seen_at IS 'When it was first met.';

COMMENT ON COLUMN wireroom.rejected.last_seen_at IS 'When it was last met.';

COMMENT ON COLUMN wireroom.rejected.times IS 'How often it was met.';

CREATE VIEW news.rejected AS
 SELECT r.id,
    r.reason,
    r.detail,
    r.feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS feed,
    r.raw,
    r.first_seen_at,
    r.last_seen_at,
    r.times,
    r.run_id
   FROM ((wireroom.rejected r
     LEFT JOIN wireroom.feeds f ON ((f.id = r.feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = r.feed_id)));

COMMENT ON VIEW news.rejected IS 'Entries that could not become articles, with their bytes and the reason.';

COMMENT ON COLUMN news.rejected.id IS 'Number of the rejection.';

COMMENT ON COLUMN news.rejected.reason IS 'Why, by name: no_identity, no_content, absurd, store_refused, ...';

COMMENT ON COLUMN news.rejected.detail IS 'Why, in words.';

COMMENT ON COLUMN news.rejected.feed_id IS 'Feed that carried it: news.feeds.id; 0: none.';

COMMENT ON COLUMN news.rejected.feed IS 'That feed''s title.';

COMMENT ON COLUMN news.rejected.raw IS 'The entry as read, JSON: convert_from(raw, ''UTF8'').';

COMMENT ON COLUMN news.rejected.first_seen_at IS 'When it was first met.';

COMMENT ON COLUMN news.rejected.last_seen_at IS 'When it was last met.';

COMMENT ON COLUMN news.rejected.times IS 'How often it was met.';

COMMENT ON COLUMN news.rejected.run_id IS 'Run that last met it: news.runs.id.';

CREATE TABLE wireroom.feed_retirements (
    id bigint NOT NULL,
    feed_id bigint NOT NULL,
    retired_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    restored_at timestamp with time zone
);

COMMENT ON TABLE wireroom.feed_retirements IS 'Every time a feed was dropped from the list; feeds.retired_at keeps the last.';

COMMENT ON COLUMN wireroom.feed_retirements.id IS 'Number of the retirement.';

COMMENT ON COLUMN wireroom.feed_retirements.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.feed_retirements.retired_at IS 'When.';

COMMENT ON COLUMN wireroom.feed_retirements.reason IS 'Why, in words.';

COMMENT ON COLUMN wireroom.feed_retirements.restored_at IS 'When it was listed again; NULL: it has not been.';

CREATE VIEW news.retirements AS
 SELECT r.id,
    r.feed_id,
    COALESCE(f.title, s.title, wireroom.masked(f.url)) AS title,
    wireroom.masked(f.url) AS url,
    r.retired_at,
    r.reason,
    r.restored_at
   FROM ((wireroom.feed_retirements r
     JOIN wireroom.feeds f ON ((f.id = r.feed_id)))
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = r.feed_id)));

COMMENT ON VIEW news.retirements IS 'Every time a feed was dropped from the list, and why; its articles stay.';

COMMENT ON COLUMN news.retirements.id IS 'Number of the retirement.';

COMMENT ON COLUMN news.retirements.feed_id IS 'The feed: news.feeds.id.';

COMMENT ON COLUMN news.retirements.title IS 'Its title.';

COMMENT ON COLUMN news.retirements.url IS 'Its address as listed.';

COMMENT ON COLUMN news.retirements.retired_at IS 'When it was dropped.';

COMMENT ON COLUMN news.retirements.reason IS 'Why, in words.';

COMMENT ON COLUMN news.retirements.restored_at IS 'When it was listed again; NULL: it has not been.';

CREATE VIEW news.runs AS
 SELECT id,
    kind,
    key,
    status,
    started_at,
    finished_at,
    (finished_at - started_at) AS duration,
    feeds,
    ( SELECT (COALESCE(sum((o.value)::integer), (0)::bigint))::integer AS "coalesce"
           FROM jsonb_each_text(r.outcomes) o(key, value)
          WHERE (o.key <> ALL (ARRAY['ok'::text, 'not_modified'::text, 'unchanged'::text, 'empty'::text, 'malformed'::text, 'capped'::text]))) AS feeds_failed,
    entries,
    inserted,
    revised,
    unchanged,
    rejected,
    outcomes,
    NULLIF(concat_ws('. '::text, NULLIF(detail, ''::text), NULLIF(array_to_string(remarks, ' '::text), ''::text)), ''::text) AS detail,
    (EXTRACT(epoch FROM (finished_at - started_at)))::double precision AS duration_seconds,
        CASE
            WHEN (kind = 'backfill'::text) THEN wireroom.backfilled_day(key)
            ELSE NULL::date
        END AS day
   FROM wireroom.runs r;

COMMENT ON VIEW news.runs IS 'What each run did.';

COMMENT ON COLUMN news.runs.id IS 'Number of the run.';

COMMENT ON COLUMN news.runs.kind IS 'ingest, backfill, replay, ...';

COMMENT ON COLUMN news.runs.key IS 'What tells it from others of its kind: Airflow''s run id; of a backfill, the day first.';

COMMENT ON COLUMN news.runs.status IS 'running, succeeded or failed.';

COMMENT ON COLUMN news.runs.started_at IS 'When it began; of past days that are loaded again, when that was begun last.';

COMMENT ON COLUMN news.runs.finished_at IS 'When it ended; NULL: it has not.';

COMMENT ON COLUMN news.runs.duration IS 'From begin to end.';

COMMENT ON COLUMN news.runs.feeds IS 'Feeds polled.';

COMMENT ON COLUMN news.runs.feeds_failed IS 'Those of them that did not answer as they should.';

COMMENT ON COLUMN news.runs.entries IS 'Entries read.';

COMMENT ON COLUMN news.runs.inserted IS 'New articles.';

COMMENT ON COLUMN news.runs.revised IS 'Articles with a new version.';

COMMENT ON COLUMN news.runs.unchanged IS 'Articles already known as they are.';

COMMENT ON COLUMN news.runs.rejected IS 'Entries refused: news.rejected.';

COMMENT ON COLUMN news.runs.outcomes IS 'How the polls ended: outcome → feeds.';

COMMENT ON COLUMN news.runs.detail IS 'Why it failed, or what else is to be known of it, in words.';

COMMENT ON COLUMN news.runs.duration_seconds IS 'The same as duration, in seconds: connectorx and polars take no intervals.';

COMMENT ON COLUMN news.runs.day IS 'Of a day''s backfill the day; NULL: any other run.';

CREATE TABLE wireroom.search_queue (
    article_id bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL
);

COMMENT ON TABLE wireroom.search_queue IS 'Articles filed or revised whose search is still to be made; empty but for moments and for those that fail.';

COMMENT ON COLUMN wireroom.search_queue.article_id IS 'The article.';

COMMENT ON COLUMN wireroom.search_queue.queued_at IS 'Since when it waits, by the clock of the database.';

COMMENT ON COLUMN wireroom.search_queue.attempts IS 'How often it failed.';

COMMENT ON COLUMN wireroom.search_queue.next_try_at IS 'When it is tried again; NULL: at once.';

COMMENT ON COLUMN wireroom.search_queue.reason IS 'Why the last attempt failed, in words; empty: it has not.';

CREATE VIEW news.search_queue AS
 SELECT article_id,
    queued_at,
    attempts,
    next_try_at,
    NULLIF(reason, ''::text) AS reason
   FROM wireroom.search_queue q;

COMMENT ON VIEW news.search_queue IS 'Articles that news.search does not find yet, or not in their present version. Empty but for moments and for those that fail.';

COMMENT ON COLUMN news.search_queue.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.search_queue.queued_at IS 'Since when it waits.';

COMMENT ON COLUMN news.search_queue.attempts IS 'How often making it searchable failed; 0: it was not tried yet.';

COMMENT ON COLUMN news.search_queue.next_try_at IS 'When it is tried again; NULL: with the next filing.';

COMMENT ON COLUMN news.search_queue.reason IS 'Why the last attempt failed, in words; NULL: it has not.';

CREATE VIEW news.sightings AS
 SELECT s.article_id,
    s.feed_id,
    COALESCE(f.title, st.title, wireroom.masked(f.url)) AS feed,
    wireroom.trust_in_words(s.trust) AS trust,
    s.first_seen_at,
    s.last_seen_at,
    s.times
   FROM ((wireroom.sightings s
     LEFT JOIN wireroom.feeds f ON ((f.id = s.feed_id)))
     LEFT JOIN wireroom.feed_states st ON ((st.feed_id = s.feed_id)));

COMMENT ON VIEW news.sightings IS 'Which feeds carried which article, and when.';

COMMENT ON COLUMN news.sightings.article_id IS 'The article: news.articles.id.';

COMMENT ON COLUMN news.sightings.feed_id IS 'The feed that carried it: news.feeds.id.';

COMMENT ON COLUMN news.sightings.feed IS 'That feed''s title.';

COMMENT ON COLUMN news.sightings.trust IS 'How near that feed is to the article''s publisher; see news.articles.trust.';

COMMENT ON COLUMN news.sightings.first_seen_at IS 'When it was first captured there.';

COMMENT ON COLUMN news.sightings.last_seen_at IS 'When it was last captured there.';

COMMENT ON COLUMN news.sightings.times IS 'How often it was filed from there.';

CREATE TABLE wireroom.storage (
    measured_on date NOT NULL,
    part text NOT NULL,
    bytes bigint NOT NULL,
    oldest date,
    kept_days integer
);

COMMENT ON TABLE wireroom.storage IS 'How much each part took, day by day, as maintenance measured it.';

COMMENT ON COLUMN wireroom.storage.measured_on IS 'The day (UTC).';

COMMENT ON COLUMN wireroom.storage.part IS 'What was measured.';

COMMENT ON COLUMN wireroom.storage.bytes IS 'Bytes, indexes included.';

COMMENT ON COLUMN wireroom.storage.oldest IS 'The day of the oldest in it, where that is known.';

COMMENT ON COLUMN wireroom.storage.kept_days IS 'Days that it is kept; NULL: for ever.';

CREATE VIEW news.storage AS
 WITH measured AS (
         SELECT s.part,
            s.measured_on,
            s.bytes,
            s.oldest,
            s.kept_days,
            row_number() OVER (PARTITION BY s.part ORDER BY s.measured_on DESC) AS nth,
            regr_slope((s.bytes)::double precision, ((s.measured_on - '2000-01-01'::date))::double precision) OVER (PARTITION BY s.part ORDER BY s.measured_on ROWS BETWEEN 29 PRECEDING AND CURRENT ROW) AS slope,
            (s.measured_on - min(s.measured_on) OVER (PARTITION BY s.part ORDER BY s.measured_on ROWS BETWEEN 29 PRECEDING AND CURRENT ROW)) AS days
           FROM wireroom.storage s
        ), latest AS (
         SELECT m.part,
            m.measured_on,
            m.bytes,
            m.oldest,
            m.kept_days,
            m.nth,
            m.slope,
            m.days,
                CASE
                    WHEN (m.days >= 6) THEN GREATEST(m.slope, (0)::double precision)
                    WHEN ((m.measured_on - m.oldest) >= 3) THEN ((m.bytes)::double precision / ((m.measured_on - m.oldest))::double precision)
                    ELSE NULL::double precision
                END AS a_day
           FROM measured m
          WHERE (m.nth = 1)
        )
 SELECT part,
    bytes,
    measured_on,
    (a_day)::bigint AS bytes_a_day,
    (((bytes)::double precision + (a_day * (
        CASE
            WHEN (kept_days IS NULL) THEN 365
            ELSE LEAST(GREATEST((kept_days - (measured_on - oldest)), 0), 365)
        END)::double precision)))::bigint AS bytes_in_a_year,
    kept_days
   FROM latest l;

COMMENT ON VIEW news.storage IS 'How much each part takes, and at this rate in a year. Measured once a day by maintain_warehouse.';

COMMENT ON COLUMN news.storage.part IS 'articles, versions, search, identity, changes, polls, runs, quarantine, other tables, landed files, logs.';

COMMENT ON COLUMN news.storage.bytes IS 'Bytes, indexes included.';

COMMENT ON COLUMN news.storage.measured_on IS 'The day of the last measurement (UTC).';

COMMENT ON COLUMN news.storage.bytes_a_day IS 'What comes in a day: over the last 30 days; in the first week, over all the time there is. NULL: not known yet, for the first three days.';

COMMENT ON COLUMN news.storage.bytes_in_a_year IS 'At this rate, a year after the last measurement; what is kept for a time grows no longer than that. NULL: the rate is not known yet.';

COMMENT ON COLUMN news.storage.kept_days IS 'Days that it is kept (settings WIREROOM_KEEP_…); NULL: for ever.';

CREATE TABLE wireroom.story_links (
    article_id bigint NOT NULL,
    other_id bigint NOT NULL,
    share real NOT NULL,
    CONSTRAINT story_links_check CHECK ((article_id < other_id))
);

COMMENT ON TABLE wireroom.story_links IS 'Pairs of articles that were compared and are the same text. Stories are what hangs together by them.';

COMMENT ON COLUMN wireroom.story_links.article_id IS 'The article with the lower number.';

COMMENT ON COLUMN wireroom.story_links.other_id IS 'The other.';

COMMENT ON COLUMN wireroom.story_links.share IS 'How much of the shorter text stands in the longer, 0 to 1.';

CREATE VIEW news.stories AS
 SELECT first.story_id AS id,
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
   FROM (wireroom.story_members first
     CROSS JOIN LATERAL ( SELECT count(*) AS members,
            count(DISTINCT m.publisher_id) AS publishers,
            count(DISTINCT COALESCE(('agency '::text || lower(m.agency)), (m.publisher_id)::text)) AS independent_sources,
            max(m.published_at) AS last_published_at,
            mode() WITHIN GROUP (ORDER BY m.agency) AS agency,
            ( SELECT (avg(l.share))::real AS avg
                   FROM (wireroom.story_members inside
                     JOIN wireroom.story_links l ON ((l.article_id = inside.article_id)))
                  WHERE ((inside.story_id = first.story_id) AND inside.grouped)) AS common_share,
            array_agg(m.article_id ORDER BY COALESCE(m.latest_at, m.exact_at), m.published_at, m.article_id) AS article_ids,
            array_agg(m.publisher_id ORDER BY COALESCE(m.latest_at, m.exact_at), m.published_at, m.article_id) AS publisher_ids
           FROM wireroom.story_members m
          WHERE ((m.story_id = first.story_id) AND m.grouped)) told)
  WHERE (first.grouped AND (first.article_id = ( SELECT earliest.article_id
           FROM wireroom.story_members earliest
          WHERE ((earliest.story_id = first.story_id) AND earliest.grouped)
          ORDER BY earliest.published_at, earliest.article_id
         LIMIT 1)));

COMMENT ON VIEW news.stories IS 'The same text in more than one article, within a window of time (WIREROOM_STORY_DAYS, 14 unless set), as far as articles have been compared. Copies may be cut, and may have a line more.';

COMMENT ON COLUMN news.stories.id IS 'Number of the story, as news.articles.story_id has it: the lowest number of its articles; another one where an article comes or goes that changes that.';

COMMENT ON COLUMN news.stories.members IS 'Articles.';

COMMENT ON COLUMN news.stories.publishers IS 'Publishers.';

COMMENT ON COLUMN news.stories.independent_sources IS 'Who answers for it: each agency that is credited counts once, and each publisher that credits none.';

COMMENT ON COLUMN news.stories.first_article_id IS 'The article that had it first, by the time that its publisher says; a date without a time counts as the end of its day, and comes after all times of it.';

COMMENT ON COLUMN news.stories.first_publisher_id IS 'Who that was: news.publishers.id.';

COMMENT ON COLUMN news.stories.first_published_at IS 'When the first of them was published; first seen, where none of them says. To ask for by, as id is: both are indexed.';

COMMENT ON COLUMN news.stories.last_published_at IS 'When the last was.';

COMMENT ON COLUMN news.stories.agency IS 'Agency that most of them credit; NULL: none does.';

COMMENT ON COLUMN news.stories.common_share IS 'How much of the shorter text stands in the longer, 0 to 1, on average over the pairs that were compared.';

COMMENT ON COLUMN news.stories.article_ids IS 'Its articles, the first first.';

CREATE TABLE wireroom.watch (
    the_one boolean DEFAULT true NOT NULL,
    looked_at timestamp with time zone,
    volumes_at timestamp with time zone,
    problems text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT watch_the_one_check CHECK (the_one)
);

COMMENT ON TABLE wireroom.watch IS 'When the watch last looked; one row.';

COMMENT ON COLUMN wireroom.watch.the_one IS 'Always true: there is one row.';

COMMENT ON COLUMN wireroom.watch.looked_at IS 'When it last looked; NULL: never.';

COMMENT ON COLUMN wireroom.watch.volumes_at IS 'When it last counted articles: once an hour.';

COMMENT ON COLUMN wireroom.watch.problems IS 'What it could not look at, and why.';

CREATE VIEW news.watch AS
 SELECT looked_at,
    problems
   FROM wireroom.watch w;

COMMENT ON VIEW news.watch IS 'When watch_health last looked; one row.';

COMMENT ON COLUMN news.watch.looked_at IS 'When it last looked; NULL: never. Older than a quarter of an hour: nobody watches.';

COMMENT ON COLUMN news.watch.problems IS 'What it could not look at, and why.';

CREATE TABLE wireroom.active_days (
    day date NOT NULL,
    has_run boolean NOT NULL
);

COMMENT ON TABLE wireroom.active_days IS 'Days on which the installation was at work; what is kept for so many days is kept for so many of these.';

COMMENT ON COLUMN wireroom.active_days.day IS 'The day (UTC).';

COMMENT ON COLUMN wireroom.active_days.has_run IS 'A run that could bring articles began; false: only maintenance was done.';

ALTER TABLE wireroom.alerts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.alerts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.archive_documents (
    feed_id bigint NOT NULL,
    key bytea NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    origin text NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    oldest timestamp with time zone,
    newest timestamp with time zone,
    older text COLLATE pg_catalog."C",
    permanent boolean NOT NULL,
    size bigint NOT NULL,
    landed_uri text COLLATE pg_catalog."C",
    CONSTRAINT archive_documents_key_check CHECK ((octet_length(key) = 32))
);

COMMENT ON TABLE wireroom.archive_documents IS 'Documents, pages and captures known of each feed''s past, so that no backfill asks for them again.';

COMMENT ON COLUMN wireroom.archive_documents.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.archive_documents.key IS 'SHA-256 of its address, which may be longer than an index holds.';

COMMENT ON COLUMN wireroom.archive_documents.url IS 'Its address, a secret in it masked.';

COMMENT ON COLUMN wireroom.archive_documents.origin IS 'Whose walk found it: rfc5005, paged, sitemaps, cdx.';

COMMENT ON COLUMN wireroom.archive_documents.fetched_at IS 'When it was fetched last.';

COMMENT ON COLUMN wireroom.archive_documents.oldest IS 'Date of its oldest entry; NULL: none has a date.';

COMMENT ON COLUMN wireroom.archive_documents.newest IS 'Date of its newest entry; NULL: none has a date.';

COMMENT ON COLUMN wireroom.archive_documents.older IS 'The document after it on the way into the past; NULL: none.';

COMMENT ON COLUMN wireroom.archive_documents.permanent IS 'It must not change (RFC 5005, section 4), or was captured once: believed for ever; what is not, for an hour.';

COMMENT ON COLUMN wireroom.archive_documents.size IS 'Bytes of its body.';

COMMENT ON COLUMN wireroom.archive_documents.landed_uri IS 'The landing file that has its bytes; NULL: none.';

ALTER TABLE wireroom.article_heads ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME wireroom.article_heads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.article_keys (
    key bytea NOT NULL,
    article_id bigint NOT NULL,
    CONSTRAINT article_keys_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 64)))
);

COMMENT ON TABLE wireroom.article_keys IS 'Identity: a key leads to one article, across all partitions. Hashes, because URLs can be longer than an index row.';

COMMENT ON COLUMN wireroom.article_keys.key IS 'Hash of a GUID, URL or other mark of identity.';

COMMENT ON COLUMN wireroom.article_keys.article_id IS 'The article.';

CREATE TABLE wireroom.articles_default (
    id bigint CONSTRAINT articles_id_not_null NOT NULL,
    published_at timestamp with time zone,
    published_source text,
    published_precision text,
    published_raw text,
    published_note text,
    modified_at timestamp with time zone,
    modified_source text,
    modified_raw text,
    first_seen_at timestamp with time zone CONSTRAINT articles_first_seen_at_not_null NOT NULL,
    updated_at timestamp with time zone CONSTRAINT articles_updated_at_not_null NOT NULL,
    publisher_id bigint,
    home_feed_id bigint,
    word_count integer DEFAULT 0 CONSTRAINT articles_word_count_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT articles_version_not_null NOT NULL,
    story_id bigint,
    guid text,
    url text,
    canonical_url text,
    title text CONSTRAINT articles_title_not_null NOT NULL,
    summary text CONSTRAINT articles_summary_not_null NOT NULL,
    section text,
    language text,
    image_url text,
    authors text[] DEFAULT '{}'::text[] CONSTRAINT articles_authors_not_null NOT NULL,
    tags text[] DEFAULT '{}'::text[] CONSTRAINT articles_tags_not_null NOT NULL,
    text text CONSTRAINT articles_text_not_null NOT NULL,
    own_text text,
    html text CONSTRAINT articles_html_not_null NOT NULL,
    media jsonb DEFAULT '[]'::jsonb CONSTRAINT articles_media_not_null NOT NULL,
    embeds jsonb DEFAULT '[]'::jsonb CONSTRAINT articles_embeds_not_null NOT NULL,
    attribution jsonb DEFAULT '[]'::jsonb CONSTRAINT articles_attribution_not_null NOT NULL,
    provenance jsonb DEFAULT '{}'::jsonb CONSTRAINT articles_provenance_not_null NOT NULL,
    changed text[] DEFAULT '{}'::text[] CONSTRAINT articles_changed_not_null NOT NULL,
    change_reason text DEFAULT ''::text CONSTRAINT articles_change_reason_not_null NOT NULL,
    run_id bigint,
    filed_at timestamp with time zone CONSTRAINT articles_filed_at_not_null NOT NULL,
    duration_seconds integer,
    corrected_at timestamp with time zone,
    CONSTRAINT articles_duration_seconds_check CHECK ((duration_seconds > 0)),
    CONSTRAINT articles_published_precision_check CHECK ((published_precision = ANY (ARRAY['second'::text, 'minute'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT articles_word_count_check CHECK ((word_count >= 0))
);

COMMENT ON TABLE wireroom.articles_default IS 'Articles without a date, before 2000, far ahead, or waiting for their month''s partition.';

ALTER TABLE wireroom.backfills ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.backfills_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE wireroom.changes_position
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE wireroom.changes_position OWNED BY wireroom.changes."position";

ALTER TABLE wireroom.copies ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.copies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.event_keys (
    span integer NOT NULL,
    word integer NOT NULL,
    article_id bigint NOT NULL
);

COMMENT ON TABLE wireroom.event_keys IS 'The rarest words of each article, to be looked up by.';

COMMENT ON COLUMN wireroom.event_keys.span IS 'Number of the three days since 1970 that its date is in.';

COMMENT ON COLUMN wireroom.event_keys.word IS 'One of its rarest words, as a number.';

COMMENT ON COLUMN wireroom.event_keys.article_id IS 'The article.';

CREATE TABLE wireroom.event_words (
    word integer NOT NULL,
    articles integer NOT NULL
)
WITH (fillfactor='80');

COMMENT ON TABLE wireroom.event_words IS 'How often words stand in titles and first lines: of the first 5,000 articles of a language, and of every 16th after.';

COMMENT ON COLUMN wireroom.event_words.word IS 'A word of a language as a number; all articles of a language counted together are one as well.';

COMMENT ON COLUMN wireroom.event_words.articles IS 'Articles that were counted and have it.';

CREATE TABLE wireroom.feed_claims (
    feed_id bigint NOT NULL,
    run_id bigint NOT NULL
)
WITH (fillfactor='70');

COMMENT ON TABLE wireroom.feed_claims IS 'Feeds that a run has taken on: no other run polls them while it is alive, or until they are filed.';

COMMENT ON COLUMN wireroom.feed_claims.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.feed_claims.run_id IS 'The run.';

CREATE TABLE wireroom.feed_documents (
    feed_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    context bytea NOT NULL,
    entries bytea NOT NULL
);

ALTER TABLE ONLY wireroom.feed_documents ALTER COLUMN entries SET STORAGE EXTERNAL;

COMMENT ON TABLE wireroom.feed_documents IS 'What the entries of each feed''s last document became. A cache: emptied, it costs CPU time and nothing else.';

COMMENT ON COLUMN wireroom.feed_documents.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.feed_documents.seen_at IS 'When the document was fetched.';

COMMENT ON COLUMN wireroom.feed_documents.context IS 'SHA-256 of the code, its tables and libraries, and of all that the feed around an entry says.';

COMMENT ON COLUMN wireroom.feed_documents.entries IS 'By the hash of the entry as published: the article''s identity, fingerprint and date. JSON, packed by zlib.';

ALTER TABLE wireroom.feed_retirements ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.feed_retirements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.feed_rhythms (
    feed_id bigint NOT NULL,
    learned_at timestamp with time zone NOT NULL,
    intervals integer NOT NULL,
    chances real[] NOT NULL,
    longest_usual real,
    documents integer NOT NULL,
    entries_usual real,
    entries_low real,
    refused_usual real
);

COMMENT ON TABLE wireroom.feed_rhythms IS 'What is usual of each feed, learned anew every day from its polls.';

COMMENT ON COLUMN wireroom.feed_rhythms.feed_id IS 'The feed.';

COMMENT ON COLUMN wireroom.feed_rhythms.learned_at IS 'When it was learned.';

COMMENT ON COLUMN wireroom.feed_rhythms.intervals IS 'Times between news that it was learned from.';

COMMENT ON COLUMN wireroom.feed_rhythms.chances IS 'How likely news are in each hour of the week, Monday midnight UTC first; empty: not known yet.';

COMMENT ON COLUMN wireroom.feed_rhythms.longest_usual IS 'News that were to be expected in a silence that one interval in 10,000 reaches; NULL: not known yet.';

COMMENT ON COLUMN wireroom.feed_rhythms.documents IS 'Documents that the following was learned from.';

COMMENT ON COLUMN wireroom.feed_rhythms.entries_usual IS 'Entries of a document, the median.';

COMMENT ON COLUMN wireroom.feed_rhythms.entries_low IS 'Entries of a document that 19 in 20 have at least.';

COMMENT ON COLUMN wireroom.feed_rhythms.refused_usual IS 'Share of entries refused.';

CREATE VIEW wireroom.feed_rows AS
 SELECT f.id,
    f.url,
    f.title,
    f.publisher,
    f.country,
    f.language,
    f.timezone,
    f.category,
    f.every,
    f.paused,
    f.private,
    f.archive,
    f.access,
    f.secrets,
    f.family,
    f.retired_at,
    s.etag,
    s.last_modified,
    s.body_sha256,
    s.fetch_url,
    s.redirected_to,
    s.redirected_since,
    s.polls_since_full,
    s.failures,
    s.last_polled_at,
    s.last_new_at,
    s.next_poll_at,
    s."interval",
    s.day_first,
    s.archive_url,
    s.window_seen_at,
    s.window_oldest,
    s.window_newest,
    s.window_entries,
    s.window_shortest,
    s.entries,
    s.reader,
    s.fuller_reader,
    s.title AS said_title,
    s.outcome,
    s.detail,
    s.last_well_at,
    s.rhythm_counts,
    s.rhythm_since,
    s.rhythm_until,
    s.rhythm_at,
    s.wish,
    f.full_text,
    s.redirected_polls,
    s.redirect_shares,
    s.move_note,
    s.refused_move,
    f.rules
   FROM (wireroom.feeds f
     LEFT JOIN wireroom.feed_states s ON ((s.feed_id = f.id)));

COMMENT ON VIEW wireroom.feed_rows IS 'One row a feed: what the list says of it and what its polls have taught.';

ALTER TABLE wireroom.feeds ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.feeds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.files_made (
    kind text NOT NULL,
    host text NOT NULL,
    path text NOT NULL,
    since date DEFAULT '-infinity'::date NOT NULL,
    until date DEFAULT 'infinity'::date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT files_made_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'export'::text])))
);

COMMENT ON TABLE wireroom.files_made IS 'Backups and exports that commands of ours have made, as far as they could note it: a takedown names those that may hold the article.';

COMMENT ON COLUMN wireroom.files_made.kind IS 'backup or export.';

COMMENT ON COLUMN wireroom.files_made.host IS 'Name of the machine that made it.';

COMMENT ON COLUMN wireroom.files_made.path IS 'The file, or the folder of an export, absolute on that machine.';

COMMENT ON COLUMN wireroom.files_made.since IS 'First day of publication that was ever asked for; of a backup -infinity.';

COMMENT ON COLUMN wireroom.files_made.until IS 'Last day of publication that was ever asked for; of a backup infinity.';

COMMENT ON COLUMN wireroom.files_made.made_at IS 'When it last ended, or was begun where it never ended; what came in later is not in it.';

CREATE TABLE wireroom.filing_lock (
);

COMMENT ON TABLE wireroom.filing_lock IS 'Locked by the filing that is under way; holds no rows.';

CREATE TABLE wireroom.landings (
    uri text NOT NULL COLLATE pg_catalog."C",
    run_id bigint NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    feeds integer NOT NULL,
    asked integer DEFAULT 0 NOT NULL,
    feed_ids bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    landed_at timestamp with time zone,
    filed_at timestamp with time zone,
    orderly boolean DEFAULT false NOT NULL,
    swept_by bigint,
    times_swept integer DEFAULT 0 NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    CONSTRAINT landings_status_check CHECK ((status = ANY (ARRAY['open'::text, 'landed'::text, 'filed'::text, 'lost'::text]))),
    CONSTRAINT landings_uri_check CHECK ((octet_length(uri) <= 2000))
);

COMMENT ON TABLE wireroom.landings IS 'Every landing file of a poll, from before its first byte until it is filed.';

COMMENT ON COLUMN wireroom.landings.uri IS 'The file.';

COMMENT ON COLUMN wireroom.landings.run_id IS 'The run that fetched it.';

COMMENT ON COLUMN wireroom.landings.status IS 'open: being written; landed: whole; filed; lost: nothing of it could be used.';

COMMENT ON COLUMN wireroom.landings.feeds IS 'Feeds that were to be asked.';

COMMENT ON COLUMN wireroom.landings.asked IS 'Feeds that were asked: so many exchanges are in it.';

COMMENT ON COLUMN wireroom.landings.feed_ids IS 'Those feeds; emptied once all is filed.';

COMMENT ON COLUMN wireroom.landings.opened_at IS 'When the first feed was asked.';

COMMENT ON COLUMN wireroom.landings.landed_at IS 'When the last had answered.';

COMMENT ON COLUMN wireroom.landings.filed_at IS 'When all of it was filed.';

COMMENT ON COLUMN wireroom.landings.orderly IS 'Whoever wrote it came to its end; feeds it did not ask were left for a later run on purpose.';

COMMENT ON COLUMN wireroom.landings.swept_by IS 'Later run that has taken it on; NULL: none had to.';

COMMENT ON COLUMN wireroom.landings.times_swept IS 'How often a later run has taken it on.';

COMMENT ON COLUMN wireroom.landings.detail IS 'Why not all feeds were asked, or why it is lost.';

ALTER TABLE wireroom.network_outages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.network_outages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE wireroom.publishers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.publishers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE wireroom.rejected ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.rejected_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE wireroom.runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.schema_migrations (
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE wireroom.schema_migrations IS 'Migrations that this database has had.';

COMMENT ON COLUMN wireroom.schema_migrations.name IS 'File name.';

COMMENT ON COLUMN wireroom.schema_migrations.checksum IS 'SHA-256 of the file as applied.';

COMMENT ON COLUMN wireroom.schema_migrations.applied_at IS 'When it was applied.';

CREATE TABLE wireroom.schema_views (
    name text NOT NULL,
    checksum bytea NOT NULL
);

COMMENT ON TABLE wireroom.schema_views IS 'Files of views as they are in this database.';

COMMENT ON COLUMN wireroom.schema_views.name IS 'File name.';

COMMENT ON COLUMN wireroom.schema_views.checksum IS 'SHA-256 of the file as put in place.';

CREATE TABLE wireroom.site_blocks (
    site text NOT NULL COLLATE pg_catalog."C",
    block bigint NOT NULL,
    pages bigint[] NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    headlines bigint[] NOT NULL,
    CONSTRAINT site_blocks_site_check CHECK ((octet_length(site) <= 500))
);

COMMENT ON TABLE wireroom.site_blocks IS 'Blocks of text that articles on pages of a site ended with, as hashes, at most 1,000 a site. A cache: emptied, furniture stays in the next two pages of each site.';

COMMENT ON COLUMN wireroom.site_blocks.site IS 'Host of the pages without www; of tenants of a shared host their folder too. Archives and hosts of many authors have none.';

COMMENT ON COLUMN wireroom.site_blocks.block IS 'BLAKE2b of the block''s letters, 64 bits: no text comes back from it.';

COMMENT ON COLUMN wireroom.site_blocks.pages IS 'Hashes of the addresses of different articles that have it, the first three.';

COMMENT ON COLUMN wireroom.site_blocks.first_seen_at IS 'When a page that has it was read first.';

COMMENT ON COLUMN wireroom.site_blocks.last_seen_at IS 'When last, to a day.';

COMMENT ON COLUMN wireroom.site_blocks.headlines IS 'Hashes of their headlines: two pages differ where both do.';

CREATE TABLE wireroom.sites (
    origin text NOT NULL COLLATE pg_catalog."C",
    asked_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    robots bytea NOT NULL,
    tdmrep bytea,
    CONSTRAINT sites_origin_check CHECK ((octet_length(origin) <= 500))
);

COMMENT ON TABLE wireroom.sites IS 'What sites allow, as they last said.';

COMMENT ON COLUMN wireroom.sites.origin IS 'Scheme, host and port.';

COMMENT ON COLUMN wireroom.sites.asked_at IS 'When they were asked.';

COMMENT ON COLUMN wireroom.sites.outcome IS 'How asking for robots.txt ended.';

COMMENT ON COLUMN wireroom.sites.robots IS 'Its robots.txt.';

COMMENT ON COLUMN wireroom.sites.tdmrep IS 'Its /.well-known/tdmrep.json; empty: none; NULL: it could not be had yet.';

CREATE TABLE wireroom.story_bands (
    fortnight integer NOT NULL,
    band integer NOT NULL,
    article_id bigint NOT NULL
);

COMMENT ON TABLE wireroom.story_bands IS 'The bands of each article, to be looked up by.';

COMMENT ON COLUMN wireroom.story_bands.fortnight IS 'As the member has it.';

COMMENT ON COLUMN wireroom.story_bands.band IS 'One of its bands.';

COMMENT ON COLUMN wireroom.story_bands.article_id IS 'The article.';

CREATE TABLE wireroom.story_lock (
);

COMMENT ON TABLE wireroom.story_lock IS 'Locked by whoever puts articles into stories; holds no rows.';

CREATE TABLE wireroom.story_queue (
    "position" bigint NOT NULL,
    article_id bigint NOT NULL
);

COMMENT ON TABLE wireroom.story_queue IS 'Articles filed or revised whose story is still to be looked for; empty but for moments.';

COMMENT ON COLUMN wireroom.story_queue."position" IS 'The latest is taken first.';

COMMENT ON COLUMN wireroom.story_queue.article_id IS 'The article.';

ALTER TABLE wireroom.story_queue ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.story_queue_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.takedowns (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    is_dry_run boolean NOT NULL,
    reason text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    files bigint,
    searched bigint DEFAULT 0 NOT NULL,
    ended_at timestamp with time zone,
    report text[] DEFAULT '{}'::text[] NOT NULL,
    is_left boolean DEFAULT false NOT NULL,
    trouble text
);

COMMENT ON TABLE wireroom.takedowns IS 'Takedowns, and dry runs of them, that were begun on a page; nothing of what the article said.';

COMMENT ON COLUMN wireroom.takedowns.id IS 'Counts up.';

COMMENT ON COLUMN wireroom.takedowns.article_id IS 'Of what. No reference: the article goes, this stays.';

COMMENT ON COLUMN wireroom.takedowns.is_dry_run IS 'It only said where the article is.';

COMMENT ON COLUMN wireroom.takedowns.reason IS 'Why, as it was given; empty for a dry run.';

COMMENT ON COLUMN wireroom.takedowns.asked_by IS 'Login of whoever pressed the button.';

COMMENT ON COLUMN wireroom.takedowns.asked_at IS 'When.';

COMMENT ON COLUMN wireroom.takedowns.files IS 'Landing files to look through; NULL: not counted yet.';

COMMENT ON COLUMN wireroom.takedowns.searched IS 'Of them, those that were looked through.';

COMMENT ON COLUMN wireroom.takedowns.ended_at IS 'When it ended, well or not; NULL: under way, or broken off without a word.';

COMMENT ON COLUMN wireroom.takedowns.report IS 'What it came to, a sentence each.';

COMMENT ON COLUMN wireroom.takedowns.is_left IS 'The article may still be in what was landed: somebody must look.';

COMMENT ON COLUMN wireroom.takedowns.trouble IS 'Why it came to no good end; NULL: it did.';

ALTER TABLE wireroom.takedowns ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wireroom.takedowns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wireroom.tombstones (
    key bytea NOT NULL,
    taken_down_at timestamp with time zone NOT NULL,
    reason text NOT NULL
);

COMMENT ON TABLE wireroom.tombstones IS 'Identities of what was taken down: whatever answers to one of them is refused from then on.';

COMMENT ON COLUMN wireroom.tombstones.key IS 'An identity key, hashed with the secret.';

COMMENT ON COLUMN wireroom.tombstones.taken_down_at IS 'When.';

COMMENT ON COLUMN wireroom.tombstones.reason IS 'Why, as the operator said.';

ALTER TABLE ONLY wireroom.articles ATTACH PARTITION wireroom.articles_default DEFAULT;

ALTER TABLE ONLY wireroom.changes ALTER COLUMN "position" SET DEFAULT nextval('wireroom.changes_position'::regclass);

ALTER TABLE ONLY wireroom.active_days
    ADD CONSTRAINT active_days_pkey PRIMARY KEY (day);

ALTER TABLE ONLY wireroom.alert_silences
    ADD CONSTRAINT alert_silences_pkey PRIMARY KEY (rule, subject);

ALTER TABLE ONLY wireroom.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.archive_documents
    ADD CONSTRAINT archive_documents_pkey PRIMARY KEY (feed_id, key);

ALTER TABLE ONLY wireroom.article_heads
    ADD CONSTRAINT article_heads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.article_keys
    ADD CONSTRAINT article_keys_pkey PRIMARY KEY (key);

ALTER TABLE ONLY wireroom.article_search
    ADD CONSTRAINT article_search_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY wireroom.backfill_units
    ADD CONSTRAINT backfill_units_pkey PRIMARY KEY (key);

ALTER TABLE ONLY wireroom.backfills
    ADD CONSTRAINT backfills_key_key UNIQUE (key);

ALTER TABLE ONLY wireroom.backfills
    ADD CONSTRAINT backfills_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.change_log
    ADD CONSTRAINT change_log_pkey PRIMARY KEY (the_one);

ALTER TABLE ONLY wireroom.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY wireroom.copies
    ADD CONSTRAINT copies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.event_keys
    ADD CONSTRAINT event_keys_pkey PRIMARY KEY (span, word, article_id);

ALTER TABLE ONLY wireroom.event_members
    ADD CONSTRAINT event_members_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY wireroom.event_words
    ADD CONSTRAINT event_words_pkey PRIMARY KEY (word);

ALTER TABLE ONLY wireroom.feed_claims
    ADD CONSTRAINT feed_claims_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY wireroom.feed_documents
    ADD CONSTRAINT feed_documents_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY wireroom.feed_list
    ADD CONSTRAINT feed_list_pkey PRIMARY KEY (the_one);

ALTER TABLE ONLY wireroom.feed_retirements
    ADD CONSTRAINT feed_retirements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.feed_rhythms
    ADD CONSTRAINT feed_rhythms_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY wireroom.feed_states
    ADD CONSTRAINT feed_states_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY wireroom.feeds
    ADD CONSTRAINT feeds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.feeds
    ADD CONSTRAINT feeds_url_key UNIQUE (url);

ALTER TABLE ONLY wireroom.files_made
    ADD CONSTRAINT files_made_pkey PRIMARY KEY (kind, host, path);

ALTER TABLE ONLY wireroom.hub_receiver
    ADD CONSTRAINT hub_receiver_pkey PRIMARY KEY (is_only);

ALTER TABLE ONLY wireroom.hub_subscriptions
    ADD CONSTRAINT hub_subscriptions_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY wireroom.hub_subscriptions
    ADD CONSTRAINT hub_subscriptions_token_key UNIQUE (token);

ALTER TABLE ONLY wireroom.landings
    ADD CONSTRAINT landings_pkey PRIMARY KEY (uri);

ALTER TABLE ONLY wireroom.network_outages
    ADD CONSTRAINT network_outages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.pages
    ADD CONSTRAINT pages_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY wireroom.publishers
    ADD CONSTRAINT publishers_domain_key UNIQUE (domain);

ALTER TABLE ONLY wireroom.publishers
    ADD CONSTRAINT publishers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.rejected
    ADD CONSTRAINT rejected_key_key UNIQUE (key);

ALTER TABLE ONLY wireroom.rejected
    ADD CONSTRAINT rejected_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (article_id, version);

ALTER TABLE ONLY wireroom.run_feeds
    ADD CONSTRAINT run_feeds_pkey PRIMARY KEY (run_id, feed_id);

ALTER TABLE ONLY wireroom.runs
    ADD CONSTRAINT runs_kind_key_key UNIQUE (kind, key);

ALTER TABLE ONLY wireroom.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);

ALTER TABLE ONLY wireroom.schema_views
    ADD CONSTRAINT schema_views_pkey PRIMARY KEY (name);

ALTER TABLE ONLY wireroom.search_queue
    ADD CONSTRAINT search_queue_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY wireroom.search_words
    ADD CONSTRAINT search_words_pkey PRIMARY KEY (word);

ALTER TABLE ONLY wireroom.sightings
    ADD CONSTRAINT sightings_pkey PRIMARY KEY (article_id, feed_id);

ALTER TABLE ONLY wireroom.site_blocks
    ADD CONSTRAINT site_blocks_pkey PRIMARY KEY (site, block);

ALTER TABLE ONLY wireroom.sites
    ADD CONSTRAINT sites_pkey PRIMARY KEY (origin);

ALTER TABLE ONLY wireroom.storage
    ADD CONSTRAINT storage_pkey PRIMARY KEY (part, measured_on);

ALTER TABLE ONLY wireroom.story_bands
    ADD CONSTRAINT story_bands_pkey PRIMARY KEY (fortnight, band, article_id);

ALTER TABLE ONLY wireroom.story_links
    ADD CONSTRAINT story_links_pkey PRIMARY KEY (article_id, other_id);

ALTER TABLE ONLY wireroom.story_members
    ADD CONSTRAINT story_members_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY wireroom.story_queue
    ADD CONSTRAINT story_queue_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY wireroom.takedowns
    ADD CONSTRAINT takedowns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wireroom.tombstone_secret
    ADD CONSTRAINT tombstone_secret_pkey PRIMARY KEY (the_one);

ALTER TABLE ONLY wireroom.tombstones
    ADD CONSTRAINT tombstones_pkey PRIMARY KEY (key);

ALTER TABLE ONLY wireroom.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (the_one);

CREATE UNIQUE INDEX alerts_lasting ON wireroom.alerts USING btree (rule, subject) WHERE (ended_at IS NULL);

CREATE INDEX alerts_opened_at ON wireroom.alerts USING btree (opened_at);

CREATE INDEX archive_documents_landed_uri ON wireroom.archive_documents USING hash (landed_uri);

CREATE INDEX article_keys_article_id ON wireroom.article_keys USING btree (article_id);

CREATE INDEX article_search_published_at ON wireroom.article_search USING btree (published_at);

CREATE INDEX article_search_search ON wireroom.article_search USING gin (search);

CREATE INDEX articles_canonical_url ON ONLY wireroom.articles USING hash (canonical_url);

CREATE INDEX articles_corrected_at ON ONLY wireroom.articles USING btree (corrected_at) WHERE (corrected_at IS NOT NULL);

CREATE INDEX articles_corrected_published_at ON ONLY wireroom.articles USING btree (published_at) WHERE (corrected_at IS NOT NULL);

CREATE INDEX articles_default_canonical_url_idx ON wireroom.articles_default USING hash (canonical_url);

CREATE INDEX articles_default_corrected_at_idx ON wireroom.articles_default USING btree (corrected_at) WHERE (corrected_at IS NOT NULL);

CREATE INDEX articles_filed_at ON ONLY wireroom.articles USING btree (filed_at);

CREATE INDEX articles_default_filed_at_idx ON wireroom.articles_default USING btree (filed_at);

CREATE INDEX articles_id ON ONLY wireroom.articles USING btree (id);

CREATE INDEX articles_default_id_idx ON wireroom.articles_default USING btree (id);

CREATE INDEX articles_published_at ON ONLY wireroom.articles USING btree (published_at);

CREATE INDEX articles_default_published_at_idx ON wireroom.articles_default USING btree (published_at);

CREATE INDEX articles_default_published_at_idx1 ON wireroom.articles_default USING btree (published_at) WHERE (corrected_at IS NOT NULL);

CREATE INDEX articles_publisher_id ON ONLY wireroom.articles USING btree (publisher_id, published_at);

CREATE INDEX articles_default_publisher_id_published_at_idx ON wireroom.articles_default USING btree (publisher_id, published_at);

CREATE INDEX articles_updated_at ON ONLY wireroom.articles USING btree (updated_at);

CREATE INDEX articles_default_updated_at_idx ON wireroom.articles_default USING btree (updated_at);

CREATE INDEX articles_url ON ONLY wireroom.articles USING hash (url);

CREATE INDEX articles_default_url_idx ON wireroom.articles_default USING hash (url);

CREATE INDEX backfill_units_backfill_id ON wireroom.backfill_units USING btree (backfill_id, set_number);

CREATE INDEX backfill_units_days ON wireroom.backfill_units USING gin (days);

CREATE INDEX backfill_units_feed_days ON wireroom.backfill_units USING btree (source, unit) WHERE (uri = ''::text);

CREATE INDEX backfill_units_source ON wireroom.backfill_units USING btree (origin, source, unit);

CREATE INDEX changes_article_id ON wireroom.changes USING btree (article_id);

CREATE INDEX copies_article_id ON wireroom.copies USING btree (article_id);

CREATE INDEX event_members_event_id ON wireroom.event_members USING btree (event_id, published_at, article_id);

CREATE INDEX event_members_published_at ON wireroom.event_members USING btree (published_at) WHERE grouped;

CREATE INDEX feed_claims_run_id ON wireroom.feed_claims USING btree (run_id);

CREATE INDEX feed_retirements_feed_id ON wireroom.feed_retirements USING btree (feed_id);

CREATE INDEX feed_rhythms_learned_at ON wireroom.feed_rhythms USING btree (learned_at);

CREATE INDEX feed_states_title ON wireroom.feed_states USING hash (lower(title));

CREATE INDEX feeds_title ON wireroom.feeds USING hash (lower(title));

CREATE INDEX landings_run_id ON wireroom.landings USING btree (run_id);

CREATE INDEX landings_unfiled ON wireroom.landings USING btree (opened_at) WHERE (status = ANY (ARRAY['open'::text, 'landed'::text]));

CREATE UNIQUE INDEX network_outages_open ON wireroom.network_outages USING btree (((ended_at IS NULL))) WHERE (ended_at IS NULL);

CREATE INDEX pages_family ON wireroom.pages USING btree (family, asked_at);

CREATE INDEX pages_feed_id ON wireroom.pages USING btree (feed_id, asked_at);

CREATE INDEX pages_run_id ON wireroom.pages USING btree (run_id);

CREATE INDEX pages_under_way ON wireroom.pages USING btree (landing_uri) WHERE (outcome IS NULL);

CREATE INDEX publishers_name ON wireroom.publishers USING gin (name public.gin_trgm_ops);

CREATE INDEX rejected_feed_id ON wireroom.rejected USING btree (feed_id);

CREATE INDEX run_feeds_feed_id_run_id ON wireroom.run_feeds USING btree (feed_id, run_id);

CREATE INDEX runs_open ON wireroom.runs USING btree (id) WHERE (status = 'running'::text);

CREATE INDEX runs_started_at ON wireroom.runs USING btree (started_at);

CREATE INDEX search_words_trigrams ON wireroom.search_words USING gin (word public.gin_trgm_ops);

CREATE INDEX sightings_feed_id ON wireroom.sightings USING btree (feed_id, first_seen_at);

CREATE INDEX site_blocks_last_seen_at ON wireroom.site_blocks USING btree (last_seen_at);

CREATE INDEX story_links_other_id ON wireroom.story_links USING btree (other_id);

CREATE INDEX story_members_published_at ON wireroom.story_members USING btree (published_at) WHERE grouped;

CREATE INDEX story_members_story_id ON wireroom.story_members USING btree (story_id, published_at, article_id) WHERE grouped;

CREATE INDEX takedowns_of_article ON wireroom.takedowns USING btree (article_id, id);

CREATE UNIQUE INDEX takedowns_under_way ON wireroom.takedowns USING btree (article_id) WHERE (ended_at IS NULL);

ALTER INDEX wireroom.articles_canonical_url ATTACH PARTITION wireroom.articles_default_canonical_url_idx;

ALTER INDEX wireroom.articles_corrected_at ATTACH PARTITION wireroom.articles_default_corrected_at_idx;

ALTER INDEX wireroom.articles_filed_at ATTACH PARTITION wireroom.articles_default_filed_at_idx;

ALTER INDEX wireroom.articles_id ATTACH PARTITION wireroom.articles_default_id_idx;

ALTER INDEX wireroom.articles_published_at ATTACH PARTITION wireroom.articles_default_published_at_idx;

ALTER INDEX wireroom.articles_corrected_published_at ATTACH PARTITION wireroom.articles_default_published_at_idx1;

ALTER INDEX wireroom.articles_publisher_id ATTACH PARTITION wireroom.articles_default_publisher_id_published_at_idx;

ALTER INDEX wireroom.articles_updated_at ATTACH PARTITION wireroom.articles_default_updated_at_idx;

ALTER INDEX wireroom.articles_url ATTACH PARTITION wireroom.articles_default_url_idx;

CREATE TRIGGER leave_events AFTER DELETE ON wireroom.article_heads REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION wireroom.leave_events();

CREATE TRIGGER leave_stories AFTER DELETE ON wireroom.article_heads REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION wireroom.leave_stories();

CREATE TRIGGER lock_changes BEFORE INSERT ON wireroom.changes FOR EACH STATEMENT EXECUTE FUNCTION wireroom.lock_changes();

CREATE TRIGGER notify_changes AFTER INSERT ON wireroom.changes FOR EACH STATEMENT EXECUTE FUNCTION wireroom.notify_changes();

ALTER TABLE ONLY wireroom.alerts
    ADD CONSTRAINT alerts_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.archive_documents
    ADD CONSTRAINT archive_documents_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.backfill_units
    ADD CONSTRAINT backfill_units_backfill_id_fkey FOREIGN KEY (backfill_id) REFERENCES wireroom.backfills(id);

ALTER TABLE ONLY wireroom.backfills
    ADD CONSTRAINT backfills_run_id_fkey FOREIGN KEY (run_id) REFERENCES wireroom.runs(id);

ALTER TABLE ONLY wireroom.feed_claims
    ADD CONSTRAINT feed_claims_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.feed_claims
    ADD CONSTRAINT feed_claims_run_id_fkey FOREIGN KEY (run_id) REFERENCES wireroom.runs(id);

ALTER TABLE ONLY wireroom.feed_documents
    ADD CONSTRAINT feed_documents_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id) ON DELETE CASCADE;

ALTER TABLE ONLY wireroom.feed_retirements
    ADD CONSTRAINT feed_retirements_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.feed_rhythms
    ADD CONSTRAINT feed_rhythms_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.feed_states
    ADD CONSTRAINT feed_states_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id);

ALTER TABLE ONLY wireroom.hub_subscriptions
    ADD CONSTRAINT hub_subscriptions_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES wireroom.feeds(id) ON DELETE CASCADE;

ALTER TABLE ONLY wireroom.landings
    ADD CONSTRAINT landings_run_id_fkey FOREIGN KEY (run_id) REFERENCES wireroom.runs(id);

ALTER TABLE ONLY wireroom.run_feeds
    ADD CONSTRAINT run_feeds_run_id_fkey FOREIGN KEY (run_id) REFERENCES wireroom.runs(id);

GRANT USAGE ON SCHEMA news TO wireroom_reader;

GRANT USAGE ON SCHEMA news TO wireroom_loader;

GRANT USAGE ON SCHEMA wireroom TO wireroom_loader;

GRANT USAGE ON SCHEMA wireroom TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.article_heads TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.article_heads TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.articles TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.articles TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.copies TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.copies TO wireroom_takedown;

GRANT USAGE ON SEQUENCE wireroom.event_numbers TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.event_members TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feed_states TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feeds TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.full_copies TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.pages TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.pages TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.publishers TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.publishers TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.sightings TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.sightings TO wireroom_takedown;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.story_members TO wireroom_loader;

GRANT SELECT ON TABLE news.articles TO wireroom_reader;

GRANT SELECT ON TABLE news.articles TO wireroom_loader;

REVOKE ALL ON FUNCTION news.article(id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION news.article(id bigint) TO wireroom_reader;

GRANT ALL ON FUNCTION news.article(id bigint) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.articles_by_url(address text) FROM PUBLIC;

GRANT ALL ON FUNCTION news.articles_by_url(address text) TO wireroom_reader;

GRANT ALL ON FUNCTION news.articles_by_url(address text) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.changes(after text, most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION news.changes(after text, most integer) TO wireroom_reader;

GRANT ALL ON FUNCTION news.changes(after text, most integer) TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.change_log TO wireroom_loader;

GRANT SELECT,INSERT ON TABLE wireroom.changes TO wireroom_loader;

GRANT SELECT,INSERT ON TABLE wireroom.changes TO wireroom_takedown;

REVOKE ALL ON FUNCTION news.changes_end() FROM PUBLIC;

GRANT ALL ON FUNCTION news.changes_end() TO wireroom_reader;

GRANT ALL ON FUNCTION news.changes_end() TO wireroom_loader;

REVOKE ALL ON FUNCTION news.did_you_mean(query text) FROM PUBLIC;

GRANT ALL ON FUNCTION news.did_you_mean(query text) TO wireroom_reader;

GRANT ALL ON FUNCTION news.did_you_mean(query text) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.search(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) FROM PUBLIC;

GRANT ALL ON FUNCTION news.search(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) TO wireroom_reader;

GRANT ALL ON FUNCTION news.search(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.search_count(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) FROM PUBLIC;

GRANT ALL ON FUNCTION news.search_count(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) TO wireroom_reader;

GRANT ALL ON FUNCTION news.search_count(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.search_fuzzy(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) FROM PUBLIC;

GRANT ALL ON FUNCTION news.search_fuzzy(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) TO wireroom_reader;

GRANT ALL ON FUNCTION news.search_fuzzy(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text, max_results integer) TO wireroom_loader;

REVOKE ALL ON FUNCTION news.search_ids(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) FROM PUBLIC;

GRANT ALL ON FUNCTION news.search_ids(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) TO wireroom_reader;

GRANT ALL ON FUNCTION news.search_ids(query text, since timestamp with time zone, until timestamp with time zone, publisher text, language text) TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.run_feeds TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.ensure_partition(month timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.ensure_partition(month timestamp with time zone) TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.forget_polls(before timestamp with time zone, runs integer) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.forget_polls(before timestamp with time zone, runs integer) TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.forget_rejected(before timestamp with time zone, entries integer) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.forget_rejected(before timestamp with time zone, entries integer) TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.forget_runs(before timestamp with time zone, runs integer) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.forget_runs(before timestamp with time zone, runs integer) TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.search_words TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.search_words TO wireroom_takedown;

REVOKE ALL ON FUNCTION wireroom.is_somebody_at_work() FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.hub_receiver TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.hub_subscriptions TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.merge_year(year integer) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.merge_year(year integer) TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.refresh_statistics() FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.refresh_statistics() TO wireroom_loader;

REVOKE ALL ON FUNCTION wireroom.release_rejected(keys bytea[]) FROM PUBLIC;

GRANT ALL ON FUNCTION wireroom.release_rejected(keys bytea[]) TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.article_search TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.article_search TO wireroom_takedown;

GRANT SELECT ON TABLE wireroom.tombstone_secret TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.tombstone_secret TO wireroom_takedown;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.alert_silences TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.alerts TO wireroom_loader;

GRANT SELECT ON TABLE news.alerts TO wireroom_reader;

GRANT SELECT ON TABLE news.alerts TO wireroom_loader;

GRANT SELECT,INSERT,DELETE ON TABLE wireroom.revisions TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.revisions TO wireroom_takedown;

GRANT UPDATE(seen_at) ON TABLE wireroom.revisions TO wireroom_loader;

GRANT UPDATE(replaced_at) ON TABLE wireroom.revisions TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.runs TO wireroom_loader;

GRANT SELECT ON TABLE news.arrivals TO wireroom_reader;

GRANT SELECT ON TABLE news.arrivals TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.backfill_units TO wireroom_loader;

GRANT SELECT ON TABLE news.backfill_units TO wireroom_reader;

GRANT SELECT ON TABLE news.backfill_units TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.backfills TO wireroom_loader;

GRANT SELECT ON TABLE news.backfills TO wireroom_reader;

GRANT SELECT ON TABLE news.backfills TO wireroom_loader;

GRANT SELECT ON TABLE news.revisions TO wireroom_reader;

GRANT SELECT ON TABLE news.revisions TO wireroom_loader;

GRANT SELECT ON TABLE news.corrections TO wireroom_reader;

GRANT SELECT ON TABLE news.corrections TO wireroom_loader;

GRANT SELECT ON TABLE news.coverage TO wireroom_reader;

GRANT SELECT ON TABLE news.coverage TO wireroom_loader;

GRANT SELECT ON TABLE news.disagreements TO wireroom_reader;

GRANT SELECT ON TABLE news.disagreements TO wireroom_loader;

GRANT SELECT ON TABLE news.drops TO wireroom_reader;

GRANT SELECT ON TABLE news.drops TO wireroom_loader;

GRANT SELECT ON TABLE news.events TO wireroom_reader;

GRANT SELECT ON TABLE news.events TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feed_list TO wireroom_loader;

GRANT SELECT ON TABLE news.feed_list TO wireroom_reader;

GRANT SELECT ON TABLE news.feed_list TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.network_outages TO wireroom_loader;

GRANT SELECT ON TABLE news.feeds TO wireroom_reader;

GRANT SELECT ON TABLE news.feeds TO wireroom_loader;

GRANT SELECT ON TABLE news.freshness TO wireroom_reader;

GRANT SELECT ON TABLE news.freshness TO wireroom_loader;

GRANT SELECT ON TABLE news.hub_subscriptions TO wireroom_reader;

GRANT SELECT ON TABLE news.hub_subscriptions TO wireroom_loader;

GRANT SELECT ON TABLE news.pages TO wireroom_reader;

GRANT SELECT ON TABLE news.pages TO wireroom_loader;

GRANT SELECT ON TABLE news.polls TO wireroom_reader;

GRANT SELECT ON TABLE news.polls TO wireroom_loader;

GRANT SELECT ON TABLE news.publishers TO wireroom_reader;

GRANT SELECT ON TABLE news.publishers TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.rejected TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.rejected TO wireroom_takedown;

GRANT SELECT ON TABLE news.rejected TO wireroom_reader;

GRANT SELECT ON TABLE news.rejected TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feed_retirements TO wireroom_loader;

GRANT SELECT ON TABLE news.retirements TO wireroom_reader;

GRANT SELECT ON TABLE news.retirements TO wireroom_loader;

GRANT SELECT ON TABLE news.runs TO wireroom_reader;

GRANT SELECT ON TABLE news.runs TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.search_queue TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.search_queue TO wireroom_takedown;

GRANT SELECT ON TABLE news.search_queue TO wireroom_reader;

GRANT SELECT ON TABLE news.search_queue TO wireroom_loader;

GRANT SELECT ON TABLE news.sightings TO wireroom_reader;

GRANT SELECT ON TABLE news.sightings TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.storage TO wireroom_loader;

GRANT SELECT ON TABLE news.storage TO wireroom_reader;

GRANT SELECT ON TABLE news.storage TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.story_links TO wireroom_loader;

GRANT SELECT ON TABLE news.stories TO wireroom_reader;

GRANT SELECT ON TABLE news.stories TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.watch TO wireroom_loader;

GRANT SELECT ON TABLE news.watch TO wireroom_reader;

GRANT SELECT ON TABLE news.watch TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.active_days TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.alerts_id_seq TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.archive_documents TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.article_heads_id_seq TO wireroom_loader;

GRANT SELECT,INSERT ON TABLE wireroom.article_keys TO wireroom_loader;

GRANT SELECT,DELETE ON TABLE wireroom.article_keys TO wireroom_takedown;

GRANT SELECT ON TABLE wireroom.articles_default TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.backfills_id_seq TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.changes_position TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.changes_position TO wireroom_takedown;

GRANT USAGE ON SEQUENCE wireroom.copies_id_seq TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.event_keys TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.event_words TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.feed_claims TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feed_documents TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.feed_retirements_id_seq TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.feed_rhythms TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.feed_rows TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.feeds_id_seq TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.files_made TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.files_made TO wireroom_takedown;

GRANT SELECT,UPDATE ON TABLE wireroom.filing_lock TO wireroom_loader;

GRANT UPDATE ON TABLE wireroom.filing_lock TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.landings TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.network_outages_id_seq TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.publishers_id_seq TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.rejected_id_seq TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.runs_id_seq TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.schema_migrations TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.schema_views TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.site_blocks TO wireroom_loader;

GRANT SELECT,DELETE,UPDATE ON TABLE wireroom.site_blocks TO wireroom_takedown;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.sites TO wireroom_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.story_bands TO wireroom_loader;

GRANT SELECT,UPDATE ON TABLE wireroom.story_lock TO wireroom_loader;

GRANT UPDATE ON TABLE wireroom.story_lock TO wireroom_takedown;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE wireroom.story_queue TO wireroom_loader;

GRANT USAGE ON SEQUENCE wireroom.story_queue_position_seq TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.takedowns TO wireroom_loader;

GRANT SELECT,INSERT,UPDATE ON TABLE wireroom.takedowns TO wireroom_takedown;

GRANT USAGE ON SEQUENCE wireroom.takedowns_id_seq TO wireroom_loader;

GRANT SELECT ON TABLE wireroom.tombstones TO wireroom_loader;

GRANT SELECT,INSERT ON TABLE wireroom.tombstones TO wireroom_takedown;
