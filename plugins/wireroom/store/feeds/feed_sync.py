"""Bring the feeds of the database in line with the operator's list, and say what that would retire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import psycopg2
from psycopg2.extras import Json, execute_values

from wireroom.common.entry_rules import write_rules
from wireroom.common.masking import conceal, part_secrets, reveal
from wireroom.errors import StoreError
from wireroom.models import FeedSpec
from wireroom.store.connection import Connection
from wireroom.store.ledger import move_units
from wireroom.store.queries import change, fetch_all, fetch_one, query, roll_back, store_error
from wireroom.store.values import FeedChanges, FeedListState, Retiring, RetiringFeed

_NOTED = ("title", "site_url", "fetch_url", "redirected_to", "refused_move", "archive_url", "detail")


def sync_feeds(
    conn: Connection,
    specs: Sequence[FeedSpec],
    now: datetime,
    *,
    why: str = "no longer in the list of feeds",
    least: timedelta = timedelta(),
    first: timedelta = timedelta(hours=1),
) -> FeedChanges:
    """Make the database follow `specs`, in one transaction.

    New feeds are added and due at once, changed ones updated; a feed listed at the address to which it has
    moved is the same feed. A feed no longer listed is retired, never deleted: its articles and what its polls
    taught stay, and the retirement is logged with its reason, `why`. Listed again, it is restored. Of a URL
    listed twice the first counts. A feed with a new `every` waits for that at most, but for `least`; one
    whose `every` was removed, for `first`. Raises StoreError; then nothing is changed.
    """
    listed = {spec.url: spec for spec in reversed(specs)}
    rows = [_feed_row(spec) for spec in reversed(listed.values())]
    hide_secrets(conn)
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("feeds/stage_feeds_create"))
            execute_values(cursor, query("feeds/stage_feeds_insert"), rows, page_size=500)
        moved = [(row["was"], row["url"]) for row in fetch_all(conn, "feeds/follow_moves", {"now": now})]
        for was, url in moved:
            move_units(conn, was, url)
        counts = fetch_one(conn, "feeds/sync_feeds", {"now": now, "why": why, "least": least, "first": first})
        conn.commit()
    except StoreError as error:
        roll_back(conn)
        raise type(error)(f"the list of feeds was not taken over: {error}") from error
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "the list of feeds was not taken over") from error
    return FeedChanges(**counts, moved=len(moved))


def _feed_row(spec: FeedSpec) -> tuple[Any, ...]:
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
        spec.full_text,
        Json({key: write_rules(rules) for key in ("keep", "drop") if (rules := getattr(spec, key))}),
    )


def retiring_feeds(conn: Connection, urls: Sequence[str]) -> Retiring:
    """What a list with these addresses would retire; nothing is retired.

    Stored addresses are masked as those of the list are now, so that they match.
    """
    hide_secrets(conn)
    row = fetch_one(conn, "feeds/retiring_feeds", {"urls": list(urls)})
    return Retiring(
        feeds=tuple(RetiringFeed(*feed) for feed in row["retiring"]),
        active=row["active"],
        active_with_articles=row["active_with_articles"],
    )


def note_feed_list(
    conn: Connection,
    path: str,
    now: datetime,
    *,
    feeds: int | None = None,
    problem: str = "",
    digest: bytes | None = None,
) -> None:
    """Note that the list with this digest was followed, and its number of feeds; or the problem in words."""
    values = {
        "path": path,
        "now": now,
        "feeds": feeds,
        "digest": digest,
        "problem": problem.replace("\0", "␀"),
    }
    change(conn, "feeds/note_feed_list", values)


def decide_move(conn: Connection, url: str, now: datetime, *, accepted: bool) -> str | None:
    """Accept or refuse the move of the feed listed as `url`, and commit.

    Returns the address to which its server redirects, as it may be shown; None if it does not redirect.
    """
    rows = fetch_all(conn, "feeds/accept_move" if accepted else "feeds/refuse_move", {"url": url, "now": now})
    return rows[0]["address"] if rows else None


def feeds_if_followed(conn: Connection, path: str, digest: bytes | None) -> int | None:
    """The number of feeds of the list with this digest, if the database follows it already; else None."""
    rows = fetch_all(conn, "feeds/is_list_followed", {"path": path, "digest": digest}) if digest else ()
    return rows[0]["feeds"] if rows and rows[0]["is_followed"] else None


def feed_list_state(conn: Connection) -> FeedListState | None:
    """How the last attempt to follow the list went; None if there was none yet."""
    rows = fetch_all(conn, "feeds/feed_list_state")
    return FeedListState(**rows[0]) if rows else None


def note_list_followed(conn: Connection, run_id: int, followed: bool) -> None:
    """Note whether the feeds followed the list when the run began; if not, a remark of the run says why."""
    change(conn, "feeds/note_list_followed", {"run_id": run_id, "followed": followed})


def list_followed(conn: Connection, run_id: int) -> tuple[bool, bool]:
    """Whether the feeds followed the list when the run began, and when the run before it did."""
    row = fetch_one(conn, "feeds/list_followed", {"run_id": run_id})
    return row["now"], row["before"]


def hide_secrets(conn: Connection) -> int:
    """Mask stored addresses as the list does now, those of retired feeds too; how many feeds were changed.

    What polls noted (where a feed moved to, what went wrong) is masked with them, and what is no longer a
    secret is shown. Commits if there were any. Raises StoreError.
    """
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("feeds/feed_addresses"))
            addresses = {id_: old for id_, *old in cursor.fetchall()}
            parted = {id_: parts for id_, old in addresses.items() if (parts := _parted_anew(*old))}
            if parted:
                cursor.execute(query("feeds/feed_noted"), {"ids": list(parted)})
                for feed_id, *noted in cursor.fetchall():
                    values = {"id": feed_id, **_values(*parted[feed_id], noted)}
                    cursor.execute(query("feeds/hide_secrets_of_feed"), values)
                    move_units(conn, addresses[feed_id][0], values["url"])
        if parted:
            conn.commit()
    except psycopg2.Error as error:
        conn.rollback()
        raise StoreError(f"secrets in addresses of feeds were not set apart: {str(error).strip()}") from error
    return len(parted)


_Parted = tuple[
    str, str, Mapping[str, str], Mapping[str, str]
]  # both addresses, with their secrets now and before


def _parted_anew(url: str, archive: str, before: Mapping[str, str]) -> _Parted | None:
    """None if nothing changes."""
    shown, secrets = part_secrets(reveal(url, before))
    shown_archive, more = part_secrets(reveal(archive, before))
    now = {**secrets, **more}
    return None if (shown, shown_archive) == (url, archive) else (shown, shown_archive, now, before)


def _values(
    url: str, archive: str, now: Mapping[str, str], before: Mapping[str, str], noted: Sequence[str | None]
) -> dict[str, Any]:
    hidden = (text and conceal(reveal(text, before), now) for text in noted)
    return {
        "url": url,
        "archive": archive or None,
        "secrets": Json(dict(now)),
        **dict(zip(_NOTED, hidden, strict=True)),
    }
