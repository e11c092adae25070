"""Load articles in one transaction: articles, revisions, sightings, rejections and the state of feeds.

    apply ─▶ look the batch up ─▶ `planner` says what to write ─▶ COPY into staging tables ─▶ set-based SQL

What is new is decided by `decide.plan_batch`, the planner. `ensure_partitions` must be called before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg2

from wireroom.models import Action, Counts, LoadBatch, PlannedWrite, Rejection
from wireroom.store.articles.article_columns import article_query
from wireroom.store.articles.copy_text import Row, json_text
from wireroom.store.articles.search_index import index_search
from wireroom.store.articles.staged_rows import copy_rows, rejection_row, result_row
from wireroom.store.articles.takedown import refuse_taken_down
from wireroom.store.articles.write_articles import ArticleWriter, Planner
from wireroom.store.connection import Connection
from wireroom.store.known_documents import keep_documents
from wireroom.store.lock_waits import lock_filing
from wireroom.store.queries import query, roll_back, store_error

ALL_NEW = 0.9  # share of the articles of a document; the others may be pinned


class Loader:
    """A load in progress; made by `loading`."""

    def __init__(self, conn: Connection, planner: Planner) -> None:
        self._conn = conn
        self._writer = ArticleWriter(conn, planner)
        self.written: list[PlannedWrite] = []  # what the last `apply` did with its articles
        self.refused: tuple[Rejection, ...] = ()  # those of them that were not stored

    def apply(self, filing: LoadBatch) -> Counts:
        """Write a batch. An article that Postgres refuses becomes a rejection (`store_refused`).

        The result of a feed must be in the batch of its articles.
        """
        articles, taken_down = refuse_taken_down(self._conn, filing.articles)
        written, refused = self._writer.write(articles, filing.run_id)
        self.written, self.refused = written, (*refused, *taken_down)
        rejections = (*filing.rejections, *self.refused)
        counts = BatchCounts(filing, written, rejections)
        copy_rows(self._conn, "filing/copy_rejections", map(rejection_row, rejections))
        results = [
            result_row(result, inserted=counts.inserted(result.feed_id), missed=counts.missed(result.feed_id))
            for result in filing.results
        ]
        copy_rows(self._conn, "filing/copy_results", results)
        copy_rows(self._conn, "filing/copy_counts", counts.rows())
        keep_documents(
            self._conn, ((result.feed_id, result.document) for result in filing.results if result.document)
        )
        values = {"run_id": filing.run_id, **_behind_redirects(filing, written)}
        with self._conn.cursor() as cursor:
            for name in (
                "filing/upsert_rejected",
                "filing/upsert_run_feeds",
                "filing/upsert_feed_states",
                "filing/note_moves",
                "filing/note_late_polls",
                "filing/clear_staged_polls",
            ):
                cursor.execute(query(name), values)
        return counts.counts()


def _behind_redirects(filing: LoadBatch, written: Iterable[PlannedWrite]) -> dict[str, list[int]]:
    """Articles from the target of a permanent redirect that is not believed yet."""
    moving = {result.feed_id for result in filing.results if result.redirected_to}
    pairs = [(item.article.feed_id, item.article_id) for item in written if item.article.feed_id in moving]
    return {"feed_ids": [feed for feed, _ in pairs], "article_ids": [article for _, article in pairs]}


@contextmanager
def loading(conn: Connection, planner: Planner, *, searchable: bool = True) -> Iterator[Loader]:
    """Open one transaction under the lock of filing: committed on a clean exit, else rolled back.

    Without the lock two shards with the same article could both look up its keys, find nothing and insert it.
    Filing is fast and transforming happens outside, so one filing at a time is enough. With
    `searchable=False` the next filing makes these articles searchable. Raises StoreError if Postgres fails,
    StoreBusyError if another filing does not end; then nothing is written.
    """
    try:
        conn.commit()  # ends a read transaction, so that look-ups see what others have filed
        lock_filing(conn)
        with conn.cursor() as cursor:
            cursor.execute(article_query("filing/create_staging"))
        yield Loader(conn, planner)
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "storing failed and was rolled back") from error
    except BaseException:
        roll_back(conn)
        raise
    if searchable:
        index_search(conn)


class BatchCounts:
    """Counts by feed; 0 is for documents of no feed."""

    def __init__(
        self, filing: LoadBatch, written: Iterable[PlannedWrite], rejections: Iterable[Rejection]
    ) -> None:
        self._actions: defaultdict[int, Counter[Action]] = defaultdict(Counter)
        for item in written:
            self._actions[item.article.feed_id][item.action] += 1
        self._rejected = Counter(rejection.feed_id for rejection in rejections)
        self._dropped: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for entry in filing.dropped:
            self._dropped[entry.feed_id][entry.rule] += 1
        self._results = {result.feed_id: result for result in filing.results}

    def inserted(self, feed_id: int) -> int:
        """New articles that a feed brought."""
        return self._actions[feed_id][Action.INSERT]

    def missed(self, feed_id: int) -> int:
        """Entries that may have left the document unseen: none unless hardly any in it was known."""
        actions = self._actions[feed_id]
        judged = actions.total() + self._dropped[feed_id].total()  # of dropped ones it is not known
        is_all_new = actions[Action.INSERT] >= ALL_NEW * max(judged, 1)
        return self._results[feed_id].missed if is_all_new else 0

    def rows(self) -> list[Row]:
        """Rows of feed, entries, inserted, revised, unchanged, rejected, dropped, dropped by rule."""
        feed_ids = {*self._actions, *self._rejected, *self._dropped, *self._results}
        return [self._row(feed_id) for feed_id in sorted(feed_ids)]

    def counts(self) -> Counts:
        """The sum over all feeds."""
        columns = [sum(column) for column in zip(*(row[1:7] for row in self.rows()), strict=True)] or [0] * 6
        entries, inserted, revised, unchanged, rejected, dropped = columns
        return Counts(
            feeds=len(self._results),
            entries=entries,
            inserted=inserted,
            revised=revised,
            unchanged=unchanged,
            rejected=rejected,
            dropped=dropped,
            outcomes=dict(Counter(str(result.outcome) for result in self._results.values())),
        )

    def _row(self, feed_id: int) -> Row:
        actions = self._actions[feed_id]
        rejected = self._rejected[feed_id]
        dropped_by = self._dropped[feed_id]
        filed = actions.total() + rejected + dropped_by.total()
        result = self._results.get(feed_id)
        return (
            feed_id,
            filed if result is None else max(result.entries, filed),
            actions[Action.INSERT],
            actions[Action.REVISE],
            actions[Action.SIGHTING],
            rejected,
            dropped_by.total(),
            json_text(dropped_by) if dropped_by else None,
        )
