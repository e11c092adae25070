"""What a hub asks back or signs in, whether we asked for it out (W3C WebSub, sections 5.3 and 7.1)."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from wireroom import store
from wireroom.common.text import one_line
from wireroom.settings import Settings
from wireroom.store.feeds import hub_subscriptions
from wireroom.store.feeds.hub_subscriptions import HubSubscription
from wireroom.websub.subscriptions import LONGEST_LEASE, renewal_of

_log = logging.getLogger(__name__)

_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})  # as the recommendation lists them
_SHORTEST_LEASE = timedelta(minutes=5)
_DENIED_FOR = timedelta(days=7)


def verify(settings: Settings, token: str, asked: Mapping[str, str], now: datetime) -> str | None:
    """The challenge to answer with, where we want what the hub asks about; None: 404, so that it stops.

    A denial is noted. We never ask to be unsubscribed, so nobody else may either.
    """
    with store.connect(settings.database_url) as conn:
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
            conn, subscription.feed_id, now=now, until=now + lease, next_try_at=renewal_of(now, lease)
        )
        _log.info("feed %d: its hub tells us for %s", subscription.feed_id, lease)
        return challenge


def _lease(text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal()):
        return LONGEST_LEASE
    return min(max(timedelta(seconds=int(text[:10])), _SHORTEST_LEASE), LONGEST_LEASE)


def is_signed(subscription: HubSubscription, signature: str, body: bytes) -> bool:
    """The header `X-Hub-Signature` says who knows the secret (section 7.1)."""
    method, _, given = signature.partition("=")
    if method not in _METHODS:
        return False
    right = hmac.digest(subscription.secret.encode(), body, method).hex()
    return hmac.compare_digest(right.encode(), given.lower().encode("utf-8", "replace"))
