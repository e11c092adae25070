"""Our own landing files as an origin: feeds and pages landed on a day and the day after."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wireroom.archive.origin import Cost
from wireroom.common.text.counted import are, counted
from wireroom.errors import LandingError, OriginError
from wireroom.models import ArchivedDocument, Exchange, Landed, Outcome


@dataclass(frozen=True, slots=True)
class LandedFiles:
    """Access to landing files; its functions are passed in, since steps do not import each other.

    `list_files(day)` gives the URIs of a day's files, `read_file(uri)` their exchanges, `size_of(uri)` their
    size in bytes.
    """

    list_files: Callable[[date], Iterable[str]]
    read_file: Callable[[str], Iterator[Landed]]
    size_of: Callable[[str], int]
    feed_ids: Collection[int] = ()  # none: all feeds
    is_poll: Callable[[str], bool] = lambda uri: False  # what the file holds was asked for as a feed
    list_days: Callable[[], Sequence[date]] = tuple  # all that something was landed on
    days_after: int = 1  # an article of 23:50 is fetched on the morrow


@dataclass(frozen=True, slots=True)
class LandedOrigin:
    """Reads landing files of one day, or all."""

    landed: LandedFiles

    def cost(self, day: date | None) -> Cost:
        """Number and bytes of the files; no requests."""
        files = [uri for uris in self._files(day) for uri in uris]
        return Cost(0, sum(self.landed.size_of(uri) for uri in files), counted(len(files), "landing file"))

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Fetched bodies in the order of fetching; equal bodies of a feed on one day count once.

        A damaged file gives what is complete in it; OriginError after the last file names the damaged ones.
        """
        damaged: list[str] = []
        for uris in self._files(day):
            seen: set[bytes] = set()
            for uri in uris:
                try:
                    yield from self._in_file(uri, seen)
                except LandingError as error:
                    damaged.append(str(error))
        if damaged:
            words = f"{counted(len(damaged), 'file')} {are(len(damaged))} damaged: {'; '.join(damaged[:5])}"
            raise OriginError(words, origin="landed")

    def _files(self, day: date | None) -> Iterator[list[str]]:
        """The files of a day and the days after it in one list; without a day, a list for each day."""
        if day is None:
            yield from (list(self.landed.list_files(each)) for each in self.landed.list_days())
            return
        days = (day + timedelta(days=ahead) for ahead in range(self.landed.days_after + 1))
        yield [uri for each in days for uri in self.landed.list_files(each)]

    def _in_file(self, uri: str, seen: set[bytes]) -> Iterator[ArchivedDocument]:
        feed_ids, is_poll = self.landed.feed_ids, self.landed.is_poll(uri)
        for landed in self.landed.read_file(uri):
            exchange = landed.exchange
            is_wanted = not feed_ids or exchange.feed_id in feed_ids
            if is_wanted and exchange.has_document and exchange.body:
                digest = _digest(exchange)
                if digest not in seen:
                    seen.add(digest)
                    yield archived(landed, is_feed=is_poll)


def _digest(exchange: Exchange) -> bytes:
    """A hash of everything a document is transformed from, except the time of fetching."""
    about = f"{exchange.feed_id} {exchange.answered_from} {exchange.content_type}\n"
    return hashlib.sha256(about.encode("utf-8", "replace") + exchange.body).digest()


def archived(landed: Landed, *, is_feed: bool = False) -> ArchivedDocument:
    """A landed exchange as an archived document; `is_feed`: it was requested as a feed."""
    exchange = landed.exchange
    return ArchivedDocument(
        f"{landed.ref.uri}#{landed.ref.record_id}",
        exchange.answered_from,
        exchange.body,
        exchange.fetched_at,
        exchange.content_type,
        exchange.feed_id or None,
        is_torn=exchange.outcome is Outcome.TRUNCATED,
        is_feed=is_feed,
    )
