"""A `<table>` in, whether it holds data or only lays out a page out."""

from __future__ import annotations

from typing import Final

from lxml import etree

_PAGE_PARTS: Final = (
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "figure",
    "iframe",
)


def is_data_table(table: etree._Element) -> bool:
    """At least two rows, two cells in one of them, and nothing in the cells that pages are built of."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if any(part is not table for part in table.iter(*_PAGE_PARTS)):
        return False
    tables_rows = [sum(1 for _ in row.iterchildren("td", "th")) for row in table.iter("tr")]
    return len(tables_rows) >= 2 and max(tables_rows) >= 2


def span_attributes(cell: etree._Element) -> str:
    """`colspan` and `rowspan` of a cell as they stand in a tag."""
    written = ""
    for name in ("colspan", "rowspan"):
        value = (cell.get(name) or "").strip()
        if value.isascii() and value.isdecimal() and 1 < int(value[:4]) <= 1000:
            written += f' {name}="{int(value[:4])}"'
    return written
