"""The list of feeds in, what following it would retire out; and how following it went, kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wireroom.store.connection import Connection
from wireroom.store.hide_secrets import hide_secrets
from wireroom.store.rows import change, fetch_all, fetch_one
from wireroom.store.values import FeedListState, Retiring, RetiringFeed


def retiring_feeds(conn: Connection, urls: Sequence[str]) -> Retiring:
    """What the list with these addresses, and no others, would retire; nothing is changed.

    But that addresses of before are masked as the list's are now, so that they are the same feeds.
    """
    hide_secrets(conn)
    row = fetch_one(conn, "retiring_feeds", {"urls": list(urls)})
    return Retiring(
        feeds=tuple(RetiringFeed(*feed) for feed in row["retiring"]),
        active=row["active"],
        active_with_articles=row["active_with_articles"],
    )


def note_feed_list(
    conn: Connection, path: str, now: datetime, *, feeds: int | None = None, problem: str = ""
) -> None:
    """Keep that the list was followed and how many feeds it has, or the problem in words."""
    values = {"path": path, "now": now, "feeds": feeds, "problem": problem.replace("\0", "␀")}
    change(conn, "note_feed_list", values)


def feed_list_state(conn: Connection) -> FeedListState | None:
    """How the last attempt to follow the list went; None: there was none yet."""
    rows = fetch_all(conn, "feed_list_state")
    return FeedListState(**rows[0]) if rows else None


def note_list_problem(conn: Connection, run_id: int, problem: str) -> None:
    """Keep with the run why it could not follow the list; empty: it could."""
    change(conn, "note_list_problem", {"run_id": run_id, "problem": problem.replace("\0", "␀")})


def list_problems(conn: Connection, run_id: int) -> tuple[str, str]:
    """Why the run could not follow the list, and why the run before it could not; empty: it could."""
    row = fetch_one(conn, "list_problems", {"run_id": run_id})
    return row["now"], row["before"]
