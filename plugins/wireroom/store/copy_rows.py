"""Rows in, a staging table filled by COPY out."""

from __future__ import annotations

import io
from collections.abc import Iterable

from wireroom.store.article_columns import article_query
from wireroom.store.connection import Connection
from wireroom.store.copy_text import copy_line
from wireroom.store.staged_rows import Row


def copy_rows(conn: Connection, name: str, rows: Iterable[Row]) -> None:
    """Send rows through the COPY statement `name`; nothing is sent where there are none."""
    lines = b"".join(map(copy_line, rows))
    if lines:
        with conn.cursor() as cursor:
            cursor.copy_expert(article_query(name), io.BytesIO(lines))
