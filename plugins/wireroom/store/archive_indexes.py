"""What backfills have learned of feeds' archive documents: read before a run, added to after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wireroom.store.connection import Connection
from wireroom.store.queries import query
from wireroom.store.rows import fetch_all


def archive_index(conn: Connection, feed_id: int) -> dict[str, Any]:
    """URL → what is known of the document; empty where nothing is."""
    rows = fetch_all(conn, "archive_index", {"feed_id": feed_id})
    return dict(rows[0]["documents"]) if rows else {}


def save_archive_index(conn: Connection, feed_id: int, documents: Mapping[str, Any]) -> None:
    """Add `documents` to what is known, and commit."""
    with conn.cursor() as cursor:
        values = {"feed_id": feed_id, "documents": json.dumps(dict(documents))}
        cursor.execute(query("save_archive_index"), values)
    conn.commit()
