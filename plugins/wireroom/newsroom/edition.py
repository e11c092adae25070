"""What one feed shows at one moment, ready to be written in any shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wireroom.newsroom.outlet import Outlet, OutletFeed
from wireroom.newsroom.story import Story


@dataclass(frozen=True, slots=True)
class Edition:
    """A feed's window at one moment; `changed` is when a word of it last changed."""

    outlet: Outlet
    feed: OutletFeed
    stories: tuple[Story, ...]  # newest first
    changed: datetime
    links: tuple[tuple[str, str], ...] = ()  # rel and absolute URL, besides self
    marks: tuple[str, ...] = ()  # of RFC 5005: archive, complete
    url: str = ""  # of this document; empty: the feed's own

    @property
    def self_url(self) -> str:
        """Where this document lives."""
        return self.url or self.outlet.site + self.feed.path
