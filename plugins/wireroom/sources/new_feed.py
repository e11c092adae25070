"""What an operator types for a feed in, its declaration out."""

from __future__ import annotations

from collections.abc import Mapping

from wireroom.errors import ConfigurationError
from wireroom.models import FeedSpec
from wireroom.sources.feed_keys import READERS, shown_value
from wireroom.sources.politeness_family import politeness_family
from wireroom.sources.without_secrets import without_secrets


def new_feed(values: Mapping[str, str]) -> FeedSpec:
    """A feed from texts by key, as feeds.yaml would hold them. Raises ConfigurationError in words."""
    read = {}
    for key, text in values.items():
        try:
            read[key] = READERS[key](text)
        except ValueError as error:
            raise ConfigurationError(f"{shown_value(key, text)} {error}") from error
    return without_secrets(FeedSpec(**read, family=politeness_family(read["url"])))
