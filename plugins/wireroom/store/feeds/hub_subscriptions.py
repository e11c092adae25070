"""Hubs that tell of new entries (WebSub): what was asked of them, what they have confirmed and delivered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one


@dataclass(frozen=True, slots=True)
class WantedHub:
    """A feed whose hub is to be asked; token and secret where it has been asked for this topic before."""

    feed_id: int
    private: bool
    hub: str
    topic: str
    token: str | None = field(repr=False)
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class HubSubscription:
    """What the address of a callback stands for."""

    feed_id: int
    hub: str
    topic: str
    secret: str = field(repr=False)
    state: str
    tries: int
    paused: bool = False  # its feed is


def hubs_to_ask(conn: Connection, now: datetime, limit: int) -> list[WantedHub]:
    """Feeds whose hub was never asked, is another now, or is due for a renewal or another try."""
    return [WantedHub(**row) for row in fetch_all(conn, "hubs_to_ask", {"now": now, "limit": limit})]


def note_hub_asked(
    conn: Connection, wanted: WantedHub, *, token: str, secret: str, now: datetime, next_try_at: datetime
) -> int:
    """Before the hub is asked, for it may ask back at once; gives the tries since it was last verified."""
    values = {"feed_id": wanted.feed_id, "hub": wanted.hub, "topic": wanted.topic, "token": token}
    values |= {"secret": secret, "now": now, "next_try_at": next_try_at}
    tries = int(fetch_one(conn, "note_hub_asked", values)["tries"])
    conn.commit()
    return tries


def note_hub_state(
    conn: Connection, feed_id: int, state: str, detail: str, *, now: datetime, next_try_at: datetime
) -> None:
    """The hub has refused: `failed` or `denied`."""
    values = {"feed_id": feed_id, "state": state, "detail": detail, "now": now, "next_try_at": next_try_at}
    change(conn, "note_hub_state", values)


def hub_subscription(conn: Connection, token: str) -> HubSubscription | None:
    """By the last part of the callback's address; None: it is none of ours."""
    rows = fetch_all(conn, "hub_subscription", {"token": token})
    return HubSubscription(**rows[0]) if rows else None


def note_hub_verified(
    conn: Connection, feed_id: int, *, now: datetime, until: datetime, next_try_at: datetime
) -> None:
    """The hub has asked back: it tells until then."""
    values = {"feed_id": feed_id, "now": now, "until": until, "next_try_at": next_try_at}
    change(conn, "note_hub_verified", values)


def note_hub_delivery(conn: Connection, feed_id: int, now: datetime, *, is_knock: bool) -> None:
    """It has told; `is_knock`: without saying what, so that the feed is due at once."""
    change(conn, "note_hub_delivery", {"feed_id": feed_id, "now": now, "is_knock": is_knock})
    if is_knock:
        reason = "its hub said that there is something new (WebSub)"
        change(conn, "make_feed_due", {"feed_id": feed_id, "now": now, "reason": reason})


def judge_hubs(conn: Connection, now: datetime) -> list[tuple[int, str, str]]:
    """Feed, hub and state of subscriptions that are no longer relied on."""
    judged = [
        (row["feed_id"], row["hub"], row["state"]) for row in fetch_all(conn, "judge_hubs", {"now": now})
    ]
    conn.commit()
    return judged


def note_hub_receiver(conn: Connection, alive_until: datetime) -> None:
    """Somebody listens at least until then."""
    change(conn, "note_hub_receiver", {"alive_until": alive_until})
