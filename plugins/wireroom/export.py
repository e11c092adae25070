"""Export articles, a file a day, in folders that pandas, polars, DuckDB and Spark read as partitions.

    {folder}/month=2026-11/2026-11-23.parquet

An article without a date is in the file of the day on which it was first captured, `published_at` empty.
A day that is there already is not written again (`again` does): an export that was killed does only what is
missing. What changes later is in `news.changes`; an article that is given another day since, as one whose
date or earlier capture comes later, stands in the files of both until the first is written again.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from wireroom.common.days import in_order
from wireroom.common.file_part import file_part
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, connect
from wireroom.store.export_rows import days_beside, export_rows, export_types

DAY = timedelta(days=1)

Row = Mapping[str, Any]
Types = Mapping[str, str]  # column → Postgres' name of its type
_FOR_TRAINING = "_for_training"  # marks the folder of such an export; readers of partitions pass over `_…`
_GROUP = 1_000  # rows of a Parquet row group


@dataclass
class Exported:
    """What an export came to."""

    files: int = 0
    articles: int = 0
    there: int = 0  # days that were exported before
    beside: list[date] | None = None  # where nothing was there to write: the nearest days with articles


def export(
    settings: Settings,
    folder: Path,
    *,
    days: tuple[date, date],
    form: str,
    again: bool = False,
    for_training: bool = False,
    tell: Callable[[str], None] = lambda words: None,
) -> Exported:
    """Articles of the first to the last of `days`, both included (UTC); `again`: days that are there, too.

    `for_training`: but for articles of which text and data mining is reserved; days that are there are
    written again, for a publisher may have reserved it since.

    Raises ConfigurationError for a span that is none and for a folder that holds the other kind of export,
    StoreError where Postgres fails: whole days stay.
    """
    in_order(*days)
    _take_folder(folder, for_training=for_training)
    done = Exported()
    url = settings.reader_database_url
    with connect(url, application="wireroom export", limits=PATIENT) as conn:
        types = export_types(conn)
        for day in _days(*days):
            path = folder / f"month={day:%Y-%m}" / f"{day}.{form}"
            begin = datetime.combine(day, time(), UTC)
            if not (again or for_training) and _is_whole(path, begin + DAY):
                done.there += 1
                continue
            found = export_rows(conn, begin, begin + DAY, for_training=for_training)
            count = write_file(path, found, form, types)
            done.articles += count
            done.files += bool(count)
            tell(f"{day}: {counted(count, 'article')}")
        if not (done.articles or done.there):
            done.beside = days_beside(conn, *days, for_training=for_training)
    return done


def _take_folder(folder: Path, *, for_training: bool) -> None:
    """The files of both kinds have the same names: in one folder nobody could tell what a day leaves out."""
    marker = folder / _FOR_TRAINING
    holds_files = any(folder.glob("month=*/*"))
    if marker.exists() and not for_training:
        if holds_files:
            raise ConfigurationError(
                f"{folder} holds an export for training, which leaves out what is reserved: "
                "name another folder (--to)"
            )
        marker.unlink(missing_ok=True)  # of one that failed before it had written anything
    if for_training and not marker.exists():
        if holds_files:
            raise ConfigurationError(
                f"{folder} holds an export that leaves nothing out: name another folder (--to); if all of it "
                f"was written for training, before such folders were marked, create the file {marker}"
            )
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text("Without what is reserved: wireroom export --for-training\n", encoding="utf-8")


def _is_whole(path: Path, end: datetime) -> bool:
    """It is there, and was written after its day had ended."""
    return path.exists() and datetime.fromtimestamp(path.stat().st_mtime, UTC) >= end


def _days(since: date, until: date) -> Iterator[date]:
    return (since + number * DAY for number in range((until - since).days + 1))


def write_file(path: Path, rows: Iterable[Row], form: str, types: Types) -> int:
    """How many rows, of columns of these `types`; none: no file, also not an older one.

    Raises ConfigurationError where the format's library is not installed, and FileBusyError where another
    export writes this file.
    """
    with file_part(path) as part:
        count = FORMATS[form](part, iter(rows), types)
        if count:
            part.replace(path)
        else:
            path.unlink(missing_ok=True)
        return count


def _jsonl(path: Path, rows: Iterator[Row], types: Types) -> int:
    """Each value in JSON's own type."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            plain = {name: _plain(value) for name, value in row.items()}
            file.write(json.dumps(plain, ensure_ascii=False) + "\n")
            count += 1
    return count


def _csv(path: Path, rows: Iterator[Row], types: Types) -> int:
    """Lists as JSON; a first line with the names."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for count, row in enumerate(rows, start=1):
            if count == 1:
                writer.writerow(row)
            writer.writerow(
                json.dumps(value, ensure_ascii=False) if isinstance(value, list) else _plain(value)
                for value in row.values()
            )
    return count


def _parquet(path: Path, rows: Iterator[Row], types: Types) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ConfigurationError(
            'Parquet needs pyarrow: .venv/bin/pip install -e ".[parquet]", or take --format jsonl'
        ) from error
    parquet_types = {
        "bool": pyarrow.bool_(),
        "int2": pyarrow.int16(),
        "int4": pyarrow.int32(),
        "int8": pyarrow.int64(),
        "float4": pyarrow.float32(),
        "float8": pyarrow.float64(),
        "text": pyarrow.string(),
        "text[]": pyarrow.list_(pyarrow.string()),
        "timestamptz": pyarrow.timestamp("us", "UTC"),
    }
    schema = pyarrow.schema((name, parquet_types[kind]) for name, kind in types.items())
    writer, count = None, 0
    try:
        while group := list(islice(rows, _GROUP)):
            writer = writer or parquet.ParquetWriter(path, schema, compression="zstd")
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    finally:
        if writer is not None:
            writer.close()
    return count


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


FORMATS: dict[str, Callable[[Path, Iterator[Row], Types], int]] = {
    "parquet": _parquet,
    "jsonl": _jsonl,
    "csv": _csv,
}
