"""Feeds that say they list all entries there are (RFC 5005, fh:complete) in; what they removed out, in words.

Articles stay: what was published was published. Whoever needs them out takes them down.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom import store
from wireroom.backfill.jobs import Gathered
from wireroom.common.masking import masked
from wireroom.settings import Settings
from wireroom.store.backfills import no_longer_listed

_TO_THE_SECOND = timedelta(seconds=1)  # times in WARC


def removals(settings: Settings, gathered: Gathered) -> tuple[str, ...]:
    """After all there is of these feeds was filed: a note for each that lists fewer articles than before."""
    complete = {
        walk.feed_id: datetime.fromisoformat(walk.complete_at) for walk in gathered.walks if walk.complete_at
    }
    if not complete:
        return ()
    with store.connect(settings.database_url) as conn:
        feeds = store.feeds_by_id(conn, list(complete))
        return tuple(
            words
            for feed in feeds
            if (words := _words(conn, feed.id, feed.spec.title or feed.spec.url, complete[feed.id]))
        )


def _words(conn: store.Connection, feed_id: int, name: str, at: datetime) -> str:
    count, titles = no_longer_listed(conn, feed_id, before=at - _TO_THE_SECOND)
    if not count:
        return ""
    more = ", …" if count > len(titles) else ""
    return masked(
        f"{name}: says that it lists all its entries, and {count:,} that it listed before are gone: "
        f"{'; '.join(titles)}{more}. The articles stay; news.sightings.last_seen_at tells when each was there"
    )
