"""Read and edit lists of feeds (feeds.yaml and OPML), find feeds on pages, and pack feeds into shards."""

from wireroom.sources.declare_feed import new_feed
from wireroom.sources.edit_feeds_file import add_feeds, move_feed, pause_feed, remove_feed, restore_feed
from wireroom.sources.feed_keys import Value, usual_country
from wireroom.sources.feed_url import MOST_NAMED, linked_feeds, named_feeds, refreshed_to, refuse_references
from wireroom.sources.load_feeds_file import (
    file_mark,
    list_hash,
    load_feeds_file,
    stands_still,
    warn_of_open_secrets,
)
from wireroom.sources.opml import read_opml, write_opml
from wireroom.sources.pack_shards import pack_families, pack_shards

__all__ = [
    "MOST_NAMED",
    "Value",
    "add_feeds",
    "file_mark",
    "linked_feeds",
    "list_hash",
    "load_feeds_file",
    "move_feed",
    "named_feeds",
    "new_feed",
    "pack_families",
    "pack_shards",
    "pause_feed",
    "read_opml",
    "refreshed_to",
    "refuse_references",
    "remove_feed",
    "restore_feed",
    "stands_still",
    "usual_country",
    "warn_of_open_secrets",
    "write_opml",
]
