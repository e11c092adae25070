"""Articles queued by filings in, what `news.search` finds them by out; one that fails holds up no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import psycopg2

from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_one, is_fault_of_a_row, query, roll_back, store_error

SEARCH_AT_ONCE = 50_000  # articles that one filing takes along: after an upgrade all there are may wait
SEARCH_BATCH = 1_000  # articles; short enough that nobody waits for it


@dataclass(frozen=True, slots=True)
class SearchBacklog:
    """What is filed and cannot be found yet, in articles."""

    waiting: int = 0  # not tried yet
    oldest: timedelta = timedelta()  # how long the first of them has waited
    failed: int = 0  # tried in vain; tried again later and later
    reason: str = ""  # why most of those failed


def index_search(conn: Connection, *, most: int = SEARCH_AT_ONCE) -> int:
    """Make what was filed findable, in short transactions of their own; how many articles (some `most`).

    Runs after each filing, outside its lock; what a killed process leaves queued the next one takes along. An
    article that fails stays queued with the reason and the time of its next try. Raises StoreError where
    Postgres fails for a reason that is no article's; the articles are filed all the same.
    """
    indexed = 0
    try:
        while indexed < most and (articles := _claim_queued(conn)):
            indexed += _index_articles(conn, articles)
            conn.commit()
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "articles are filed but not all can be found yet") from error
    return indexed


def search_backlog(conn: Connection) -> SearchBacklog:
    """How far `news.search` is behind `news.articles`. Raises StoreError."""
    row = fetch_one(conn, "search_backlog")
    oldest = timedelta(seconds=row.pop("oldest_seconds") or 0)
    return SearchBacklog(oldest=oldest, **row)


def _claim_queued(conn: Connection) -> list[int]:
    with conn.cursor() as cursor:
        cursor.execute(query("claim_search"), {"limit": SEARCH_BATCH})
        return [row[0] for row in cursor.fetchall()]


def _index_articles(conn: Connection, articles: Sequence[int]) -> int:
    """How many could be done. The bad ones are found by halves: all together, or else each half by itself."""
    with conn.cursor() as cursor:
        cursor.execute(query("savepoint_search"))
        try:
            cursor.execute(query("keep_search_words"), {"ids": list(articles)})
            cursor.execute(query("index_search"), {"ids": list(articles)})
            cursor.execute(query("unqueue_search"), {"ids": list(articles)})
            return len(articles)
        except psycopg2.Error as error:
            if not is_fault_of_a_row(error):
                raise
            cursor.execute(query("rollback_search"))
            if len(articles) == 1:
                cursor.execute(query("postpone_search"), {"id": articles[0], "reason": str(error).strip()})
                return 0
    middle = len(articles) // 2
    return _index_articles(conn, articles[:middle]) + _index_articles(conn, articles[middle:])
