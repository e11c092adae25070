"""A span of publication in, its articles as rows out, read by a cursor of the server: memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import psycopg2

from wireroom.store.connection import Connection
from wireroom.store.queries import query, store_error

_AT_ONCE = 500  # rows


def export_rows(
    conn: Connection, since: datetime, until: datetime, *, for_training: bool = False
) -> Iterator[dict[str, Any]]:
    """`since` included, `until` not; `for_training`: but for what is reserved. Raises StoreError."""
    values = {"since": since, "until": until, "for_training": for_training}
    try:
        with conn.cursor(name="export") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query("export_articles"), values)
            for row in cursor:
                yield dict(zip((column.name for column in cursor.description or ()), row, strict=True))
        conn.commit()
    except psycopg2.Error as error:
        raise store_error(error, "the export of this day is not complete") from error
