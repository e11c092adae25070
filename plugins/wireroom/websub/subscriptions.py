"""Request, verify, renew and judge subscriptions of feeds with a hub (W3C WebSub, 5 and 7.1).

    a document names a hub ─▶ asked ─▶ the hub asks back ─▶ verified ─▶ renewed in good time
                                └▶ never: unverified      └▶ polls find what it kept: distrusted

A feed whose hub is relied on is polled once a day (`wireroom.is_told`); any other as if it had none.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from wireroom.common.masking import masked
from wireroom.common.text import one_line
from wireroom.errors import HubError
from wireroom.fetch import ask_hub
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds import hub_subscriptions
from wireroom.store.feeds.hub_subscriptions import HubSubscription, WantedHub

_log = logging.getLogger(__name__)

_LONGEST_LEASE = timedelta(days=14)
AT_ONCE = 50  # hubs asked in one round
_ROUND = 30.0  # seconds after which a round asks no further hub: the receiver gives its signs of life between
_LEASE = timedelta(days=10)  # what is asked for
_SOON = timedelta(hours=1)  # a hub asks back within it, or is unverified
_LATER = timedelta(days=1)  # times the tries, seven at most
_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})  # as the recommendation lists them
_SHORTEST_LEASE = timedelta(minutes=5)
_DENIED_FOR = timedelta(days=7)


def keep_subscribed(settings: Settings, callback: str, now: datetime, *, judge: bool = True) -> int:
    """Ask the hubs that are due for a subscription and return how many.

    `judge` first checks the existing ones. `callback` is the base address at which hubs reach us
    (`https://host/`). A hub that refuses is asked again after a day, then after two.
    """
    with connect(settings.database_url) as conn:
        for feed_id, hub, state in hub_subscriptions.judge_hubs(conn, now) if judge else ():
            _log.warning("feed %d is polled as usual again: its hub %s is %s", feed_id, masked(hub), state)
        asked, until = 0, time.monotonic() + _ROUND
        for wanted in hub_subscriptions.hubs_to_ask(conn, now, AT_ONCE):
            _ask(conn, settings, callback, wanted, now)
            asked += 1
            if time.monotonic() > until:
                break
    return asked


def _ask(conn: Connection, settings: Settings, callback: str, wanted: WantedHub, now: datetime) -> None:
    token, secret = wanted.token or secrets.token_urlsafe(32), wanted.secret or secrets.token_urlsafe(48)
    tries = hub_subscriptions.note_hub_asked(
        conn, wanted, token=token, secret=secret, now=now, next_try_at=now + _SOON * 2
    )
    form = {
        "hub.mode": "subscribe",
        "hub.topic": wanted.topic,
        "hub.callback": f"{callback.rstrip('/')}/websub/{token}",
        "hub.secret": secret,
        "hub.lease_seconds": str(int(_LEASE.total_seconds())),
    }
    try:
        ask_hub(settings, wanted.hub, form, private=wanted.private)
    except HubError as error:
        _log.warning("the hub %s of feed %d: %s", masked(wanted.hub), wanted.feed_id, error)
        later = now + _LATER * min(tries, 7)
        hub_subscriptions.note_hub_state(
            conn, wanted.feed_id, "failed", str(error), now=now, next_try_at=later
        )


def verify(settings: Settings, token: str, asked: Mapping[str, str], now: datetime) -> str | None:
    """The challenge to answer a hub's verification with (WebSub, 5.3).

    None if we did not ask for it: HTTP 404. A denial is recorded. Requests to unsubscribe are never
    confirmed, since we never make them.
    """
    with connect(settings.database_url) as conn:
        subscription = hub_subscriptions.hub_subscription(conn, token)
        if subscription is None or asked.get("hub.topic", subscription.topic) != subscription.topic:
            return None
        if asked.get("hub.mode") == "denied":
            reason = one_line(asked.get("hub.reason", "")[:300]) or "the hub gives no reason"
            hub_subscriptions.note_hub_state(
                conn, subscription.feed_id, "denied", reason, now=now, next_try_at=now + _DENIED_FOR
            )
            return ""
        challenge = asked.get("hub.challenge", "")
        is_ours = asked.get("hub.mode") == "subscribe" and subscription.state in ("asked", "verified")
        if not (is_ours and challenge and "hub.topic" in asked):
            return None
        lease = _lease(asked.get("hub.lease_seconds", ""))
        hub_subscriptions.note_hub_verified(
            conn, subscription.feed_id, now=now, until=now + lease, next_try_at=now + lease * 2 / 3
        )
        _log.info("feed %d: its hub tells us for %s", subscription.feed_id, lease)
        return challenge


def _lease(text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal()):
        return _LONGEST_LEASE
    return min(max(timedelta(seconds=int(text[:10])), _SHORTEST_LEASE), _LONGEST_LEASE)


def is_signed(subscription: HubSubscription, signature: str, body: bytes) -> bool:
    """Whether the header `X-Hub-Signature` has the body's HMAC by the subscription's secret (WebSub, 7.1)."""
    method, _, given = signature.partition("=")
    if method not in _METHODS:
        return False
    right = hmac.digest(subscription.secret.encode(), body, method).hex()
    return hmac.compare_digest(right.encode(), given.lower().encode("utf-8", "replace"))
