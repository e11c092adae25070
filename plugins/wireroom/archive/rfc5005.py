"""Walks a feed's history as RFC 5005 links it: archive documents (§4), pages (§3) or one complete feed (§2).

    subscription document ─ prev-archive ─▶ newest archive ─ prev-archive ─▶ … ─▶ oldest
    page 1 ─ next ─▶ page 2 ─ next ─▶ …

The subscription document is today's feed: it is asked for the way and its entries are left alone, since
a dated run must not depend on today. Two exceptions: it says fh:complete (then it is the archive), or
the caller asked for all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from wireroom.archive.archive_index import ArchiveIndex, IndexedDocument
from wireroom.archive.feed_links import FeedLinks, feed_links
from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.walk_guard import WalkGuard
from wireroom.errors import OriginError
from wireroom.models import ArchivedDocument, Exchange, Outcome

Span = tuple[datetime | None, datetime | None]  # oldest and newest date of a document's entries

NAME = "rfc5005"
TOLERANCE = timedelta(days=2)  # documents are cut by when an entry was filed, days by when it was published
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rfc5005Origin:
    """One feed's history.

    `get` fetches (and may land) one URL; `span_of(body, url)` reads the dates of its entries;
    `recall` gives the bytes of an indexed document that was landed before, or None.
    Give `archive`, the newest archive document, where it is known; else it is found through `subscription`.
    """

    subscription: str
    get: Callable[[str], Exchange]
    span_of: Callable[[bytes, str], Span]
    now: datetime
    archive: str | None = None
    index: ArchiveIndex = field(default_factory=ArchiveIndex)
    recall: Callable[[IndexedDocument], bytes | None] = lambda document: None
    feed_id: int | None = None
    with_subscription: bool = False  # its entries too, for a first import of all there is
    max_documents: int = 2_000

    @property
    def name(self) -> str:
        """`rfc5005`."""
        return NAME

    @property
    def _bookmark(self) -> str | None:
        """`archive`, absolute: feeds may give it relative, and it is kept as they wrote it."""
        return urljoin(self.subscription, self.archive) if self.archive else None

    def cost(self, day: date) -> Cost:
        """From what the index knows: documents to pass and to read; a guess where it ends too early."""
        start, end = day_bounds(day, TOLERANCE)
        known = list(self._known_chain())
        fetched = [item for item in known if item.may_hold(start, end) and not item.landed_uri]
        dated = [item for item in known if item.oldest and item.newest]
        last = known[-1] if known else None
        if last is None or not dated:
            return Cost(None, None, f"{self.subscription}: its archive has not been visited yet")
        size = sum(item.size for item in fetched)
        oldest = min(item.oldest for item in dated if item.oldest)
        if last.older is None or oldest < start:
            return Cost(len(fetched), size, "known from earlier runs")
        newest = max(item.newest for item in dated if item.newest)
        per_day = len(dated) / max((newest - oldest) / _DAY, 1.0)
        ahead = max(int((oldest - start) / _DAY * per_day), 1)
        mean = sum(item.size for item in dated) // len(dated)
        return Cost(len(fetched) + ahead, size + ahead * mean, "estimated from the documents visited so far")

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Documents that may hold entries of `day` (None: all), newest first.

        Raises OriginError where the chain breaks, loops or does not end; what was reached was given before.
        """
        start, end = day_bounds(day, TOLERANCE) if day else (None, None)
        guard = WalkGuard(self.max_documents)
        url, first = self._entrance()
        if first is not None:
            yield first
        while url:
            guard.enter(url)
            known = self.index.find(url, self.now)
            if known is None or start is None or end is None or known.may_hold(start, end):
                document, known = self._read(url, known)
                guard.passed(known, document.body)
                if start is None or end is None or known.may_hold(start, end):
                    yield document
            if start and known.newest and known.newest < start:
                return
            url = known.older

    def _entrance(self) -> tuple[str | None, ArchivedDocument | None]:
        """The first document of the past and, where its entries count, the subscription document."""
        if self.archive and not self.with_subscription:
            return self._bookmark, None
        exchange = self._fetch(self.subscription)
        links = feed_links(exchange.body, exchange.answered_from, exchange.headers)
        counts = self.with_subscription or links.is_complete or links.is_archive
        return links.older, self._document(exchange) if counts else None

    def _read(self, url: str, known: IndexedDocument | None) -> tuple[ArchivedDocument, IndexedDocument]:
        """From where it was landed, else from the publisher."""
        body = self.recall(known) if known and known.permanent and known.landed_uri else None
        if known and body is not None:
            return ArchivedDocument(
                known.landed_uri or url, url, body, known.fetched_at, None, self.feed_id
            ), known
        exchange = self._fetch(url)
        links = feed_links(exchange.body, exchange.answered_from, exchange.headers)
        known = self._indexed(url, exchange, links)
        self.index.note(known)
        return self._document(exchange), known

    def _indexed(self, url: str, exchange: Exchange, links: FeedLinks) -> IndexedDocument:
        oldest, newest = self.span_of(exchange.body, url)
        is_past = bool(links.next_archive) or links.current not in {None, url}
        permanent = links.is_archive or is_past  # many archives carry no fh:archive; today's feed has neither
        return IndexedDocument(
            url, exchange.fetched_at, oldest, newest, links.older, permanent, len(exchange.body)
        )

    def _fetch(self, url: str) -> Exchange:
        exchange = self.get(url)
        if exchange.outcome is not Outcome.OK:
            reason = exchange.detail or exchange.outcome.value.replace("_", " ")
            raise OriginError(f"{url}: {reason}; what was reached before it was kept", origin=NAME)
        return exchange

    def _document(self, exchange: Exchange) -> ArchivedDocument:
        return ArchivedDocument(
            exchange.url,
            exchange.url,
            exchange.body,
            exchange.fetched_at,
            exchange.content_type,
            self.feed_id,
        )

    def _known_chain(self) -> Iterator[IndexedDocument]:
        """The index in walking order, as far as it reaches without a request."""
        urls = {item.older for item in self.index}
        url = self._bookmark or next((item.url for item in self.index if item.url not in urls), None)
        seen: set[str] = set()
        while url and url not in seen and (item := self.index.find(url, self.now)):
            seen.add(url)
            yield item
            url = item.older
