"""Feeds as the database knows them: those due, those asked for by id, all of them with their health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from wireroom.models import Feed, FeedSpec, Outcome, Validators
from wireroom.store.connection import Connection
from wireroom.store.rows import fetch_all
from wireroom.store.values import FeedStatus


def due_feeds(
    conn: Connection,
    now: datetime,
    limit: int,
    *,
    match: str = "",
    even_if_not_due: bool = False,
    early: timedelta = timedelta(),
) -> tuple[Feed, ...]:
    """At most `limit` feeds whose next poll has come, longest overdue first; never paused or retired ones.

    `match` keeps feeds whose URL, title or publisher contains it, in any case; `even_if_not_due` leaves the
    schedule aside; `early` takes healthy feeds that will be due within it along.
    """
    values = {"now": now, "limit": limit, "match": match, "all": even_if_not_due, "early": early}
    return tuple(_feed(row) for row in fetch_all(conn, "due_feeds", values))


def feeds_by_id(conn: Connection, ids: Sequence[int]) -> tuple[Feed, ...]:
    """The feeds of these ids in the order of the ids; unknown ids are left out."""
    return tuple(_feed(row) for row in fetch_all(conn, "feeds_by_id", {"ids": list(ids)}))


def feeds_with_archive(conn: Connection, *, match: str = "") -> tuple[Feed, ...]:
    """Feeds that list, or were seen to link to, an archive of their past (RFC 5005); paused ones too."""
    return tuple(_feed(row) for row in fetch_all(conn, "feeds_with_archive", {"match": match}))


def feed_ids_matching(conn: Connection, match: str) -> tuple[int, ...]:
    """Ids of feeds whose URL, title or publisher contains `match`, in any case; of every feed ever listed."""
    return tuple(row["id"] for row in fetch_all(conn, "feed_ids_matching", {"match": match}))


def last_outcomes(conn: Connection) -> dict[Outcome, int]:
    """How the last polls of all active feeds ended: outcome → feeds."""
    return {Outcome(row["outcome"]): row["feeds"] for row in fetch_all(conn, "last_outcomes")}


def list_feeds(conn: Connection, *, retired: bool = False) -> tuple[FeedStatus, ...]:
    """Every feed with its health in words, by title; retired ones only where asked for."""
    return tuple(
        FeedStatus(
            feed=_feed(row),
            health=row["health"],
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            articles=row["articles"],
            retired_at=row["retired_at"],
        )
        for row in fetch_all(conn, "list_feeds", {"retired": retired})
    )


def _feed(row: Mapping[str, Any]) -> Feed:
    return Feed(
        id=row["id"],
        spec=_spec(row),
        validators=Validators(
            etag=row["etag"],
            last_modified=row["last_modified"],
            body_sha256=None if row["body_sha256"] is None else bytes(row["body_sha256"]),
        ),
        fetch_url=row["fetch_url"],
        redirected_to=row["redirected_to"],
        redirected_since=row["redirected_since"],
        polls_since_full=row["polls_since_full"] or 0,
        failures=row["failures"] or 0,
        last_polled_at=row["last_polled_at"],
        last_new_at=row["last_new_at"],
        next_poll_at=row["next_poll_at"],
        interval=row["interval"],
        day_first=row["day_first"],
        archive_url=row["archive_url"],
    )


def _spec(row: Mapping[str, Any]) -> FeedSpec:
    return FeedSpec(
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        country=row["country"],
        language=row["language"],
        timezone=row["timezone"],
        category=tuple(row["category"]),
        every=row["every"],
        paused=row["paused"],
        private=row["private"],
        archive=row["archive"],
        family=row["family"],
    )
