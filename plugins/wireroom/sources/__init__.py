"""Which feeds there are: feeds.yaml and OPML in, specs, due feeds and shards out."""

from wireroom.sources.load_feeds_file import load_feeds_file
from wireroom.sources.pack_shards import pack_shards
from wireroom.sources.politeness_family import politeness_family

__all__ = ["load_feeds_file", "pack_shards", "politeness_family"]
