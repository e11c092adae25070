"""Walk a feed page by page as WordPress serves it (`?paged=2`, `?paged=3`, …), newest first.

    page 1, the feed itself ─▶ ?paged=2 ─▶ ?paged=3 ─▶ … ─▶ a page that is missing, empty or shown before

No page links to the next, so only what a page holds can end the walk. Servers that do not know `paged`
answer every number with page 1: a page without an entry that is new ends the walk and is not believed.
Page 1 is today's feed: it is asked for to know it again, and its entries are left alone unless the caller
wants all there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urlsplit

from wireroom.archive.origin import Cost
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.history_walk import HistoryWalk
from wireroom.archive.walks.read_history import HistoryReading
from wireroom.models import ArchivedDocument, Exchange

NAME = "paged"


@dataclass(frozen=True, slots=True)
class PagedOrigin:
    """One feed's pages, from the second on."""

    history: FeedHistory

    def cost(self, day: date | None) -> Cost:
        """The cost by the index of pages, each valid for an hour; without a request."""
        return HistoryWalk(NAME, self.history, _Pages(self.history).indexed).cost(self._page(2), day)

    def estimate(self, days: Sequence[date]) -> Cost:
        """The cost of all `days`, requesting a few pages if none is known."""
        history, pages = self.history, _Pages(self.history)
        walk = HistoryWalk(NAME, history, pages.indexed, ends_when_missing=True)
        if history.index.find(self._page(2), history.now):
            return walk.estimate(self._page(2), days)
        exchange = walk.fetch(history.subscription)
        pages.are_new(walk.read(exchange))
        return Cost(1, len(exchange.body), "") + walk.estimate(self._page(2), days)

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Pages that may hold entries of `day` (None: all), newest first."""
        history, pages = self.history, _Pages(self.history)
        walk = HistoryWalk(NAME, history, pages.indexed, ends_when_missing=True)
        if history.with_subscription or history.index.find(self._page(2), history.now) is None:
            exchange = walk.fetch(history.subscription)
            pages.are_new(walk.read(exchange))
            if history.with_subscription:
                yield walk.document(exchange)
        yield from walk.documents(self._page(2), day)

    def _page(self, number: int) -> str:
        return page_url(self.history.subscription, number)


class _Pages:
    """Entries seen on the pages of one walk."""

    def __init__(self, history: FeedHistory) -> None:
        self._history = history
        self._shown: set[str] = set()

    def are_new(self, reading: HistoryReading) -> bool:
        """Whether the page has an entry that no page before it had; its entries are remembered."""
        new = reading.entries - self._shown
        self._shown |= new
        return bool(new)

    def indexed(self, url: str, exchange: Exchange, reading: HistoryReading) -> IndexedDocument | None:
        """The index entry of a page, which leads to the next; None if the pages have ended.

        Raises OriginError for a page that is no feed after one that was.
        """
        subscription = self._history.subscription
        number = int(url.rpartition("paged=")[2])
        if number > 2:
            reading.must_be_feed(url, origin=NAME)
        if not self.are_new(reading):
            if number == 2:
                words = "shows its first page again" if reading.entries else "is no feed"
                self._history.note(f"{subscription}: `?paged=2` {words}; this feed is not served in pages")
            return None
        older = page_url(subscription, number + 1)
        size = len(exchange.body)
        return IndexedDocument(
            url, exchange.fetched_at, reading.oldest, reading.newest, older, size=size, origin=NAME
        )


def page_url(subscription: str, number: int) -> str:
    """The address of page `number` of a feed."""
    url = urldefrag(subscription).url
    return f"{url}{'&' if urlsplit(url).query else '?'}paged={number}"
