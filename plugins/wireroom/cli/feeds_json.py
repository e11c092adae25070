"""A listed feed in, its line of JSON out: what `wireroom feeds list --json` prints."""

from __future__ import annotations

import json
from datetime import datetime

from wireroom.feed_list import Listed


def feed_json(listed: Listed) -> str:
    """Its declaration, and how it is: null where the database does not know it. Times are ISO 8601, UTC."""
    spec, status = listed.spec, listed.status
    feed = status.feed if status else None
    return json.dumps(
        {
            "url": spec.url,
            "title": spec.title,
            "publisher": spec.publisher,
            "country": spec.country,
            "language": spec.language,
            "category": list(spec.category),
            "paused": spec.paused,
            "private": spec.private,
            "id": feed.id if feed else None,
            "condition": status.condition if status else None,
            "needs_somebody": status.needs_somebody if status else None,
            "cause": (status.cause or None) if status else None,
            "health": status.health if status else None,
            "outcome": status.outcome if status else None,
            "detail": (status.detail or None) if status else None,
            "articles": status.articles if status else None,
            "last_polled_at": _iso(feed.last_polled_at) if feed else None,
            "last_well_at": _iso(status.last_well_at) if status else None,
            "next_poll_at": _iso(feed.next_poll_at) if feed else None,
        },
        ensure_ascii=False,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
