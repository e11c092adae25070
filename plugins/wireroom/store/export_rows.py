"""The rows of an export, one an article, and the types of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import psycopg2

from wireroom.common.days import midnight
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all, query, store_error, stream

_AT_ONCE = 500  # rows
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)
# Number of a type in Postgres → its name (pg_type); other types are exported as text.
_TYPES: Final[Mapping[int, str]] = {
    16: "bool",
    20: "int8",
    21: "int2",
    23: "int4",
    700: "float4",
    701: "float8",
    1009: "text[]",
    1184: "timestamptz",
}


def export_types(conn: Connection) -> dict[str, str]:
    """Column → name of its type in Postgres, for each column of the rows. Raises StoreError."""
    values = {"since": _LONG_AGO, "until": _LONG_AGO, "for_training": False}
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("export/export_articles"), values)
            return {column.name: _TYPES.get(column.type_code, "text") for column in cursor.description or ()}
    except psycopg2.Error as error:
        raise store_error(error, "nothing is exported") from error


def export_rows(
    conn: Connection, since: datetime, until: datetime, *, for_training: bool = False
) -> Iterator[dict[str, Any]]:
    """Articles published from `since` on and before `until`. Raises StoreError while it is read.

    `for_training` leaves out articles whose publisher reserves text and data mining.
    """
    values = {"since": since, "until": until, "for_training": for_training}
    doing = "the export of this day is not complete"
    return stream(conn, "export/export_articles", values, at_once=_AT_ONCE, doing=doing)


def days_beside(conn: Connection, since: date, until: date, *, for_training: bool = False) -> list[date]:
    """The last day (UTC) before `since` and the first after `until` that an article is dated on, if any.

    `for_training`: that one of these would export.
    """
    values = {
        "since": midnight(since),
        "end": midnight(until + timedelta(days=1)),
        "for_training": for_training,
    }
    rows = fetch_all(conn, "export/days_beside_export", values)
    return [row["day"] for row in rows]
