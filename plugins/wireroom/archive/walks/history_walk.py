"""Walk a feed's past from document to older document, to those that may hold a day.

What the index knows is not asked for again; what was landed is read from there. Where the walk begins and
which document comes after which is the origin's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.read_history import HistoryReading, read_history
from wireroom.archive.walks.walk_cost import TOLERANCE, walk_cost
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import ArchivedDocument, Exchange, Outcome

_STUCK = 10  # documents in a row that are no older than what was read before


@dataclass(frozen=True, slots=True)
class HistoryWalk:
    """One walk for the origin `name`.

    `indexed` makes the index entry of a document that was read (where it leads, whether it is permanent), or
    None if the walk has ended before it.
    """

    name: str
    history: FeedHistory
    indexed: Callable[[str, Exchange, HistoryReading], IndexedDocument | None]
    ends_when_missing: bool = False  # nobody promised the document that is not there

    def documents(self, url: str | None, day: date | None) -> Iterator[ArchivedDocument]:
        """From `url` on, documents that may hold entries of `day` (None: all), newest first.

        Raises, after what was reached, OriginError if the chain breaks, loops or does not end, and
        NotCoveredError if it does not reach the day.
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
        """Fetch a document. Raises OriginError if the answer is none."""
        exchange = self.history.get(url)
        self._must_be_well(url, exchange)
        return exchange

    def read(self, exchange: Exchange) -> HistoryReading:
        """Read what a walk needs of a document. Raises OriginError if it is no feed."""
        reading = read_history(exchange, self.history.date_of)
        reading.must_be_feed(exchange.url, origin=self.name)
        return reading

    def document(self, exchange: Exchange) -> ArchivedDocument:
        """The exchange as an archived document."""
        return ArchivedDocument(
            exchange.url,
            exchange.url,
            exchange.body,
            exchange.fetched_at,
            exchange.content_type,
            self.history.feed_id,
            is_feed=True,
        )

    def cost(self, url: str | None, day: date | None) -> Cost:
        """The cost by the index, without a request."""
        return walk_cost(self.history, url, [day] if day else [])

    def estimate(self, url: str | None, days: Sequence[date]) -> Cost:
        """The cost of all `days` (empty: everything), requesting a few documents if the index has none.

        Raises OriginError if they cannot be fetched.
        """

        def probe(url: str) -> IndexedDocument | None:
            read = self._read(url, None)
            return read[1] if read else None

        return walk_cost(self.history, url, days, probe=probe)

    def _read(
        self, url: str, known: IndexedDocument | None
    ) -> tuple[ArchivedDocument, IndexedDocument] | None:
        """A document from where it was landed, else from the publisher; None if the walk ends here."""
        history = self.history
        body = history.recall(known) if known and known.landed_uri else None  # a page is believed for an hour
        if known and body is not None:
            uri = known.landed_uri or url
            recalled = ArchivedDocument(uri, url, body, known.fetched_at, None, history.feed_id, is_feed=True)
            return recalled, known
        exchange = history.get(url)
        if self.ends_when_missing and exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}:
            return None
        self._must_be_well(url, exchange)
        fresh = self.indexed(url, exchange, read_history(exchange, history.date_of))
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


class _Reach:
    """The span of dates of a walk's documents, to tell whether they reach a day."""

    def __init__(self, name: str, subscription: str) -> None:
        self._name, self._subscription = name, subscription
        self._oldest: datetime | None = None
        self._newest: datetime | None = None
        self._passed = 0
        self._is_known = True

    def passed(self, document: IndexedDocument) -> None:
        """Add a document; one without dates may hold any day."""
        self._passed += 1
        if document.oldest is None or document.newest is None:
            self._is_known = False
            return
        self._oldest = min(self._oldest or document.oldest, document.oldest)
        self._newest = max(self._newest or document.newest, document.newest)

    def must_cover(self, day: date) -> None:
        """Raise NotCoveredError, with the reason in words, if the day is outside."""
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


class WalkGuard:
    """Watches one walk; raises OriginError, with the reason in words, when it must stop."""

    def __init__(self, origin: str, max_documents: int) -> None:
        self._origin = origin
        self._max = max_documents
        self._urls: set[str] = set()
        self._bodies: set[bytes] = set()
        self._oldest: datetime | None = None
        self._stuck = 0

    def enter(self, url: str) -> None:
        """Call before reading a document. Raises OriginError if it was read already, or is one too many."""
        if url in self._urls:
            raise OriginError(f"{url}: the chain loops back to it", origin=self._origin)
        if len(self._urls) >= self._max:
            raise OriginError(
                f"{url}: more than {self._max} documents; the rest was left", origin=self._origin
            )
        self._urls.add(url)

    def passed(self, document: IndexedDocument, body: bytes) -> None:
        """Call after reading a document. Raises OriginError if the walk gets no further into the past.

        Servers that do not know `?page=` answer every page with the first one, with a link to the next.
        """
        digest = sha256(body).digest()
        is_older = document.oldest is None or self._oldest is None or document.oldest < self._oldest
        self._stuck = 0 if is_older else self._stuck + 1
        if digest in self._bodies or self._stuck >= _STUCK:
            raise OriginError(f"{document.url}: the chain goes on without getting older", origin=self._origin)
        self._bodies.add(digest)
        if document.oldest and is_older:
            self._oldest = document.oldest
