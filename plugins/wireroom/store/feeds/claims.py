"""Feeds that a run takes on, so that no other run polls them; given back when they are filed.

A claim holds while its run is alive (`runs.sign_of_life`), so a killed run holds nothing for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from wireroom.models import FULL_EVERY, Feed
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feed_of
from wireroom.store.queries import change, fetch_all


def claim_due_feeds(
    conn: Connection,
    run_id: int,
    now: datetime,
    limit: int,
    *,
    family_share: int,
    match: str = "",
    even_if_not_due: bool = False,
    in_full: bool = False,
    early: timedelta = timedelta(),
    but_not: Sequence[int] = (),
) -> tuple[Feed, ...]:
    """Take on at most `limit` feeds whose next poll has come, longest overdue first.

    Paused and retired ones are never due. Of a politeness family at most `family_share` are taken. `match`
    keeps feeds whose URL, title or publisher contains it, in any case; `even_if_not_due` leaves the
    schedule aside, but not what another living run has claimed; `early` takes healthy feeds that will be
    due within it along; feeds of `but_not` are left out. `in_full`: they are
    next asked without validators. The same run gets its own claims again.
    """
    values = {
        "run_id": run_id,
        "now": now,
        "limit": limit,
        "family_share": family_share,
        "match": match,
        "all": even_if_not_due,
        "early": early,
        "but_not": list(but_not),
    }
    feeds = tuple(feed_of(row) for row in fetch_all(conn, "claim_due_feeds", values))
    if in_full:
        ids = [feed.id for feed in feeds]
        change(conn, "ask_in_full", {"ids": ids, "full_every": FULL_EVERY})
    conn.commit()
    return feeds


def claim_feeds(conn: Connection, run_id: int, ids: Sequence[int], now: datetime) -> tuple[int, ...]:
    """Those of `ids` that the run holds now, in their order: all but what another living run holds."""
    values = {"run_id": run_id, "ids": list(ids), "now": now}
    held = {row["feed_id"] for row in fetch_all(conn, "claim_feeds", values)}
    conn.commit()
    return tuple(feed_id for feed_id in ids if feed_id in held)


def release_feeds(conn: Connection, run_id: int, ids: Sequence[int]) -> None:
    """Give feeds back that the run does not ask after all."""
    change(conn, "release_feeds", {"run_id": run_id, "ids": list(ids)})
