"""A span of days in, a file a day in folders that pandas, polars, DuckDB and Spark take as partitions out.

    {folder}/month=2026-11/2026-11-23.parquet

A day that is there already is not written again (`again` does): an export that was killed does only what is
missing. What changes later is in `news.changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from wireroom import store
from wireroom.errors import ConfigurationError
from wireroom.export_files import write_file
from wireroom.settings import Settings
from wireroom.store.export_rows import export_rows

DAY = timedelta(days=1)


@dataclass
class Exported:
    """What it came to."""

    files: int = 0
    articles: int = 0
    there: int = 0  # days that were exported before


def export(
    settings: Settings,
    folder: Path,
    *,
    since: date,
    until: date,
    form: str,
    again: bool = False,
    tell: Callable[[str], None] = lambda words: None,
) -> Exported:
    """Articles published from `since` to `until`, both included (UTC); `again`: days that are there, too.

    Raises ConfigurationError for a span that is none, StoreError where Postgres fails: whole days stay.
    """
    if until < since:
        raise ConfigurationError(f"--until {until} is before --since {since}")
    done = Exported()
    with store.connect(
        settings.reader_database_url, application="wireroom export", limits=store.PATIENT
    ) as conn:
        for day in _days(since, until):
            path = folder / f"month={day:%Y-%m}" / f"{day}.{form}"
            begin = datetime.combine(day, time(), UTC)
            if not again and _is_whole(path, begin + DAY):
                done.there += 1
                continue
            count = write_file(path, export_rows(conn, begin, begin + DAY), form)
            done.articles += count
            done.files += bool(count)
            tell(f"{day}: {count:,} articles")
    return done


def _is_whole(path: Path, end: datetime) -> bool:
    """It is there, and was written after its day had ended."""
    return path.exists() and datetime.fromtimestamp(path.stat().st_mtime, UTC) >= end


def _days(since: date, until: date) -> Iterator[date]:
    return (since + number * DAY for number in range((until - since).days + 1))
