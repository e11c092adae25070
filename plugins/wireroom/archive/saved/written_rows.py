"""Read a table that is in memory as its rows are written, just as its documents are read."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from wireroom.archive.saved.no_article import no_article_by_content
from wireroom.archive.saved.recoded import in_utf8, is_utf16
from wireroom.archive.saved.rows_within import rows_of
from wireroom.archive.saved.saved_members import BROKEN, Member, bz2_errors, unpacked
from wireroom.archive.saved.saved_rows import are_lines, lines_as_written
from wireroom.archive.saved.saved_tables import csv_as_written
from wireroom.archive.saved.tables.user_columns import Columns, in_our_names

CELLS = (".csv", ".tsv")
LINES = (".jsonl", ".ndjson", ".jl", ".jsonlines")
HEAD = 64 * 1024  # bytes by which a table is known
_PACKINGS = (".gz", ".bz2", ".xz")

_NONE = Columns()

Row = dict[Any, Any]


def plain_name(name: str) -> str:
    """The name in lower case, without suffixes of packing."""
    name = name.lower()
    for packing in _PACKINGS:
        name = name.removesuffix(packing)
    return name


def is_table(name: str) -> bool:
    """Whether a file may hold rows, by its name."""
    return plain_name(name).endswith((*CELLS, *LINES, ".json"))


def unpacked_table(name: str, body: bytes, most: int) -> bytes:
    """At most `most` + 1 bytes of it unpacked.

    Empty if damaged, which is reported when it is read as a file.
    """
    try:
        with bz2_errors():
            return unpacked(Member(name, io.BytesIO(body), None)).stream.read(most + 1)
    except (OSError, *BROKEN):
        return b""


def rows_as_written(name: str, plain: bytes, columns: Columns = _NONE) -> Iterator[Row]:
    """As far as they can be read."""
    stream: IO[bytes] = io.BytesIO(plain)
    stream, passed_over = in_utf8(stream) if is_utf16(plain) else stream, Counter[str]()
    if columns and not plain_name(name).endswith(CELLS):
        plain = in_our_names(stream, columns).read()
        stream = io.BytesIO(plain)
    try:
        if plain_name(name).endswith(CELLS):
            yield from (row for _, row in csv_as_written(stream, passed_over, columns=columns))
        elif plain_name(name).endswith(LINES) or are_lines(plain[:HEAD]):
            rows = (row for _, _, row in lines_as_written(stream, passed_over))
            yield from (row for row in rows if isinstance(row, dict))
        elif not no_article_by_content(plain):
            found = rows_of(plain)
            yield from (row for row in (found.rows if found else ()) if isinstance(row, dict))
    except BROKEN:
        return
