"""Rows of articles in (JSON lines, JSON), each as a page, a text or a feed of one entry out."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any, NamedTuple

from wireroom.archive.saved.row_feed import feed_of_one
from wireroom.archive.saved.row_fields import (
    address_of,
    files_named,
    instant,
    is_row,
    said_by_row,
    says_something,
    text_of,
)
from wireroom.archive.saved.rows_within import rows_within
from wireroom.archive.saved.saved_members import BrokenRowsError
from wireroom.archive.saved.tables.bookmarks import ADDRESS, why_bookmark
from wireroom.archive.saved.tables.json_in_lines import values_in_lines
from wireroom.common.sniff import byte_order_mark
from wireroom.parse.json_items import decoded
from wireroom.parse.json_list import LARGEST_ITEM, list_items

# What is called a text and is markup: tables and APIs hold the body so.
_MARKUP = re.compile(r"</(?:p|div|a|em|strong|b|i|h[1-6]|li|ul|span|figure|blockquote)\s*>|<br\s*/?>", re.I)


Note = Callable[[str], None]  # hears in words what is odd of a file


def no_note(words: str) -> None:
    """Ignore a note."""


class RowPlace(NamedTuple):
    """Where a row begins in a file that is not packed."""

    byte: int = 0
    number: int = 1


FIRST = RowPlace()


class RowDocument(NamedTuple):
    """One row as a document."""

    key: str  # its `id`, else its number in the file
    url: str | None
    body: bytes
    kind: str
    captured: datetime | None
    place: RowPlace = FIRST
    written: Mapping[Any, Any] | None = None  # a row that may name the file of its text


def json_lines(
    stream: IO[bytes], left_out: Counter[str], start: RowPlace = FIRST, note: Note = no_note
) -> Iterator[RowDocument]:
    """Documents of JSON lines; arguments as for `lines_as_written`."""
    for place, key, row in lines_as_written(stream, left_out, start, note):
        for document in row_documents(row, key, left_out):
            yield document._replace(place=place)


def lines_as_written(
    stream: IO[bytes], left_out: Counter[str], start: RowPlace = FIRST, note: Note = no_note
) -> Iterator[tuple[RowPlace, int | str, Any]]:
    """The rows of JSON lines, each with its place and number.

    A line may also contain rows, or begin one that goes on in others. The stream stands at `start`; `note` is
    told of the first line that is too long. Other lines are counted. Raises BrokenRowsError at the end
    if lines break off.
    """
    broken, first = 0, ""
    for found in values_in_lines(stream, *start, LARGEST_ITEM):
        if found.is_long:
            left_out[f"a line of more than {LARGEST_ITEM:,} bytes"] += 1
            note(f"line {found.number:,} is left out: it has more than {LARGEST_ITEM:,} bytes")
        if found.wrong:
            broken, first = broken + 1, first or f"line {found.number:,}: {found.wrong}"
        for place, row in enumerate(found.values, start=1):
            number = f"{found.number}.{place}" if len(found.values) > 1 else found.number
            for key, each in _of_line(row, number, left_out):
                yield RowPlace(found.byte, found.number), key, each
    if broken:
        raise BrokenRowsError(f"{first} (lines that cannot be read: {broken:,})")


def _of_line(row: Any, number: int | str, left_out: Counter[str]) -> Iterator[tuple[int | str, Any]]:
    """The row of a line, or the rows within it, with keys such as `3.1`, `3.2`."""
    found = None if is_row(row) else rows_within(row)
    if found is None or not found.rows:
        yield number, row
        return
    left_out.update(found.left_out)
    for place, each in enumerate(found.rows, start=1):
        yield f"{number}.{place}", each


def all_rows(rows: Iterable[Any], left_out: Counter[str]) -> Iterator[RowDocument]:
    """Documents of rows already read."""
    for number, row in enumerate(rows, start=1):
        yield from row_documents(row, number, left_out)


def json_rows(
    stream: IO[bytes], left_out: Counter[str], note: Note = no_note, *, is_all: bool = True
) -> Iterator[RowDocument]:
    """Documents of a JSON list of any size; with `is_all`, nothing may follow the list.

    Raises ValueError if the list does not end, after what precedes, and at the end if rows could not be read.
    """
    unread, first = 0, ""
    for number, item in enumerate(list_items(stream, LARGEST_ITEM, is_all=is_all), start=1):
        if item is None:
            left_out[f"a row of more than {LARGEST_ITEM:,} bytes"] += 1
            note(f"row {number:,} is left out: it has more than {LARGEST_ITEM:,} bytes")
            continue
        if not item.strip():
            continue  # templates leave a comma after the last
        try:
            row = decoded(item)
        except RecursionError:
            row = None
        except ValueError as error:
            unread, first = unread + 1, first or f"row {number:,}: {error}"
            continue
        for key, each in _of_line(row, number, left_out):
            yield from row_documents(each, key, left_out)
    if unread:
        raise ValueError(f"{first} (rows that cannot be read: {unread:,})")


def are_lines(head: bytes) -> bool:
    """Whether it is JSON lines of articles, by the first two lines."""
    lines = [line for line in itertools.islice(head.split(b"\n"), 3) if line.strip()]
    if len(lines) < 2 or not lines[0].lstrip().startswith(b"{"):
        return False
    try:
        said = json.loads(lines[0].rstrip().removesuffix(b","))
        return lines[1].lstrip().startswith(b"{") and (is_row(said) or bool(rows_within(said)))
    except (ValueError, RecursionError):
        return False


def is_list(head: bytes) -> bool:
    """Whether it begins as a list of objects."""
    mark, _ = byte_order_mark(head) or (0, "")
    begin = head[mark:].lstrip()
    return begin.startswith(b"[") and begin[1:].lstrip().startswith(b"{")


def row_documents(row: Any, number: int | str, left_out: Counter[str]) -> Iterable[RowDocument]:
    """The row's document; if it says nothing of an article, the reason is counted."""
    said = said_by_row(row) if isinstance(row, dict) else {}
    url = address_of(said.get("url"))
    if (reason := why_bookmark(row, said)) or not says_something(said):
        left_out[reason or (ADDRESS if url else "no article: a row without text or title")] += 1
        return ()
    if said.get("is_draft"):
        left_out["a draft: it was not published"] += 1
        return ()
    key, captured = text_of(said.get("id")) or str(number), instant(said.get("captured"))
    html, text = text_of(said.get("html")), text_of(said.get("text"))
    if "<html" in html[:4096].lower() or html[:15].lower().startswith("<!doctype html"):
        return (RowDocument(key, url, html.encode("utf-8", "replace"), "text/html", captured),)
    if text and not any(said.get(name) for name in ("html", "title", "summary", "date_published")):
        return (RowDocument(key, url, text.encode("utf-8", "replace"), "text/plain", captured),)
    if not html and _MARKUP.search(text):
        html = text
    body = feed_of_one(said, url or "", key, html=html, text=text)
    written = row if files_named(row) else None
    return (RowDocument(key, url, body, "application/feed+json", captured, written=written),)
