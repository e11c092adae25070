-- Readers: the schema news and nothing else. Loaders: what the queries of runs write, held by
-- tests/integration/store/test_loader_rights.py; no table of their own making, no deleting but from queues, of what runs have
-- claimed, of what sites' pages have in common, and of versions and stories that are made anew.
GRANT USAGE ON SCHEMA news TO wireroom_reader, wireroom_loader;
GRANT SELECT ON ALL TABLES IN SCHEMA news TO wireroom_reader, wireroom_loader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA news FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA news TO wireroom_reader, wireroom_loader;

GRANT USAGE ON SCHEMA wireroom TO wireroom_loader;
GRANT SELECT ON ALL TABLES IN SCHEMA wireroom TO wireroom_loader;
GRANT INSERT, UPDATE ON
    wireroom.feeds, wireroom.feed_states, wireroom.publishers, wireroom.article_heads, wireroom.articles,
    wireroom.sightings, wireroom.runs, wireroom.run_feeds, wireroom.rejected, wireroom.article_search,
    wireroom.feed_retirements, wireroom.feed_list, wireroom.feed_documents,
    wireroom.search_words, wireroom.network_outages, wireroom.landings, wireroom.backfills, wireroom.backfill_units, wireroom.storage,
    wireroom.alerts, wireroom.watch, wireroom.feed_rhythms, wireroom.active_days, wireroom.sites,
    wireroom.archive_documents, wireroom.hub_subscriptions, wireroom.hub_receiver, wireroom.event_words, wireroom.files_made
TO wireroom_loader;
GRANT INSERT ON wireroom.article_keys, wireroom.changes TO wireroom_loader;
-- Versions are made anew from the copies where a capture comes in late.
GRANT INSERT, UPDATE ON wireroom.copies TO wireroom_loader;
GRANT INSERT, DELETE ON wireroom.revisions TO wireroom_loader;
REVOKE UPDATE ON wireroom.revisions FROM wireroom_loader; -- all of it, for some days of November 2026
GRANT UPDATE (seen_at, replaced_at) ON wireroom.revisions TO wireroom_loader; -- dates that a clock ahead has given
GRANT INSERT, UPDATE, DELETE ON
    wireroom.search_queue, wireroom.feed_claims, wireroom.alert_silences, wireroom.pages,
    wireroom.site_blocks
TO wireroom_loader;
GRANT INSERT, UPDATE, DELETE ON
    wireroom.story_members, wireroom.story_bands, wireroom.story_links, wireroom.story_queue,
    wireroom.event_members, wireroom.event_keys
TO wireroom_loader;
GRANT UPDATE ON wireroom.filing_lock, wireroom.story_lock TO wireroom_loader; -- what locking it takes; it holds no rows
GRANT USAGE ON ALL SEQUENCES IN SCHEMA wireroom TO wireroom_loader;
GRANT EXECUTE ON FUNCTION
    wireroom.ensure_partition, wireroom.merge_year, wireroom.forget_polls, wireroom.forget_runs, wireroom.forget_rejected,
    wireroom.refresh_statistics, wireroom.release_rejected
TO wireroom_loader;
