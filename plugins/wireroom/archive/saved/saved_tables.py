"""A table (CSV, TSV) of articles in, its rows as `saved_rows` has them out."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import IO

from wireroom.archive.saved.saved_rows import FIRST, RowDocument, RowPlace, field_of, row_documents

_LONGEST = 8 * 1024 * 1024  # bytes of a line, which may have a column for every second of them
_LARGEST = 32 * 1024 * 1024  # characters of a field, which may have several lines


def csv_rows(stream: IO[bytes], left_out: Counter[str], start: RowPlace = FIRST) -> Iterator[RowDocument]:
    """Rows under a line of names; without such a line they are addresses at most. From `start` on, where the
    stream can be set to it.

    Raises csv.Error where the rest cannot be read, after what stands before.
    """
    csv.field_size_limit(_LARGEST)
    lines = _TableLines(stream)
    head = next(lines, "").removeprefix("\ufeff")
    delimiter = max(",;\t|", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    if not any(field_of(name) for name in names):
        count = 1 + sum(1 for line in lines if line.strip())
        left_out["a row of a table whose columns have no names that are known"] += count
        return
    if start.byte:
        lines.go_to(start.byte)
    byte = lines.byte
    for number, row in enumerate(csv.DictReader(lines, names, delimiter=delimiter), start=start.number):
        for document in row_documents(row, number, left_out):
            yield document._replace(place=RowPlace(byte, number))
        byte = lines.byte


class _TableLines:
    """The lines of a table, and at which byte the next begins. None is longer than can be held: a line may
    have no end.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.byte = stream, 0
        self._rest: list[bytes] = []  # of a line of the stream: some tables end lines with \r

    def go_to(self, byte: int) -> None:
        self._stream.seek(byte)
        self.byte, self._rest = byte, []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._rest) < 2:  # the last may go on
            more = self._stream.readline(_LONGEST + 1)
            self._rest = b"".join((*self._rest, more)).splitlines(keepends=True)[::-1]
        if not self._rest:
            raise StopIteration
        line = self._rest.pop()
        if len(line) > _LONGEST:
            raise csv.Error(f"a line of more than {_LONGEST:,} bytes")
        self.byte += len(line)
        return line.decode("utf-8", "replace").replace("\0", "")
