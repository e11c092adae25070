"""Walk a feed's history as RFC 5005 links it: archive documents (§4), pages (§3) or one complete feed (§2).

    subscription document ─ prev-archive ─▶ newest archive ─ prev-archive ─▶ … ─▶ oldest
    page 1 ─ next ─▶ page 2 ─ next ─▶ …

The subscription document is today's feed: it is asked for the way and its entries are left alone, since
a dated run must not depend on today. Two exceptions: it says fh:complete (then it is the archive), or
the caller asked for all there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wireroom.archive.origin import Cost
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.history_walk import HistoryWalk
from wireroom.archive.walks.read_history import HistoryReading
from wireroom.common.urls import absolute_url
from wireroom.models import ArchivedDocument, Exchange

NAME = "rfc5005"


@dataclass(frozen=True, slots=True)
class Rfc5005Origin:
    """One feed's history, from its newest `archive` document if that is known, else from the feed itself."""

    history: FeedHistory

    def cost(self, day: date | None) -> Cost:
        """The cost by the index, without a request."""
        known = [item for item in self.history.index if item.origin == NAME]
        linked = {item.older for item in known}
        first = self._bookmark or next((item.url for item in known if item.url not in linked), None)
        return self._walk.cost(first, day)

    def estimate(self, days: Sequence[date]) -> Cost:
        """The cost of all `days`, requesting the feed and a few documents if none is known yet."""
        if self._bookmark:
            return self._walk.estimate(self._bookmark, days)
        exchange = self._walk.fetch(self.history.subscription)
        older = self._walk.read(exchange).links.older
        way = Cost(max(len(days), 1), len(exchange.body), "")
        return way + self._walk.estimate(self.history.conceal(older) if older else None, days)

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Documents that may hold entries of `day` (None: all), newest first."""
        walk = self._walk
        url = self._bookmark
        if url is None or self.history.with_subscription:
            exchange = walk.fetch(self.history.subscription)
            links = walk.read(exchange).links
            url = self.history.conceal(links.older) if links.older else url
            if self.history.with_subscription or links.is_complete or links.is_archive:
                yield walk.document(exchange)
            if url is None and (links.is_complete or links.is_archive):
                return
        yield from walk.documents(url, day)

    @property
    def _walk(self) -> HistoryWalk:
        return HistoryWalk(NAME, self.history, _indexed)

    @property
    def _bookmark(self) -> str | None:
        """The absolute address of the newest archive document: it is stored as the feed wrote it."""
        return absolute_url(self.history.archive, self.history.subscription)


def _indexed(url: str, exchange: Exchange, reading: HistoryReading) -> IndexedDocument:
    reading.must_be_feed(url, origin=NAME)
    links = reading.links
    is_past = bool(links.next_archive) or links.current not in {None, url}
    permanent = links.is_archive or is_past  # many archives carry no fh:archive; today's feed has neither
    return IndexedDocument(
        url,
        exchange.fetched_at,
        reading.oldest,
        reading.newest,
        links.older,
        permanent,
        len(exchange.body),
        origin=NAME,
    )
