"""Find the rows of articles within a JSON file, and count by name what is passed over.

It is a list of rows, a row itself, or an answer whose members hold rows. Of those the ones that say the most
are taken, all of them. Where an object may be an article or stand around some, nothing is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from wireroom.archive.saved.exports.ghost_export import with_names
from wireroom.archive.saved.row_fields import address_of, is_row, level_of, said_by_row
from wireroom.archive.saved.tables.column_names import field_of
from wireroom.archive.saved.tables.json_in_lines import values_of
from wireroom.common.text.encoding import decode
from wireroom.parse import is_json_feed

_BLANKS = 1024  # bytes before JSON begins, at most
_DEEPEST = 4  # levels of an answer above its rows
# How much a row says: a title; where or when it came out, too; a text; a text and a title.
_TITLE, _PLACED, _TEXT, _WHOLE = range(1, 5)
_PART = "a row within an article"
_LESS = "a row of an answer that says less than its articles, or than an article"
_AROUND = "a title above rows"
_UNCLEAR = "unclear: an article, or something around articles"


class RowsWithin(NamedTuple):
    """The rows to read, and the number of others by reason."""

    rows: list[Any]
    left_out: Counter[str]


class _Group(NamedTuple):
    """Rows that belong together: those of a list, or one object."""

    rows: list[Any]
    is_list: bool
    rank: int
    is_placed: bool

    @property
    def order(self) -> tuple[int, bool]:
        """Sort key: rank, then lists before single objects where rows have only title and address, as links
        do.
        """
        return self.rank, self.rank == _PLACED and self.is_list


def rows_within(said: object) -> RowsWithin | None:
    """The rows of articles in a JSON value; None if nothing looks like one, and for a JSON Feed."""
    left_out: Counter[str] = Counter()
    if isinstance(said, list) and any(map(is_row, said)):
        return RowsWithin(said, left_out)
    if not isinstance(said, dict | list) or (isinstance(said, dict) and is_json_feed(said)):
        return None
    groups = (
        _groups(said, _DEEPEST, left_out)
        if isinstance(said, dict)
        else _of_list(said, _DEEPEST, left_out, in_text=False)
    )
    best = max((group.order for group in groups), default=None)
    taken, others = list[_Group](), list[_Group]()
    for group in groups:
        is_taken = group.order == best and (group.rank > _TITLE or group.rows[0] is said)
        (taken if is_taken else others).append(group)
    _count(left_out, _LESS, others)
    rows = [row for group in taken for row in group.rows]
    if not rows and not left_out:
        return (
            RowsWithin([said], left_out) if is_row(said) else None
        )  # why it is none is told where it is read
    return RowsWithin(rows, left_out)


def rows_of(body: bytes) -> RowsWithin | None:
    """The rows of a file, perhaps none; None if it is no JSON, or a JSON Feed."""
    if not decode(body[:_BLANKS], None).text.lstrip().startswith(("[", "{")):
        return None
    text = decode(body, None).text.removeprefix("\ufeff")
    try:
        said = with_names(json.loads(text))
    except RecursionError:
        return None
    except ValueError:
        return _of_several(text)
    found = rows_within(said)
    if found is not None or (isinstance(said, dict) and is_json_feed(said)):
        return found
    is_address = isinstance(said, dict) and address_of(said_by_row(said).get("url")) is not None
    return RowsWithin([said] if is_address else [], Counter())  # an address, perhaps when it was captured


def _of_several(text: str) -> RowsWithin | None:
    """The rows of several values behind one another, or None."""
    try:
        values = [with_names(value) for value in values_of(text)]
    except (ValueError, RecursionError):
        return None
    found = [rows_within(value) for value in values]
    if not any(found) or any(isinstance(value, dict) and is_json_feed(value) for value in values):
        return None
    # What has no rows is counted where it is read.
    each = [within or RowsWithin([value], Counter()) for value, within in zip(values, found, strict=True)]
    left_out = sum((within.left_out for within in each), Counter[str]())
    return RowsWithin([row for within in each for row in within.rows], left_out)


def _groups(
    said: Mapping[Any, Any],
    deepest: int,
    left_out: Counter[str],
    *,
    in_text: bool = False,
) -> list[_Group]:
    """The groups in an object, or the object as a group."""
    level, own, found = level_of(said), dict[Any, Any](), list[_Group]()
    # What has a title and an address may be an article, and a list without rows its blocks.
    in_lists = 0 if _has_title_and_address(level) else deepest
    for name, value in level.items():
        field = field_of(name)
        is_text = in_text or field in ("text", "html")
        inner = list[_Group]()
        if isinstance(value, list):
            inner = _of_list(value, in_lists, left_out, in_text=is_text)
        elif isinstance(value, dict) and deepest:
            inner = _groups(value, deepest - 1, left_out, in_text=is_text)
        if field is not None and not is_text:  # people and tags may have a title and a page
            _count(left_out, _PART, (group for group in inner if _TITLE < group.rank < _WHOLE))
            inner = [group for group in inner if group.rank == _WHOLE]
        found += inner
        if not any(group.rank > _TITLE for group in inner):
            own[name] = value
    return _resolved(_group([said], own, in_text=in_text), found, left_out)


def _has_title_and_address(level: Mapping[Any, Any]) -> bool:
    said = said_by_row(level)
    return "title" in said and address_of(said.get("url")) is not None


def _of_list(rows: list[Any], deepest: int, left_out: Counter[str], *, in_text: bool) -> list[_Group]:
    """The group of a list, judged by its best row.

    If no row says anything, the groups in them (`edges`, `node`).
    """
    objects = [row for row in rows if isinstance(row, dict)]
    groups = (_group(rows, row, is_list=True, in_text=in_text) for row in objects)
    best = max(groups, key=lambda group: (group.rank, group.is_placed), default=None)
    if best and not best.rank and deepest:
        return [group for row in objects for group in _groups(row, deepest - 1, left_out, in_text=in_text)]
    return [best] if best and best.rank else []


def _group(
    rows: list[Any],
    row: Mapping[Any, Any],
    *,
    is_list: bool = False,
    in_text: bool = False,
) -> _Group:
    """A group and its rank by `row`.

    Within a text, a row also needs an address or date, as paragraphs are objects.
    """
    said = said_by_row(row)
    has_title, has_text = "title" in said, "text" in said or "html" in said
    is_placed = address_of(said.get("url")) is not None or "date_published" in said
    rank = _WHOLE if has_title and has_text else _TEXT if has_text else _PLACED if is_placed else _TITLE
    if not (has_title or has_text) or (in_text and not (has_title and is_placed)):
        rank = 0
    return _Group(rows, is_list, rank, is_placed)


def _resolved(own: _Group, found: list[_Group], left_out: Counter[str]) -> list[_Group]:
    """The groups to read of an object: those within it, or itself; what is left is counted."""
    within = [group for group in found if group.rank > _TITLE]
    rivals = [group for group in within if group.is_list or group.rank >= _TEXT]
    ranks = {group.rank for group in rivals}
    if own.rank >= _TEXT or (own.rank and not ranks) or (own.rank == _PLACED and ranks == {_TEXT}):
        _count(left_out, _PART, within)
        return [own]
    if own.rank == _PLACED:
        is_around = any(group.rank == _WHOLE and group.is_placed for group in rivals)
    else:  # texts without titles below one may be its paragraphs
        is_around = own.rank < _TITLE or _WHOLE in ranks or _TEXT not in ranks
    if not is_around:
        _count(left_out, _UNCLEAR, [own, *within])
        return []
    _count(left_out, _AROUND, [own] if own.rank else [])
    return found


def _count(left_out: Counter[str], reason: str, groups: Iterable[_Group]) -> None:
    if count := sum(len(group.rows) for group in groups):
        left_out[reason] += count
