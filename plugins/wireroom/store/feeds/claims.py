"""Claim feeds for a run, so that no other run polls them; filing them ends the claim.

A claim holds while its run is alive (`runs.sign_of_life`), so that of a killed run soon ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.models import FULL_EVERY, Feed, FeedSelection
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feed_of
from wireroom.store.queries import change, fetch_all


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """How much a run claims at once."""

    feeds: int
    of_family: int  # of the feeds of a politeness family
    early: timedelta = timedelta()  # healthy feeds that are due within that time, too


def claim_due_feeds(
    conn: Connection,
    run_id: int,
    now: datetime,
    selection: FeedSelection,
    limits: ClaimLimits,
    *,
    but_not: Sequence[int] = (),
) -> tuple[Feed, ...]:
    """Claim feeds that are due, the longest overdue first; a run gets its own claims again.

    Paused and retired feeds are never due, nor are feeds that another living run has claimed. `but_not`:
    feeds to leave out.
    """
    values = {
        "run_id": run_id,
        "now": now,
        "limit": limits.feeds,
        "family_share": limits.of_family,
        "match": selection.match,
        "all": selection.even_if_not_due,
        "early": limits.early,
        "but_not": list(but_not),
    }
    feeds = tuple(feed_of(row) for row in fetch_all(conn, "feeds/claim_due_feeds", values))
    if selection.in_full:
        ids = [feed.id for feed in feeds]
        change(conn, "feeds/ask_in_full", {"ids": ids, "full_every": FULL_EVERY})
    conn.commit()
    return feeds


def claim_feeds(conn: Connection, run_id: int, ids: Sequence[int], now: datetime) -> tuple[int, ...]:
    """Claim the feeds `ids`, except those of other living runs; those claimed, in their order."""
    values = {"run_id": run_id, "ids": list(ids), "now": now}
    held = {row["feed_id"] for row in fetch_all(conn, "feeds/claim_feeds", values)}
    conn.commit()
    return tuple(feed_id for feed_id in ids if feed_id in held)


def release_feeds(conn: Connection, run_id: int, ids: Sequence[int]) -> None:
    """End the claims to feeds that the run does not ask."""
    change(conn, "feeds/release_feeds", {"run_id": run_id, "ids": list(ids)})
