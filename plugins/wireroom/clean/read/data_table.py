"""A `<table>` in, whether it holds data or only lays out a page out."""

from __future__ import annotations

from typing import Final

from bs4 import Tag

from wireroom.common.elements import attribute, elements_in

_PAGE_PARTS: Final = frozenset(
    ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure", "iframe")
)
_CELLS: Final = ("td", "th")


def is_data_table(table: Tag) -> bool:
    """At least two rows, two cells in one of them, and nothing in the cells that pages are built of."""
    if attribute(table, "role") in {"presentation", "none"}:
        return False
    if next(elements_in(table, _PAGE_PARTS), None) is not None:
        return False
    rows = [
        sum(cell.name in _CELLS for cell in row.contents if isinstance(cell, Tag))
        for row in table.find_all("tr")
    ]
    return len(rows) >= 2 and max(rows) >= 2


def span_attributes(cell: Tag) -> str:
    """`colspan` and `rowspan` of a cell as they stand in a tag."""
    written = ""
    for name in ("colspan", "rowspan"):
        value = (attribute(cell, name) or "").strip()
        if value.isascii() and value.isdecimal() and 1 < int(value[:4]) <= 1000:
            written += f' {name}="{int(value[:4])}"'
    return written
