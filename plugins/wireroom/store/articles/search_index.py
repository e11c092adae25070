"""Make the articles that filings have queued searchable; one that fails does not delay the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import psycopg2

from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_one, is_fault_of_a_row, query, roll_back, store_error

SEARCH_AT_ONCE = 50_000  # articles that one filing indexes: after an upgrade all may be queued
SEARCH_BATCH = 1_000  # articles in a transaction: so few that nobody has to wait


@dataclass(frozen=True, slots=True)
class SearchBacklog:
    """Articles that are filed and not searchable yet."""

    waiting: int = 0  # not tried yet
    oldest: timedelta = timedelta()  # how long the oldest of them has waited
    failed: int = 0  # tried without success; retried at growing intervals
    reason: str = ""  # why most of those failed


def index_search(conn: Connection, *, most: int = SEARCH_AT_ONCE) -> int:
    """Index queued articles in short transactions; how many, about `most` at most.

    Runs after each filing, outside its lock; what a killed process leaves in the queue the next one indexes.
    An article that fails stays queued, with the reason and the time of its next try. Raises StoreError if
    Postgres fails for a reason other than an article; the articles are filed all the same.
    """
    indexed = 0
    try:
        while indexed < most and (articles := _claim_queued(conn)):
            indexed += _index_articles(conn, articles)
            conn.commit()
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "articles are stored but not all can be found yet") from error
    return indexed


def search_backlog(conn: Connection) -> SearchBacklog:
    """How far `news.search` is behind `news.articles`. Raises StoreError."""
    row = fetch_one(conn, "search/search_backlog")
    oldest = timedelta(seconds=row.pop("oldest_seconds") or 0)
    return SearchBacklog(oldest=oldest, **row)


def _claim_queued(conn: Connection) -> list[int]:
    with conn.cursor() as cursor:
        cursor.execute(query("search/claim_search"), {"limit": SEARCH_BATCH})
        return [row[0] for row in cursor.fetchall()]


def _index_articles(conn: Connection, articles: Sequence[int]) -> int:
    """How many could be indexed: all together, or else each half by itself, to find those that fail."""
    with conn.cursor() as cursor:
        cursor.execute(query("sessions/savepoint"))
        try:
            cursor.execute(query("search/keep_search_words"), {"ids": list(articles)})
            cursor.execute(query("search/index_search"), {"ids": list(articles)})
            cursor.execute(query("search/unqueue_search"), {"ids": list(articles)})
            return len(articles)
        except psycopg2.Error as error:
            if not is_fault_of_a_row(error):
                raise
            cursor.execute(query("sessions/roll_back_to_savepoint"))
            if len(articles) == 1:
                cursor.execute(
                    query("search/postpone_search"), {"id": articles[0], "reason": str(error).strip()}
                )
                return 0
    middle = len(articles) // 2
    return _index_articles(conn, articles[:middle]) + _index_articles(conn, articles[middle:])
