"""Which feeds there are: feeds.yaml and OPML in, specs, due feeds and shards out."""
