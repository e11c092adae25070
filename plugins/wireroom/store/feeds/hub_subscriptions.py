"""Subscriptions to hubs that announce new entries (WebSub): requested, confirmed, delivered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one


@dataclass(frozen=True, slots=True)
class WantedHub:
    """A feed to subscribe to at its hub; token and secret, if its hub was asked for this topic before."""

    feed_id: int
    private: bool
    hub: str
    topic: str
    token: str | None = field(repr=False)
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class HubSubscription:
    """The subscription of a callback's address."""

    feed_id: int
    hub: str
    topic: str
    secret: str = field(repr=False)
    state: str
    tries: int
    paused: bool = False  # whether its feed is paused


def hubs_to_ask(conn: Connection, now: datetime, limit: int) -> list[WantedHub]:
    """Feeds whose hub was never asked, has changed, or is due for renewal or another try."""
    return [WantedHub(**row) for row in fetch_all(conn, "hubs/hubs_to_ask", {"now": now, "limit": limit})]


def note_hub_asked(
    conn: Connection, wanted: WantedHub, *, token: str, secret: str, now: datetime, next_try_at: datetime
) -> int:
    """Note a request before it is sent, for the hub may answer at once; tries since it last confirmed."""
    values = {"feed_id": wanted.feed_id, "hub": wanted.hub, "topic": wanted.topic, "token": token}
    values |= {"secret": secret, "now": now, "next_try_at": next_try_at}
    tries = int(fetch_one(conn, "hubs/note_hub_asked", values)["tries"])
    conn.commit()
    return tries


def note_hub_state(
    conn: Connection, feed_id: int, state: str, detail: str, *, now: datetime, next_try_at: datetime
) -> None:
    """Note that the hub has refused: `failed` or `denied`."""
    values = {"feed_id": feed_id, "state": state, "detail": detail, "now": now, "next_try_at": next_try_at}
    change(conn, "hubs/note_hub_state", values)


def hub_subscription(conn: Connection, token: str) -> HubSubscription | None:
    """The subscription by the last part of the callback's address; None if we have no such."""
    rows = fetch_all(conn, "hubs/hub_subscription", {"token": token})
    return HubSubscription(**rows[0]) if rows else None


def note_hub_verified(
    conn: Connection, feed_id: int, *, now: datetime, until: datetime, next_try_at: datetime
) -> None:
    """Note that the hub has confirmed: it announces until then."""
    values = {"feed_id": feed_id, "now": now, "until": until, "next_try_at": next_try_at}
    change(conn, "hubs/note_hub_verified", values)


def note_hub_delivery(conn: Connection, feed_id: int, now: datetime, *, is_knock: bool) -> None:
    """Note a delivery; `is_knock`: it had no content, so the feed is due at once."""
    change(conn, "hubs/note_hub_delivery", {"feed_id": feed_id, "now": now, "is_knock": is_knock})
    if is_knock:
        reason = "its hub said that there is something new (WebSub)"
        change(conn, "hubs/make_feed_due", {"feed_id": feed_id, "now": now, "reason": reason})


def judge_hubs(conn: Connection, now: datetime) -> list[tuple[int, str, str]]:
    """Feed, hub and state of subscriptions on which we no longer rely."""
    judged = [
        (row["feed_id"], row["hub"], row["state"]) for row in fetch_all(conn, "hubs/judge_hubs", {"now": now})
    ]
    conn.commit()
    return judged


def note_hub_receiver(conn: Connection, alive_until: datetime) -> None:
    """Note that a receiver listens, at least until then."""
    change(conn, "hubs/note_hub_receiver", {"alive_until": alive_until})
