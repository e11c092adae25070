"""The name of a query in `sql/queries/` in, its text or its rows out; Postgres' errors as ours."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from psycopg2.extras import RealDictCursor

from wireroom.errors import StoreError
from wireroom.settings import PROJECT_ROOT
from wireroom.store.postgres_errors import store_error

if TYPE_CHECKING:
    from wireroom.store.connection import Connection

SQL_FOLDER = PROJECT_ROOT / "sql"


@cache
def query(name: str) -> str:
    """Text of a named query, with psycopg2's `%(name)s` parameters; FileNotFoundError for a wrong name."""
    return (SQL_FOLDER / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def fetch_all(conn: Connection, name: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """All rows of the query `name`. Raises StoreError.

    Inside a transaction it stays open; where there was none, none is left: a session that reads, then works
    for minutes, would hold back cleaning up and whoever alters a table, and be ended as idle.
    """
    alone = conn.info.transaction_status == TRANSACTION_STATUS_IDLE
    try:
        with conn.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(query(name), values)
            rows = [dict(row) for row in cursor.fetchall()]
        if alone:
            conn.commit()
        return rows
    except psycopg2.Error as error:
        if alone:
            roll_back(conn)
        raise store_error(error, name) from error


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
        roll_back(conn)
        raise store_error(error, name) from error
    return touched


def roll_back(conn: Connection) -> None:
    """Undo what is open; on a connection that is lost the server has done so already."""
    if not conn.closed:
        with contextlib.suppress(psycopg2.Error):
            conn.rollback()
