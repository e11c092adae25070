"""What backfills have learned of feeds' archive documents: read before a run, added to after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wireroom.store.connection import Connection
from wireroom.store.copy_text import json_text
from wireroom.store.rows import change, fetch_all

Documents = Mapping[str, Mapping[str, Any]]  # URL → what is known of the document


def archive_indexes(conn: Connection, feed_ids: Sequence[int]) -> dict[int, Documents]:
    """What is known of each of these feeds' documents; a feed of which nothing is known is left out."""
    rows = fetch_all(conn, "archive_indexes", {"feed_ids": list(feed_ids)})
    return {row["feed_id"]: row["documents"] for row in rows}


def save_archive_index(conn: Connection, feed_id: int, documents: Documents) -> None:
    """Add `documents` to what is known, and commit. Their URLs are what feeds say: not all fit into jsonb."""
    text = json_text(documents).encode("utf-8", "replace").decode("utf-8")
    change(conn, "save_archive_index", {"feed_id": feed_id, "documents": text})
