"""Articles in, one transaction out: articles, revisions, sightings, rejections and feed state together.

    apply ─▶ look the batch up ─▶ `planner` says what to write ─▶ COPY into staging tables ─▶ set-based SQL

Not done here: judging what is new (`decide.plan_batch`, the planner), making partitions (`ensure_partitions`,
before).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

from wireroom.models import Counts, Filing, PlannedWrite
from wireroom.store.article_columns import article_query
from wireroom.store.article_writes import ArticleWriter, Planner
from wireroom.store.connection import Connection
from wireroom.store.copy_rows import copy_rows
from wireroom.store.failures import store_error
from wireroom.store.filing_lock import lock_filing
from wireroom.store.queries import query
from wireroom.store.rows import roll_back
from wireroom.store.search_index import index_search
from wireroom.store.staged_rows import rejection_row, result_row
from wireroom.store.tally import Tally
from wireroom.store.tombstones import refuse_taken_down


class OpenFiling:
    """A filing under way; made by `filing` only."""

    def __init__(self, conn: Connection, planner: Planner) -> None:
        self._conn = conn
        self._writer = ArticleWriter(conn, planner)
        self.written: list[PlannedWrite] = []  # what became of the articles of the last `apply`

    def apply(self, filing: Filing) -> Counts:
        """Write it all. An article that Postgres refuses becomes a rejection (`store_refused`).

        A feed's result belongs into the same `Filing` as its articles.
        """
        articles, taken_down = refuse_taken_down(self._conn, filing.articles)
        written, refused = self._writer.write(articles, filing.run_id)
        self.written = written
        rejections = (*filing.rejections, *refused, *taken_down)
        tally = Tally(filing, written, rejections)
        copy_rows(self._conn, "copy_rejections", map(rejection_row, rejections))
        results = [
            result_row(result, inserted=tally.inserted(result.feed_id), missed=tally.missed(result.feed_id))
            for result in filing.results
        ]
        copy_rows(self._conn, "copy_results", results)
        copy_rows(self._conn, "copy_counts", tally.rows())
        with self._conn.cursor() as cursor:
            for name in (
                "upsert_rejected",
                "upsert_run_feeds",
                "upsert_feed_states",
                "note_late_polls",
                "clear_staged_polls",
            ):
                cursor.execute(query(name), {"run_id": filing.run_id})
        return tally.counts()


@contextmanager
def filing(conn: Connection, planner: Planner, *, searchable: bool = True) -> Iterator[OpenFiling]:
    """One transaction under the lock of filing; committed on clean exit, else rolled back.

    The lock, because two shards may meet the same article at the same moment: each would look its keys up,
    find nothing and insert it. Filing is fast and understanding happens outside, so one filing at a time is
    enough. `searchable=False` leaves it to the next filing to make this one findable. Raises StoreError where
    Postgres fails, StoreBusyError where another filing does not end; nothing is written then.
    """
    try:
        conn.commit()  # ends a reading transaction, so that the look-ups see what others have filed
        lock_filing(conn)
        with conn.cursor() as cursor:
            cursor.execute(article_query("create_staging"))
        yield OpenFiling(conn, planner)
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "filing failed and was undone") from error
    except BaseException:
        roll_back(conn)
        raise
    if searchable:
        index_search(conn)
