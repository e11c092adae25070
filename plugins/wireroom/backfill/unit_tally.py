"""What of a unit was read and filed in, its line of the ledger out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wireroom.models import Action, PlannedWrite, UnitResult
from wireroom.transform.transform_landed import Transformed

_COLUMNS = {Action.INSERT: "inserted", Action.REVISE: "revised", Action.SIGHTING: "unchanged"}


class UnitTally:
    """The units of a set while they are read: what a batch files is added to the units that it is of."""

    def __init__(self) -> None:
        self._open: dict[bytes, UnitResult] = {}
        self._owners: dict[int, bytes] = {}  # article of the batch, by its id() → key of its unit
        self._refused: Counter[bytes] = Counter()
        self._since = time.process_time()

    def begin(self, before: UnitResult) -> bytes:
        """A unit is read from here on; `before` is what was filed of it by an earlier run."""
        self._open[before.key] = before
        return before.key

    def read(self, key: bytes, transformed: Transformed) -> None:
        """Part of a document of the unit, which goes into the batch."""
        for article in transformed.articles:
            self._owners[id(article)] = key
        self._refused[key] += len(transformed.rejections)

    def passed(self, key: bytes, documents: int, unread: Counter[str]) -> None:
        """So many documents of it have been read to their end, of which these were passed over."""
        self._open[key] = replace(self._open[key], documents=documents, left_out=dict(unread))

    def end(self, key: bytes, state: str, left_out: Counter[str], detail: str) -> None:
        """It was read to its end, or cannot be."""
        self._open[key] = replace(self._open[key], state=state, left_out=dict(left_out), detail=detail)

    def filed(self, writes: Sequence[PlannedWrite]) -> list[UnitResult]:
        """A batch was written: the lines of the units under way; those that ended are forgotten."""
        counts: dict[bytes, Counter[str]] = {key: Counter() for key in self._open}
        days: dict[bytes, Counter[str]] = {key: Counter() for key in self._open}
        for write in writes:
            key = self._owners.pop(id(write.article))
            counts[key][_COLUMNS[write.action]] += 1
            at = write.article.published.at if write.article.published else None
            days[key][at.date().isoformat() if at else "undated"] += 1
        for key in self._owners.values():  # what Postgres refused
            counts[key]["rejected"] += 1
        for key, refused in self._refused.items():
            counts[key]["rejected"] += refused
        self._owners.clear()
        self._refused.clear()
        lines = list(self._added(counts, days))
        self._open = {line.key: line for line in lines if line.state == "planned"}
        return lines

    def _added(
        self, counts: dict[bytes, Counter[str]], days: dict[bytes, Counter[str]]
    ) -> Iterator[UnitResult]:
        """CPU time goes by documents: each unit of a batch has its share."""
        now = time.process_time()
        cpu, self._since = now - self._since, now
        weights = {key: counts[key].total() + 1 for key in self._open}
        whole = sum(weights.values()) or 1
        for key, line in self._open.items():
            more = counts[key]
            yield replace(
                line,
                entries=line.entries + more.total(),
                inserted=line.inserted + more["inserted"],
                revised=line.revised + more["revised"],
                unchanged=line.unchanged + more["unchanged"],
                rejected=line.rejected + more["rejected"],
                days=dict(Counter(line.days) + days[key]),
                cpu_seconds=line.cpu_seconds + cpu * weights[key] / whole,
            )
