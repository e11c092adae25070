"""A named query in, its rows out as dicts by column name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg2.extras import RealDictCursor

from wireroom.errors import StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import query


def fetch_all(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """All rows of the query `name`; the transaction is left as it is."""
    with conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(query(name), values)
        return [dict(row) for row in cursor.fetchall()]


def fetch_one(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The only row of the query `name`. Raises StoreError where there is none."""
    rows = fetch_all(conn, name, values)
    if not rows:
        raise StoreError(f"{name}: no row where one was expected")
    return rows[0]
