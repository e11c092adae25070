"""What a list of feeds would retire in, the objection to following it out: it may have been cut short."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store import Retiring, RetiringFeed

_NAMED = 3  # feeds, as examples


def list_digest(specs: Iterable[FeedSpec]) -> str:
    """What a confirmation is bound to: 12 hexadecimal digits of the addresses, in any order."""
    addresses = "\n".join(sorted(spec.url for spec in specs))
    return hashlib.sha256(addresses.encode("utf-8", "replace")).hexdigest()[:12]


def objection(
    specs: Collection[FeedSpec], retiring: Retiring, settings: Settings, *, removed: Collection[str] = ()
) -> str:
    """Why this list may not be followed unconfirmed, in words; empty where it may.

    It may not where it is empty though feeds are polled, or drops more than `max_retired_share` *and* more
    than `max_retired_feeds` of the feeds that have brought articles from outside the sample newsroom. Feeds
    in `removed` were taken out by name, which is a confirmation.
    """
    unasked = [feed for feed in retiring.feeds if feed.url not in removed]
    brought = [feed for feed in unasked if feed.has_brought]
    if unasked and not specs:
        return f"lists no feed, though {_feeds(retiring.active)} are polled ({_examples(unasked)})"
    share = settings.max_retired_share * retiring.active_with_articles
    if len(brought) > settings.max_retired_feeds and len(brought) > share:
        return (
            f"lists {_feeds(len(specs))} and would retire {len(brought)} of the "
            f"{retiring.active_with_articles} feeds that have brought articles ({_examples(brought)})"
        )
    return ""


def _feeds(number: int) -> str:
    return f"{number:,} feed{'' if number == 1 else 's'}"


def _examples(feeds: Collection[RetiringFeed]) -> str:
    more = ", …" if len(feeds) > _NAMED else ""
    return ", ".join(feed.title for feed in list(feeds)[:_NAMED]) + more
