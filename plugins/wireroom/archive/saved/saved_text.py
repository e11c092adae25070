"""Read what the first lines of a saved text say about it, as a row.

Title: Low water            ---                         +++
URL: https://a.example/1    title: Low water            title = "Low water"
Date: 2024-05-02            date: 2024-05-02            date = 2024-05-02
                            ---                         +++
The ferry waited.           The ferry waited.           The ferry waited.

A head between `+++` is TOML (Hugo, Zola). One between `---` should be YAML, but often no parser
takes it (`title: Ferries: what is next`): it is read by its lines.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

from wireroom.archive.saved.row_fields import address_of, said_by_row
from wireroom.archive.saved.saved_rows import RowDocument, row_documents
from wireroom.archive.saved.tables.column_names import field_of
from wireroom.common.text.encoding import decode

_HEAD = 8_192  # characters looked at
_LINE = re.compile(r"([^\W\d][\w -]{0,30}):[ \t]+(\S.*)")
_OTHER_LINE = re.compile(r"[^\W\d][\w -]{0,30}:[ \t]*.*|[ \t-].*")  # of front matter: an empty value, a list
_LIST, _ITEM = re.compile(r"([^\W\d][\w -]{0,30}):[ \t]*"), re.compile(r"[ \t]*-[ \t]+(\S.*)")
_YAML, _TOML = "---\n", "+++\n"
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?=-)", re.ASCII)
_OPENED = ("params", "extra", "taxonomies")  # tables of a head in TOML that say more of the page
_DESCRIBES = ("tags", "summary", "language", "image")


def row_of_text(body: bytes, name: str = "") -> dict[str, Any] | None:
    """The fields of a text's head as a row, with the text after it; None if all of it is the text.

    A head has at least two fields of an article, one between fences, among them title or address.
    """
    text = decode(body, None).text.replace("\r\n", "\n").lstrip()
    fence = next((fence for fence in (_YAML, _TOML) if text.startswith(fence)), "")
    head, found, rest = text.removeprefix(fence).partition("\n" + (fence or "\n"))
    if not found or len(head) > _HEAD:
        return None
    said = _said_in_toml(head) if fence == _TOML else _said_by_lines(head, is_fenced=bool(fence))
    fields = {field_of(name) for name in said} - {None, "text", "html"}
    is_head = len(fields) > (0 if fence else 1) and fields & {"title", "url"}
    return _dated_by_name({**said, "text": rest.strip()}, name) if is_head else None


def _said_by_lines(head: str, *, is_fenced: bool) -> dict[str, Any]:
    """Fields of a head of `name: value` lines and lists; empty if any line is of another kind."""
    said: dict[str, Any] = {}
    name = ""  # of the list that the next lines may be of
    for line in head.split("\n"):
        if named := _LINE.fullmatch(line):
            name, said[named[1]] = "", named[2].strip().strip("\"'")
        elif begun := _LIST.fullmatch(line):
            name = begun[1]
        elif name and (item := _ITEM.fullmatch(line)):
            said.setdefault(name, []).append(item[1].strip().strip("\"'"))
        elif not (is_fenced and _OTHER_LINE.fullmatch(line)):
            return {}
    return said


def _said_in_toml(head: str) -> dict[str, Any]:
    """Fields of a head in TOML; dates in ISO 8601. Only tables such as `[taxonomies]` are opened.

    An address in `[license]` or a name in `[extra]` may not be the article's.
    """
    try:
        read = tomllib.loads(head)
    except (ValueError, RecursionError):  # no TOML; nested too deeply
        return {}
    opened = (table for name in _OPENED if isinstance(table := read.get(name), dict))
    inner = {name: value for table in opened for name, value in table.items() if field_of(name) in _DESCRIBES}
    said = {**inner, **read}
    return {
        name: value.isoformat() if isinstance(value, date | time) else value for name, value in said.items()
    }


def _dated_by_name(said: dict[str, Any], name: str) -> dict[str, Any]:
    """The fields, with the date in a name such as `_posts/2024-05-02-ferry.md` (Jekyll) if they have none."""
    named = _DAY.match(PurePosixPath(name).name)
    return said if named is None or "date_published" in map(field_of, said) else {**said, "date": named[0]}


def text_documents(row: dict[str, Any], left_out: Counter[str]) -> Iterable[RowDocument]:
    """The document of a text that is a file of its own; a head without a text is counted instead."""
    said = said_by_row(row)
    if any(said.get(name) for name in ("text", "html")) or address_of(said.get("url")):
        return row_documents(row, 1, left_out)
    left_out["a head without a text"] += 1
    return ()
