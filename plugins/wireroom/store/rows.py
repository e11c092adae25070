"""A named query in, its rows out as dicts by column name; Postgres' errors as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg2
from psycopg2.extras import RealDictCursor

from wireroom.errors import StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import query


def fetch_all(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """All rows of the query `name`; the transaction stays open. Raises StoreError."""
    try:
        with conn.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(query(name), values)
            return [dict(row) for row in cursor.fetchall()]
    except psycopg2.Error as error:
        raise StoreError(f"{name}: {str(error).strip()}") from error


def fetch_one(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The first row of the query `name`. Raises StoreError, also where there is none."""
    rows = fetch_all(conn, name, values)
    if not rows:
        raise StoreError(f"{name}: no row where one was expected")
    return rows[0]


def change(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> int:
    """Run the statement `name` and commit; how many rows it touched. Raises StoreError, nothing changed."""
    try:
        with conn.cursor() as cursor:
            cursor.execute(query(name), values)
            touched = cursor.rowcount
        conn.commit()
    except psycopg2.Error as error:
        if not conn.closed:
            conn.rollback()
        raise StoreError(f"{name}: {str(error).strip()}") from error
    return touched
