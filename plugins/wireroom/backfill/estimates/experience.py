"""Estimate the articles and CPU time of further units from those that the ledger records as read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wireroom.backfill.estimates.file_kinds import FileKind, KindName, Sample, nearest
from wireroom.common.text.counted import counted
from wireroom.models import FileUnit
from wireroom.store.connection import Connection
from wireroom.store.ledger import UnitsRead, units_experience

_BEGINNING = 0.5  # CPU seconds to load what reading needs and to index what was stored, whatever it is
UNKNOWN = "articles and CPU time unknown: nothing of it was read before"


@dataclass(frozen=True, slots=True)
class Expected:
    """An estimate of the articles and CPU time of reading something; None: unknown."""

    articles: int | None = None  # that will be read; how many are new is unknown
    cpu_seconds: float | None = None
    basis: str = ""  # what the estimate is based on, in words

    def __str__(self) -> str:
        if self.articles is None:
            return UNKNOWN
        seconds = self.cpu_seconds and round(self.cpu_seconds)
        cpu = "unknown" if seconds is None else str(timedelta(seconds=seconds)) if seconds else "no second"
        return f"about {counted(self.articles, 'article')}, {cpu} of CPU time" + (
            f", {self.basis}" if self.basis else ""
        )


NOTHING_READ = Expected()


class Experience:
    """The units of one origin that were read completely."""

    def __init__(self, rows: Sequence[UnitsRead]) -> None:
        self._rows = rows

    @classmethod
    def of(cls, conn: Connection, origin: str) -> Experience:
        """Read it from the ledger."""
        return cls(units_experience(conn, origin))

    def of_days(self, sources: Iterable[str], days: int) -> Expected:
        """The estimate for `days` of each source, by its own days, or by those of other sources if none."""
        found = [self._of_source(source, days) for source in sources]
        if not found or any(each.articles is None for each in found):
            return NOTHING_READ
        cpu = [each.cpu_seconds for each in found]
        known = [each for each in cpu if each is not None]
        total = sum(known) if len(known) == len(cpu) else None
        return Expected(sum(each.articles or 0 for each in found), total, found[0].basis)

    def of_files(
        self, part: str, kinds: Sequence[FileKind[FileUnit]], samples: Mapping[KindName, Sample]
    ) -> Expected:
        """The estimate for files of these kinds, of whose articles `part` is wanted.

        Based on the samples, of the kind or almost; else on files read before that are of a similar size and
        had the same part read.
        """
        looked, unlike = sum(sample.files for sample in samples.values()), 0
        articles, cpu = 0.0, _BEGINNING if looked else 0.0
        for kind in kinds:
            if sample := nearest(samples, kind.name):
                like = sample.like(kind.files, kind.size)
                found = like.articles, like.cpu_to_store
            elif (found_alike := self._alike(part, kind)) is not None:
                found = found_alike
            else:
                unlike += kind.files
                continue
            articles, cpu = articles + found[0], cpu + found[1]
        if kinds and unlike == sum(kind.files for kind in kinds):
            return NOTHING_READ
        basis = [f"by a look into {looked:,} of them"] if looked else ["by files of their size read before"]
        basis += [f"without {unlike:,} of them, since none of their kind was read before"] if unlike else []
        return Expected(round(articles), cpu, ", ".join(basis) if kinds else "")

    def _alike(self, part: str, kind: FileKind[FileUnit]) -> tuple[float, float] | None:
        """Articles and CPU seconds, by files whose sizes have as many digits, else one more or less.

        None if there are no such files.
        """
        alike = [row for row in self._rows if row.part == part and abs(row.digits - kind.digits) <= 1]
        rows = [row for row in alike if row.digits == kind.digits] or alike
        units, size, entries = (
            sum(getattr(row, name) for row in rows) for name in ("units", "size", "entries")
        )
        if not units:
            return None
        by_number = not (size and kind.size)  # their sizes are unknown
        timed = sum(row.units_timed if by_number else row.size_timed for row in rows)
        more = kind.files if by_number else kind.size
        cpu = sum(row.cpu_seconds for row in rows) * more / timed if timed else 0.0
        of_one = by_number or entries <= 2 * units  # single pages or texts: by number of files, else by bytes
        return entries * (kind.files / units if of_one else kind.size / size), cpu

    def _of_source(self, source: str, days: int) -> Expected:
        own = [row for row in self._rows if row.source == source]
        rows = own or self._rows
        units, timed = sum(row.units for row in rows), sum(row.units_timed for row in rows)
        if not units:
            return NOTHING_READ
        basis = f"by {units:,} {'of its' if own else 'of other feeds'} days read before"
        cpu = sum(row.cpu_seconds for row in rows) * days / timed if timed else None
        return Expected(round(sum(row.entries for row in rows) * days / units), cpu, basis)
