"""What the ledger tells of units that were read in; articles and CPU time that more of them will take out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wireroom import store
from wireroom.store.ledger import UnitsRead, units_experience

UNKNOWN = "articles and CPU time unknown: nothing of it was read before"


@dataclass(frozen=True, slots=True)
class Expected:
    """What reading something will bring and take, as far as that is known before; None: it is not."""

    articles: int | None = None  # read; which of them are new nobody knows
    cpu_seconds: float | None = None
    basis: str = ""  # what the two rest on, in words

    def __str__(self) -> str:
        if self.articles is None:
            return UNKNOWN
        cpu = "unknown" if self.cpu_seconds is None else str(timedelta(seconds=round(self.cpu_seconds)))
        return f"about {self.articles:,} articles, {cpu} of CPU time" + (
            f", {self.basis}" if self.basis else ""
        )


NOTHING_READ = Expected()


class Experience:
    """One origin's units that were read to their end."""

    def __init__(self, rows: Sequence[UnitsRead]) -> None:
        self._rows = rows

    @classmethod
    def of(cls, conn: store.Connection, origin: str) -> Experience:
        """As the ledger has it now."""
        return cls(units_experience(conn, origin))

    def of_days(self, sources: Iterable[str], days: int) -> Expected:
        """So many days of each of these sources: each by its own days, or else by those of the others."""
        found = [self._of_source(source, days) for source in sources]
        if not found or any(each.articles is None for each in found):
            return NOTHING_READ
        cpu = [each.cpu_seconds for each in found]
        known = [each for each in cpu if each is not None]
        total = sum(known) if len(known) == len(cpu) else None
        return Expected(sum(each.articles or 0 for each in found), total, found[0].basis)

    def of_files(self, part: str, size: int) -> Expected:
        """Files of so many bytes, `part` of which is wanted: by files of which the same was wanted."""
        alike = [row for row in self._rows if row.part == part]
        entries, read = sum(row.entries for row in alike), sum(row.size for row in alike)
        if not size:
            return Expected(0, 0.0)
        if not read:
            return NOTHING_READ
        timed = sum(row.size_timed for row in self._rows)
        cpu = sum(row.cpu_seconds for row in self._rows) * size / timed if timed else None
        files = sum(row.units for row in alike)
        return Expected(round(entries * size / read), cpu, f"by {files:,} files read before")

    def _of_source(self, source: str, days: int) -> Expected:
        own = [row for row in self._rows if row.source == source]
        rows = own or self._rows
        units, timed = sum(row.units for row in rows), sum(row.units_timed for row in rows)
        if not units:
            return NOTHING_READ
        basis = f"by {units:,} {'of its' if own else 'of other feeds'} days read before"
        cpu = sum(row.cpu_seconds for row in rows) * days / timed if timed else None
        return Expected(round(sum(row.entries for row in rows) * days / units), cpu, basis)
