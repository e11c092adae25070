"""Our own landing files as an origin: a day in, every feed and page landed on it and the day after out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wireroom.archive.origin import Cost
from wireroom.errors import LandingError, OriginError
from wireroom.models import ArchivedDocument, Exchange, Landed, Outcome


@dataclass(frozen=True, slots=True)
class LandedOrigin:
    """Reads what `landing` kept; its functions are handed in, since steps do not import each other.

    `list_files(day)` gives the URIs of that day's files, `read_file(uri)` their exchanges;
    `size_of(uri)` their bytes, for the estimate.
    """

    list_files: Callable[[date], Iterable[str]]
    read_file: Callable[[str], Iterator[Landed]]
    size_of: Callable[[str], int]
    feed_ids: Collection[int] = ()  # none: all feeds
    days_after: int = 1  # an article of 23:50 is fetched on the morrow

    @property
    def name(self) -> str:
        """`landed`."""
        return "landed"

    def cost(self, day: date) -> Cost:
        """No requests; the bytes of the files."""
        files = self._files(day)
        return Cost(0, sum(self.size_of(uri) for uri in files), f"{len(files)} landing files")

    def documents(self, day: date) -> Iterator[ArchivedDocument]:
        """Each body that was fetched, in the order of fetching; of equal ones of a feed the first.

        A damaged file gives what is whole in it; after the last file, OriginError names the damaged ones.
        """
        damaged: list[str] = []
        seen: set[bytes] = set()
        for uri in self._files(day):
            try:
                yield from self._in_file(uri, seen)
            except LandingError as error:
                damaged.append(str(error))
        if damaged:
            raise OriginError(f"{len(damaged)} files are damaged: {'; '.join(damaged[:5])}", origin=self.name)

    def _files(self, day: date) -> list[str]:
        days = (day + timedelta(days=ahead) for ahead in range(self.days_after + 1))
        return [uri for each in days for uri in self.list_files(each)]

    def _in_file(self, uri: str, seen: set[bytes]) -> Iterator[ArchivedDocument]:
        for landed in self.read_file(uri):
            exchange = landed.exchange
            is_wanted = not self.feed_ids or exchange.feed_id in self.feed_ids
            if is_wanted and exchange.has_document and exchange.body:
                digest = _digest(exchange)
                if digest not in seen:
                    seen.add(digest)
                    yield archived(landed)


def _digest(exchange: Exchange) -> bytes:
    """Of what a document is understood from, but for the hour: as live, equal bytes are understood once."""
    about = f"{exchange.feed_id} {exchange.answered_from} {exchange.content_type}\n"
    return hashlib.sha256(about.encode("utf-8", "replace") + exchange.body).digest()


def archived(landed: Landed) -> ArchivedDocument:
    """What was landed, as a document of the past."""
    exchange = landed.exchange
    return ArchivedDocument(
        f"{landed.ref.uri}#{landed.ref.record_id}",
        exchange.answered_from,
        exchange.body,
        exchange.fetched_at,
        exchange.content_type,
        exchange.feed_id or None,
        is_torn=exchange.outcome is Outcome.TRUNCATED,
    )
