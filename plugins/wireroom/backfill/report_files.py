"""A backfill of files in, what the ledger says of it out: what came in, was left out, is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wireroom import store
from wireroom.errors import ConfigurationError
from wireroom.models import Counts
from wireroom.settings import Settings


@dataclass(frozen=True, slots=True)
class FilesReport:
    """`problems` name what is missing, `notes` what was left out as it should be."""

    counts: Counts
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    summary: dict[str, Any]


def report_files(settings: Settings, number: int, *, now: datetime) -> FilesReport:
    """Raises ConfigurationError where there is no backfill of that number."""
    with store.connect(settings.database_url) as conn:
        found = next(store.backfills(conn, now=now, number=number), None)
        if found is None:
            raise ConfigurationError(f"there is no backfill {number}")
        reasons = store.left_out(conn, number)
        troubles = store.units_in_trouble(conn, number)
    problems = [detail for _, detail in troubles]
    if (more := found.failed - len(troubles)) > 0:
        problems.append(f"{more:,} more files: see news.backfill_units")
    if left := found.units - found.ended:
        problems.append(f"{left:,} of {found.units:,} files were not read to their end: see the red tasks")
    notes = tuple(f"left out: {count:,} {reason} ({example})" for reason, (count, example) in reasons.items())
    counts = Counts(
        entries=found.entries,
        inserted=found.inserted,
        revised=found.revised,
        unchanged=found.unchanged,
        rejected=found.rejected,
    )
    summary = {
        "files": found.ended,
        "bytes": found.size_ended,
        "rejected": found.rejected,
        "left_out": {reason: count for reason, (count, _) in reasons.items()},
    }
    return FilesReport(counts, tuple(problems), notes, summary)
