"""The operator's list of feeds in, the same list in the database out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg2
from psycopg2.extras import Json, execute_values

from wireroom.errors import StoreError
from wireroom.models import FeedSpec
from wireroom.store.connection import Connection
from wireroom.store.failures import store_error
from wireroom.store.hide_secrets import hide_secrets
from wireroom.store.queries import query
from wireroom.store.rows import fetch_one, roll_back
from wireroom.store.values import FeedChanges


def sync_feeds(
    conn: Connection,
    specs: Sequence[FeedSpec],
    now: datetime,
    *,
    why: str = "no longer in the list of feeds",
) -> FeedChanges:
    """Make the database follow `specs`, in one transaction.

    New feeds are added and due at once, changed ones updated; one that is no longer listed is retired, never
    deleted: its articles and what its polls taught stay, and the retirement is logged with its reason, `why`.
    Listed again, it is restored. The same URL twice: the first counts. Raises StoreError, nothing changed.
    """
    listed = {spec.url: spec for spec in reversed(specs)}
    rows = [_row(spec) for spec in reversed(listed.values())]
    hide_secrets(conn)
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("stage_feeds_create"))
            execute_values(cursor, query("stage_feeds_insert"), rows, page_size=500)
        counts = fetch_one(conn, "sync_feeds", {"now": now, "why": why})
        conn.commit()
    except StoreError as error:
        roll_back(conn)
        raise type(error)(f"the list of feeds was not taken over: {error}") from error
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "the list of feeds was not taken over") from error
    return FeedChanges(**counts)


def _row(spec: FeedSpec) -> tuple[Any, ...]:
    return (
        spec.url,
        spec.title,
        spec.publisher,
        spec.country,
        spec.language,
        spec.timezone,
        list(spec.category),
        spec.every,
        spec.paused,
        spec.private,
        spec.archive,
        Json({"headers": dict(spec.headers), "basic_auth": spec.basic_auth, "connection": spec.connection}),
        Json(dict(spec.secrets)),
        spec.family,
    )
