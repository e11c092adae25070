"""A saved text in; out, as a row, what the lines at its head say of it.

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

from wireroom.archive.saved.row_fields import address_of, field_of, said_by_row
from wireroom.archive.saved.saved_rows import RowDocument, row_documents
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
    """What the head says, and the text behind it; None where it does not say two things of an article, its
    title or address among them, one within a fence: then all of it is the text.
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
    """Nothing where a line of it is of another kind."""
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
    """Days and instants are as ISO 8601 writes them. `[taxonomies]` and its like are opened for the tags and
    what else describes the page; the address in `[license]` or the name in `[extra]` may be another's.
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
    """`_posts/2024-05-02-ferry.md` (Jekyll) is of that day where its head names none."""
    named = _DAY.match(PurePosixPath(name).name)
    return said if named is None or "date_published" in map(field_of, said) else {**said, "date": named[0]}


def text_documents(row: dict[str, Any], left_out: Counter[str]) -> Iterable[RowDocument]:
    """Of a text that is a file of its own, with what its head or a table says of it: a head alone is none."""
    said = said_by_row(row)
    if any(said.get(name) for name in ("text", "html")) or address_of(said.get("url")):
        return row_documents(row, 1, left_out)
    left_out["a head without a text"] += 1
    return ()
