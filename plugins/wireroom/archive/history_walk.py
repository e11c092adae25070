"""Walks from document to older document: a feed's past in, the documents that may hold a day out.

What the index knows is not asked for again; what was landed is read from there. Where the walk begins and
which document comes after which is the origin's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wireroom.archive.archive_index import IndexedDocument
from wireroom.archive.feed_history import FeedHistory
from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.read_history import HistoryReading, read_history
from wireroom.archive.walk_guard import WalkGuard
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import ArchivedDocument, Exchange, Outcome

TOLERANCE = timedelta(days=2)  # documents are cut by when an entry was filed, days by when it was published
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HistoryWalk:
    """One walk for the origin `name`.

    `indexed` makes of a document that was read what the index is to know: where it leads, whether it stands
    for ever; None: the walk has come to its end before this document.
    """

    name: str
    history: FeedHistory
    indexed: Callable[[str, Exchange, HistoryReading], IndexedDocument | None]
    ends_when_missing: bool = False  # nobody promised the document that is not there

    def documents(self, url: str | None, day: date | None) -> Iterator[ArchivedDocument]:
        """From `url` on, documents that may hold entries of `day` (None: all), newest first.

        Raises OriginError where the chain breaks, loops or does not end, NotCoveredError where it does not
        reach the day; what was reached was given before.
        """
        start, end = day_bounds(day, TOLERANCE) if day else (None, None)
        guard = WalkGuard(self.name, self.history.max_documents)
        reach = _Reach(self.name, self.history.subscription)
        while url:
            guard.enter(url)
            known = self.history.index.find(url, self.history.now)
            if known is None or start is None or end is None or known.may_hold(start, end):
                read = self._read(url, known)
                if read is None:
                    break
                document, known = read
                guard.passed(known, document.body)
                if start is None or end is None or known.may_hold(start, end):
                    yield document
            reach.passed(known)
            if start and known.newest and known.newest < start:
                break
            url = known.older
        if day:
            reach.must_cover(day)

    def fetch(self, url: str) -> Exchange:
        """What the publisher answers. Raises OriginError where it is no document."""
        exchange = self.history.get(url)
        self._must_be_well(url, exchange)
        return exchange

    def read(self, exchange: Exchange) -> HistoryReading:
        """What a walk wants to know of it."""
        return read_history(exchange, self.history.date_of)

    def document(self, exchange: Exchange) -> ArchivedDocument:
        """What was answered, as a document of the past."""
        return ArchivedDocument(
            exchange.url,
            exchange.url,
            exchange.body,
            exchange.fetched_at,
            exchange.content_type,
            self.history.feed_id,
        )

    def cost(self, url: str | None, day: date | None) -> Cost:
        """From what the index knows: documents to pass and to read; a guess where it ends too early."""
        known = list(self._known_chain(url))
        dated = [item for item in known if item.oldest and item.newest]
        last = known[-1] if known else None
        if last is None or not dated:
            return Cost(None, None, f"{self.history.subscription}: its archive has not been visited yet")
        oldest = min(item.oldest for item in dated if item.oldest)
        start, end = day_bounds(day, TOLERANCE) if day else (oldest, self.history.now)
        fetched = [item for item in known if item.may_hold(start, end) and not item.landed_uri]
        size = sum(item.size for item in fetched)
        if last.older is None or oldest < start:
            return Cost(len(fetched), size, "known from earlier runs")
        newest = max(item.newest for item in dated if item.newest)
        per_day = len(dated) / max((newest - oldest) / _DAY, 1.0)
        ahead = max(int((oldest - start) / _DAY * per_day), 1)
        mean = sum(item.size for item in dated) // len(dated)
        return Cost(len(fetched) + ahead, size + ahead * mean, "estimated from the documents visited so far")

    def _read(
        self, url: str, known: IndexedDocument | None
    ) -> tuple[ArchivedDocument, IndexedDocument] | None:
        """From where it was landed, else from the publisher."""
        history = self.history
        body = history.recall(known) if known and known.permanent and known.landed_uri else None
        if known and body is not None:
            uri = known.landed_uri or url
            return ArchivedDocument(uri, url, body, known.fetched_at, None, history.feed_id), known
        exchange = history.get(url)
        if self.ends_when_missing and exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}:
            return None
        self._must_be_well(url, exchange)
        fresh = self.indexed(url, exchange, self.read(exchange))
        if fresh is None:
            return None
        if fresh.older:  # a publisher may write the feed's own secret into its links
            fresh = replace(fresh, older=history.conceal(fresh.older))
        history.index.note(fresh)
        return self.document(exchange), fresh

    def _must_be_well(self, url: str, exchange: Exchange) -> None:
        if exchange.outcome is not Outcome.OK:
            reason = exchange.detail or exchange.outcome.value.replace("_", " ")
            raise OriginError(f"{url}: {reason}; what was reached before it was kept", origin=self.name)

    def _known_chain(self, url: str | None) -> Iterator[IndexedDocument]:
        """The index in walking order, as far as it reaches without a request."""
        seen: set[str] = set()
        index = self.history.index
        while url and url not in seen and (item := index.find(url, self.history.now)):
            seen.add(url)
            yield item
            url = item.older


class _Reach:
    """The dates that the documents of a walk span: whether they reach a day."""

    def __init__(self, name: str, subscription: str) -> None:
        self._name, self._subscription = name, subscription
        self._oldest: datetime | None = None
        self._newest: datetime | None = None
        self._passed = 0
        self._is_known = True

    def passed(self, document: IndexedDocument) -> None:
        """One without dates may hold any day."""
        self._passed += 1
        if document.oldest is None or document.newest is None:
            self._is_known = False
            return
        self._oldest = min(self._oldest or document.oldest, document.oldest)
        self._newest = max(self._newest or document.newest, document.newest)

    def must_cover(self, day: date) -> None:
        """Raises NotCoveredError, in words, where the day lies outside."""
        start, end = day_bounds(day)
        if not self._passed:
            words = "it has no older documents"
        elif self._is_known and self._oldest and self._oldest >= end:
            words = f"its oldest document begins on {self._oldest:%Y-%m-%d}"
        elif self._is_known and self._newest and self._newest < start:
            words = f"its newest document but today's ends on {self._newest:%Y-%m-%d}"
        else:
            return
        raise NotCoveredError(f"{self._subscription}: {words}", origin=self._name)
