"""Rows and a format in, a file of them out, that appears whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from wireroom.errors import ConfigurationError

Row = Mapping[str, Any]
_GROUP = 1_000  # rows of a Parquet row group


def write_file(path: Path, rows: Iterable[Row], form: str) -> int:
    """How many rows; none: no file. Raises ConfigurationError where the format's library is not installed."""
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        count = FORMATS[form](part, iter(rows))
        if count:
            part.replace(path)
        return count
    finally:
        part.unlink(missing_ok=True)


def _jsonl(path: Path, rows: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            plain = {name: _plain(value) for name, value in row.items()}
            file.write(json.dumps(plain, ensure_ascii=False) + "\n")
            count += 1
    return count


def _csv(path: Path, rows: Iterator[Row]) -> int:
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


def _parquet(path: Path, rows: Iterator[Row]) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ConfigurationError(
            'Parquet needs pyarrow: .venv/bin/pip install -e ".[parquet]", or take --format jsonl'
        ) from error
    text, time, lists = pyarrow.string(), pyarrow.timestamp("us", "UTC"), pyarrow.list_(pyarrow.string())
    types = {
        **dict.fromkeys(("id", "feed_id"), pyarrow.int64()),
        **dict.fromkeys(("version", "word_count"), pyarrow.int32()),
        **dict.fromkeys(("authors", "tags"), lists),
    }
    writer, count = None, 0
    try:
        while group := list(islice(rows, _GROUP)):
            schema = pyarrow.schema(
                (name, time if name.endswith("_at") else types.get(name, text)) for name in group[0]
            )
            writer = writer or parquet.ParquetWriter(path, schema, compression="zstd")
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    finally:
        if writer is not None:
            writer.close()
    return count


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


FORMATS: dict[str, Callable[[Path, Iterator[Row]], int]] = {
    "parquet": _parquet,
    "jsonl": _jsonl,
    "csv": _csv,
}
