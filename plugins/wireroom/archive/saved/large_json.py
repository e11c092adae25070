"""Decide from its beginning how the rows of a JSON document too large for memory can be read.

A JSON Feed is known by its first items. Of another document the first list is taken whose rows are articles,
however deep it stands: an answer of an API, an export of a blog.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, cast

from wireroom.archive.saved.recoded import Rejoined
from wireroom.archive.saved.row_fields import address_of, said_by_row
from wireroom.archive.saved.rows_within import rows_within
from wireroom.archive.saved.saved_members import BrokenRowsError
from wireroom.archive.saved.saved_rows import Note, RowDocument, is_list, json_rows, no_note
from wireroom.common.sniff import byte_order_mark, media_type
from wireroom.common.text.encoding import decode
from wireroom.parse import is_json_feed
from wireroom.parse.json_items import decoded
from wireroom.parse.json_list import feed_items, list_items

_LISTS = 64  # of a document that are looked at
_FIRST = 20  # items of a list that are looked at
_LIST = re.compile(rb'"(?:[^"\\]++|\\.)*+"|(?P<list>\[)(?=\s*\{)', re.S)
_NAME = re.compile(rb'("(?:[^"\\]|\\.){1,100}")\s*:\s*\Z')
_HEAD = 4096  # bytes by which JSON is known
# What no prose begins with: `[1] The ferry`, `["Low water", he said]`, `{{notice}}` are other things.
_BEGINNING = re.compile(
    r'\[\s*+(?:\{\s*+)?+\Z|\[\s*+\{\s*+"|\[\s*+"(?:[^"\\]|\\.){0,500}+"\s*+,\s*+(?:"|\Z)'
    r'|\{\s*+(?:"(?:[^"\\]|\\.){0,500}+"\s*+:|\Z)'
)
_NEAR = 256  # bytes before a list in which its name stands


def is_json(head: bytes) -> bool:
    """A list or an object, by how it begins, in whatever encoding."""
    return decode(head[:_HEAD], None).text.lstrip("\ufeff \t\r\n").startswith(("[", "{"))


def is_object(head: bytes) -> bool:
    """Whether the text begins as a JSON object."""
    mark = byte_order_mark(head)
    return head[mark[0] if mark else 0 :].lstrip().startswith(b"{")


def is_large_feed(beginning: bytes) -> bool:
    """Whether the document is a JSON Feed, by its first items."""
    try:
        head, items = feed_items(io.BytesIO(beginning), len(beginning))
        said = decoded(b"{" + head + b"}")
    except (ValueError, RecursionError):
        return False
    return is_json_feed({**said, "items": list(_objects(items))})


def large_rows(
    beginning: bytes, rest: IO[bytes], left_out: Counter[str], on_large: Note, note: Note
) -> Iterator[RowDocument] | None:
    """The rows of a list, or of the first list of articles in an object, which is named to `note`.

    None if the `beginning` has no such list. Raises ValueError while reading, as `json_rows`.
    """
    if is_list(beginning):
        return json_rows(_whole(beginning, rest), left_out, on_large)
    found = (match for match in _LIST.finditer(beginning) if match["list"])
    for match in islice(found if is_object(beginning) else (), _LISTS):
        at = match.start()
        if any(map(_holds_article, _objects(list_items(io.BytesIO(beginning[at:]), len(beginning))))):
            named = _NAME.search(beginning, max(at - _NEAR, 0), at)
            name = json.loads(named[1]) if named else "a list"
            note(f"it is too large to be read as a whole: of its lists the first with articles is, `{name}`")
            return json_rows(_whole(beginning[at:], rest), left_out, on_large, is_all=False)
    return None


def is_broken_json(body: bytes) -> bool:
    """Whether a document begins as JSON of objects or texts, but is not whole; feeds are read elsewhere."""
    if not _BEGINNING.match(decode(body[:_HEAD], None).text.lstrip("\ufeff \t\r\n")):
        return False
    try:
        json.loads(decode(body, None).text)
    except ValueError:
        return media_type(body) != "application/feed+json"
    except RecursionError:
        pass
    return False


def rows_of_broken(body: bytes, left_out: Counter[str], on_large: Note) -> Iterator[RowDocument]:
    """The whole rows of such a document. Raises BrokenRowsError after them."""
    try:
        yield from large_rows(body, io.BytesIO(), left_out, on_large, no_note) or ()
        json.loads(decode(body, None).text)
    except ValueError as error:
        raise BrokenRowsError(f"it begins as JSON and is none, what is whole is read: {error}") from error


def _whole(beginning: bytes, rest: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(Rejoined(beginning, rest)))


def _objects(items: Iterator[bytes | None]) -> Iterator[dict[str, Any]]:
    """The readable objects among the first items."""
    try:
        for item in islice(items, _FIRST):
            said = decoded(item) if item and item.strip() else None
            if isinstance(said, dict):
                yield said
    except (ValueError, RecursionError):  # it does not end in what is known of it
        return


def _holds_article(item: dict[str, Any]) -> bool:
    """Whether an item is an article or contains some."""
    found = rows_within(item)
    return any(_is_article(row) for row in (found.rows if found else ()) if isinstance(row, dict))


def _is_article(row: dict[str, Any]) -> bool:
    """Whether a row is an article: links, pictures and paragraphs have some of its fields, but not these."""
    said = said_by_row(row)
    is_placed = "date_published" in said and address_of(said.get("url")) is not None
    return "title" in said and ("text" in said or "html" in said or is_placed)
