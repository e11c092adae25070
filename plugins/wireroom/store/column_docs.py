"""A migrated database in, the public columns and what each means out."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.store.connection import Connection
from wireroom.store.rows import fetch_all


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """One column of a view or table, or a function (then `column` is empty and `type` its signature)."""

    schema: str
    relation: str
    relation_comment: str
    column: str
    type: str
    comment: str


def column_docs(conn: Connection) -> tuple[ColumnDoc, ...]:
    """Every column of `news` and `wireroom` in order, with its COMMENT (empty where it has none)."""
    return tuple(ColumnDoc(**row) for row in fetch_all(conn, "column_docs"))
