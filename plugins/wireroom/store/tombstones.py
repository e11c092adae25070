"""Articles about to be filed in; those that answer to a tombstone refused, without a word of content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from wireroom.models import Article, Rejection
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all

TAKEN_DOWN = "taken_down"


def refuse_taken_down(
    conn: Connection, articles: Sequence[Article]
) -> tuple[Sequence[Article], tuple[Rejection, ...]]:
    """Those that may be filed, and a rejection for each that may not, by live feed, backfill or replay."""
    keys = list({key for article in articles for key in article.keys})
    found = fetch_all(conn, "tombstoned_keys", {"keys": keys}) if keys else []
    if not found:
        return articles, ()
    dead = {bytes(row["key"]) for row in found}
    kept = [article for article in articles if dead.isdisjoint(article.keys)]
    refused = [article for article in articles if not dead.isdisjoint(article.keys)]
    return kept, tuple(map(_refused, refused))


def _refused(article: Article) -> Rejection:
    """One row a feed: what it is of stands nowhere, or the quarantine would keep what was to go."""
    return Rejection(
        feed_id=article.feed_id,
        seen_at=article.seen_at,
        reason=TAKEN_DOWN,
        detail="answers to what was taken down; nothing of it is kept",
        raw=b"",
        key=hashlib.sha256(b"%d\n%s" % (article.feed_id, TAKEN_DOWN.encode())).digest(),
    )
