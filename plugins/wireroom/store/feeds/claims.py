"""Claim feeds for a run, so that no other run polls them; filing them ends the claim.

A claim holds while its run is alive (`runs.sign_of_life`), so that of a killed run soon ends.
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
    """Claim at most `limit` feeds that are due, the longest overdue first.

    Paused and retired feeds are never due. Of a politeness family at most `family_share` are claimed.
    `match`: only feeds whose URL, title or publisher contains it, in any case. `even_if_not_due` ignores the
    schedule, but not the claims of other living runs. `early`: healthy feeds due within that time, too.
    `but_not`: feeds to leave out. `in_full`: their next request has no validators. A run gets its own claims
    again.
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
    """Claim the feeds `ids`, except those of other living runs; those claimed, in their order."""
    values = {"run_id": run_id, "ids": list(ids), "now": now}
    held = {row["feed_id"] for row in fetch_all(conn, "claim_feeds", values)}
    conn.commit()
    return tuple(feed_id for feed_id in ids if feed_id in held)


def release_feeds(conn: Connection, run_id: int, ids: Sequence[int]) -> None:
    """End the claims to feeds that the run does not ask."""
    change(conn, "release_feeds", {"run_id": run_id, "ids": list(ids)})
