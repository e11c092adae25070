"""Read the rows of a table (CSV, TSV) of articles, in the form of `saved_rows`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from wireroom.archive.saved.saved_rows import FIRST, Note, RowDocument, RowPlace, no_note, row_documents
from wireroom.archive.saved.tables.table_head import head_of, named, names_that_nobody_knows, rows_below
from wireroom.archive.saved.tables.user_columns import HOW_TO_NAME, Columns, shown
from wireroom.common.text.encoding import decode

_LARGEST_LINE = 8 * 1024 * 1024  # bytes of a line, which may have a column for every second of them
_LARGEST_FIELD = 32 * 1024 * 1024  # characters of a field, which may have several lines
_SHORT = (
    64 * 1024
)  # bytes of lines that may stand above the names: what is longer is a row, and is not fetched for it
_SAMPLE = 60  # lines by whose values columns are told


_NONE = Columns()


def csv_rows(
    stream: IO[bytes],
    left_out: Counter[str],
    start: RowPlace = FIRST,
    note: Note = no_note,
    columns: Columns = _NONE,
) -> Iterator[RowDocument]:
    """Documents of a table with a line of column names; without one, rows are addresses at most.

    Arguments and errors as for `csv_as_written`.
    """
    for place, row in csv_as_written(stream, left_out, start, note, columns):
        for document in row_documents(row, place.number, left_out):
            yield document._replace(place=place)


def csv_as_written(
    stream: IO[bytes],
    left_out: Counter[str],
    start: RowPlace = FIRST,
    note: Note = no_note,
    columns: Columns = _NONE,
) -> Iterator[tuple[RowPlace, dict[Any, Any]]]:
    """The rows of a table from `start` on, if the stream can be set to it, each with its place.

    `note` is told of the first row that is too large. Raises csv.Error if the rest cannot be read, after what
    precedes.
    """
    csv.field_size_limit(2 * _LARGEST_FIELD)  # of a field that is too large its marks are still to come
    lines = _TableLines(stream)
    ahead = lines.ahead(_SAMPLE)
    head = head_of(ahead, columns.fields)
    if head is None:
        _count_unknown(ahead, lines, left_out, columns)
        return
    rows_seen = rows_below(head, ahead, is_all=len(ahead) < _SAMPLE and sum(map(len, ahead)) < _SHORT)
    names, unread = named(head.names, rows_seen, columns.fields)
    if unread:
        columns.hear(f"columns that are not read: {shown(unread)}; {HOW_TO_NAME}")
    for _ in range(head.lines):
        next(lines)
    if start.byte:
        lines.go_to(start.byte)
    byte = lines.begin_row(head.delimiter)
    rows = csv.DictReader(lines, names, delimiter=head.delimiter)
    for number, row in enumerate(rows, start=start.number):
        if lines.is_too_large:
            if lines.is_within_row:
                raise csv.Error(f"row {number:,} has a quote that does not end: the rest is not read")
            size = f"of more than {_LARGEST_FIELD:,} bytes, or with a line of more than {_LARGEST_LINE:,}"
            left_out[f"a row {size}"] += 1
            note(f"row {number:,} is left out: it is one {size}")
        else:
            yield RowPlace(byte, number), row
        byte = lines.begin_row(head.delimiter)


def _count_unknown(ahead: list[str], lines: _TableLines, left_out: Counter[str], columns: Columns) -> None:
    """The rows of a table of which no name is known; a first line of names is no row."""
    count, names = sum(1 for line in lines if line.strip()), names_that_nobody_knows(ahead)
    if names:
        count -= 1
        columns.hear(f"of its columns {shown(names)} none has a name that is known; {HOW_TO_NAME}")
    left_out["a row of a table whose columns have no names that are known"] += count


class _TableLines:
    """The lines of a table and their positions; of lines and rows too large for memory only the structure."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.byte = stream, 0
        self._row, self._words = 0, re.compile(rb"")  # where the row begins; what is no mark in it
        self.is_too_large = False  # the row
        self.is_within_row = False  # the end of the stream
        self._rest: list[bytes] = []  # of a line of the stream: some tables end lines with \r
        self._encoding = ""  # of lines that are not UTF-8

    def ahead(self, count: int) -> list[str]:
        """The next lines, without consuming them; fewer if they are long."""
        byte, lines = self.byte, list[bytes]()
        while len(lines) < count and sum(map(len, lines)) < _SHORT and (line := self._line()):
            lines.append(line)
        self._rest += lines[::-1]
        self.byte = byte
        return [self._text(line) for line in lines]

    def go_to(self, byte: int) -> None:
        self._stream.seek(byte)
        self.byte, self._rest = byte, []

    def begin_row(self, delimiter: str) -> int:
        """Start a row at the next line; returns the byte at which it begins."""
        self._row, self.is_too_large = self.byte, False
        self._words = re.compile(rb'[^"\r\n' + re.escape(delimiter.encode()) + rb"]++")
        return self.byte

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            is_first = self.byte == self._row
            line = self._line()
            if not line:
                self.is_within_row = not is_first
                raise StopIteration
            if len(line) > _LARGEST_LINE or self.byte - self._row > _LARGEST_FIELD:
                self.is_too_large = True
            if not self.is_too_large:
                return self._text(line)
            marks = self._marks(line)
            # A row goes on only within quotes, which two in a row do not end.
            if is_first or b'"' in (marks := marks.replace(b'""', b"")):
                return self._text(marks)

    def _marks(self, line: bytes) -> bytes:
        """A line too long reduced to its quotes and commas, with a letter for each text between them."""
        marks = self._words.sub(b"x", line)
        while len(line) > _LARGEST_LINE and not line.endswith((b"\n", b"\r")):
            line = self._line() or b"\n"
            marks += self._words.sub(b"x", line)
            if len(marks) > _LARGEST_LINE:
                raise csv.Error(f"a line with more than {_LARGEST_LINE:,} commas or quotes")
        return marks

    def _line(self) -> bytes:
        if len(self._rest) < 2:  # the last may go on
            more = self._stream.readline(_LARGEST_LINE + 1)
            self._rest = b"".join((*self._rest, more)).splitlines(keepends=True)[::-1]
        if not self._rest:
            return b""
        line = self._rest.pop()
        self.byte += len(line)
        return line

    def _text(self, line: bytes) -> str:
        """The line decoded; the encoding is found once for the table, from a line that is not UTF-8."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            if not self._encoding and (found := decode(line, None)).encoding != "utf-8":
                self._encoding = found.encoding
            text = line.decode(self._encoding, "replace") if self._encoding else decode(line, None).text
        return text.replace("\0", "")
