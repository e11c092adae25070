"""Which feeds there are: feeds.yaml and OPML in, specs, due feeds and shards out."""

from wireroom.sources.duration import read_duration, write_duration
from wireroom.sources.edit_feeds_file import add_feeds, pause_feed, remove_feed
from wireroom.sources.feed_url import read_feed_url
from wireroom.sources.load_feeds_file import load_feeds_file
from wireroom.sources.named_feeds import named_feeds
from wireroom.sources.new_feed import new_feed
from wireroom.sources.pack_shards import pack_shards
from wireroom.sources.politeness_family import politeness_family
from wireroom.sources.read_opml import read_opml
from wireroom.sources.stands_still import file_mark, stands_still
from wireroom.sources.write_opml import write_opml

__all__ = [
    "add_feeds",
    "file_mark",
    "load_feeds_file",
    "named_feeds",
    "new_feed",
    "pack_shards",
    "pause_feed",
    "politeness_family",
    "read_duration",
    "read_feed_url",
    "read_opml",
    "remove_feed",
    "stands_still",
    "write_duration",
    "write_opml",
]
