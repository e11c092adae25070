"""Fetched pages of a batch in, what came of each out; blocks that a site's pages repeat are known meanwhile.

Each tells what it says, so that boilerplate is known by the third page of a site; those of the batch that
were read before are read again then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.full_text.page_version import Stored
from wireroom.full_text.read_fetched_page import ReadPage, read_fetched_page
from wireroom.models import Exchange, Feed, IsRepeated, SiteRules
from wireroom.runtime.document_budget import Watchdog
from wireroom.transform.site_boilerplate import SiteBoilerplate


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page beside its article, not read yet; `number`: as the watch knows it."""

    stored: Stored
    feed: Feed
    exchange: Exchange
    number: int
    rules: SiteRules | None
    now: datetime

    def read(self, watch: Watchdog, is_repeated: IsRepeated | None) -> ReadPage:
        """What came of it, where `is_repeated` knows its site's boilerplate."""
        return read_fetched_page(
            self.stored,
            self.feed,
            self.exchange,
            watch,
            self.number,
            rules=self.rules,
            now=self.now,
            is_repeated=is_repeated,
        )


def read_together(
    pages: Sequence[FetchedPage], boilerplate: SiteBoilerplate, watch: Watchdog
) -> list[ReadPage]:
    """In their order; `boilerplate` learns what they say, and is not saved."""
    before, read = [], []
    for page in pages:
        url = page.exchange.answered_from
        read.append(page.read(watch, boilerplate.repeated(url)))
        before.append(boilerplate.known(url, read[-1].tail))
        boilerplate.add(url, read[-1].tail)
    for place, page in enumerate(pages):
        url = page.exchange.answered_from
        if boilerplate.known(url, read[place].tail) != before[place]:
            read[place] = page.read(watch, boilerplate.repeated(url))
    return read
