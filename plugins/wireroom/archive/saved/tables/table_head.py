"""Find a table's row of column names in its first lines (CSV, TSV), and the names to read its rows by."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wireroom.archive.saved.row_fields import address_of
from wireroom.archive.saved.tables.column_names import field_of, written
from wireroom.archive.saved.tables.column_values import END_OF_SENTENCE, is_day, told_by_values, values
from wireroom.archive.saved.tables.user_columns import our_name

ABOVE = 10  # lines among which the names are: `sep=;`, the name of an export and its day stand above them
_DELIMITERS = ",;\t|"
_LONGEST_NAME = 60  # characters of what may be a name that nobody knows
_READ_ELSEWHERE = {"data", "file", "filename", "path", "slug", "folder", "selection", "status", "mobileurl"}


class TableHead(NamedTuple):
    """A row of names."""

    above: int
    lines: int  # to its end
    names: list[str]
    delimiter: str
    is_wider: bool  # than all that stands above it: a table's rows are as wide as its names

    def known(self, fields: Mapping[str, str]) -> int:
        """How many of its names; names are no addresses."""
        is_row = any(map(address_of, self.names))
        return 0 if is_row else sum(_field(name, fields) is not None for name in self.names)


class Named(NamedTuple):
    """The names by which the rows are read, and those of columns that nothing tells."""

    names: list[str]
    unread: list[str]


def head_of(lines: list[str], fields: Mapping[str, str]) -> TableHead | None:
    """The first row if it has a name that is known, else the first below it with two, else the first again
    where its columns are told by their values, a text among them.
    """
    lines = [lines[0].removeprefix("\ufeff"), *lines[1:]] if lines else []
    heads = [head for delimiter in _DELIMITERS for head in _heads(lines[:ABOVE], delimiter)]
    firsts = [head for head in heads if not head.above]
    first = max(firsts, key=lambda head: head.known(fields), default=None)
    if first is None or first.known(fields):
        return first
    below = [head for head in heads if head.is_wider and head.known(fields) > 1]
    if below:
        return min(below, key=lambda head: (head.above, -head.known(fields)))
    return next((head for head in firsts if _is_told_by_values(head, lines)), None)


def names_that_nobody_knows(lines: list[str]) -> list[str]:
    """Those of a first line that is no row; of a table without names nothing."""
    rows = (next(csv.reader(lines[:1], delimiter=each), []) for each in _DELIMITERS)
    names = [name.strip() for name in max(rows, key=len)]
    return names if len(lines) > 1 and _are_names(names) else []


def rows_below(head: TableHead, lines: list[str], *, is_all: bool) -> list[list[str]]:
    """As wide as the names; the last may go on in a line that is not here."""
    rows = list(csv.reader(lines[head.lines :], delimiter=head.delimiter))
    return [row for row in (rows if is_all else rows[:-1]) if len(row) == len(head.names)]


def named(names: Sequence[str], rows: Sequence[Sequence[str]], fields: Mapping[str, str]) -> Named:
    """What is told by its values, or by the user, is called as we call it; so is no other column then."""
    by_user = {at: ours for at, name in enumerate(names) if (ours := fields.get(written(name)))}
    known = [_field(name, fields) for name in names]
    told = {**told_by_values(names, known, rows), **by_user}
    taken = {our_name(ours) for ours in told.values()}
    read = [
        our_name(told[at]) if at in told else "" if written(name) in taken else name
        for at, name in enumerate(names)
    ]
    unread = [
        name
        for at, name in enumerate(names)
        if known[at] is None
        and at not in told
        and written(name) not in {"", *_READ_ELSEWHERE}
        and values(rows, at)
    ]
    return Named(read, unread)


def _field(name: str, fields: Mapping[str, str]) -> str | None:
    return fields.get(written(name)) or field_of(name)


def _heads(lines: list[str], delimiter: str) -> Iterator[TableHead]:
    reader, above, widest = csv.reader(lines, delimiter=delimiter), 0, 0
    for names in reader:
        yield TableHead(above, reader.line_num, names, delimiter, len(names) > widest)
        above, widest = reader.line_num, max(widest, len(names))


def _is_told_by_values(head: TableHead, lines: list[str]) -> bool:
    """Short words that are no day and no number, above prose."""
    names = [name.strip() for name in head.names]
    if len(names) < 2 or not _are_names(names):
        return False
    rows = rows_below(head, lines, is_all=True)
    return "text" in told_by_values(names, [None] * len(names), rows).values()


def _are_names(cells: list[str]) -> bool:
    return len({*cells}) == len(cells) > 0 and all(map(_may_be_name, cells))


def _may_be_name(cell: str) -> bool:
    is_word = 0 < len(cell) <= _LONGEST_NAME and any(map(str.isalpha, cell)) and not address_of(cell)
    return is_word and not is_day(cell) and not END_OF_SENTENCE.search(cell)
