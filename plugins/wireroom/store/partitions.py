"""Articles about to be filed in, a partition for each of their months out."""

from __future__ import annotations

from collections.abc import Iterable

from wireroom.models import Article
from wireroom.store.connection import Connection
from wireroom.store.rows import change

MONTHS_AT_ONCE = (
    12  # a transaction; a feed may date its entries in 300 months, and locks last until the commit
)


def ensure_partitions(conn: Connection, articles: Iterable[Article]) -> None:
    """Make the months that `articles` were published in, and commit, before a filing begins.

    Apart from the filing because attaching a partition locks the default one for a moment, and a filing
    would hold that lock until its end. Where an analyst's long query is in the way, that month and
    those after it are left to the default partition and moved by a later call: the lock is waited for once
    (two seconds), not for each month.
    """
    months = sorted(
        {
            article.published.at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            for article in articles
            if article.published is not None and article.published.at is not None
        }
    )
    for start in range(0, len(months), MONTHS_AT_ONCE):
        in_the_way = change(conn, "ensure_partitions", {"months": months[start : start + MONTHS_AT_ONCE]})
        if in_the_way:
            return
