"""Write articles, copies, revisions, keys and sightings; a row that cannot be stored costs no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import psycopg2
from psycopg2 import errors

from wireroom.models import (
    Article,
    BatchPlan,
    Copy,
    Known,
    PlannedWrite,
    Rejection,
    StoredArticle,
    Trust,
    Writes,
)
from wireroom.store.articles.article_columns import article_query
from wireroom.store.articles.copy_text import json_text
from wireroom.store.articles.staged_rows import article_rows, copy_rows, rows_of_copies, sighting_rows
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all, query

# Errors that a row may cause; all others (server gone, disk full, lock) are raised.
_GUILTY = (
    psycopg2.DataError,
    psycopg2.IntegrityError,
    errors.ProgramLimitExceeded,
    errors.IndexCorrupted,
    KeyError,  # a value of a type that copy_text cannot write
    TypeError,
    ValueError,
)


Planner = Callable[[Sequence[Article], Known], BatchPlan]


class ArticleWriter:
    """Writes the articles of one filing as `planner` decides, batch by batch."""

    def __init__(self, conn: Connection, planner: Planner) -> None:
        self._conn = conn
        self._planner = planner

    def write(self, articles: Sequence[Article], run_id: int) -> tuple[list[PlannedWrite], list[Rejection]]:
        """Write a batch; what was written, and what Postgres refused.

        Either the batch is written as a whole, or each half by itself, until the refused rows are found.
        """
        if not articles:
            return [], []
        with self._conn.cursor() as cursor:
            cursor.execute(query("sessions/savepoint"))
        try:
            return self._write_together(articles, run_id), []
        except _GUILTY as error:
            with self._conn.cursor() as cursor:
                cursor.execute(query("sessions/roll_back_to_savepoint"))
            if len(articles) == 1:
                return [], [_refused(articles[0], error)]
        middle = len(articles) // 2
        written, refused = self.write(articles[:middle], run_id)
        more_written, more_refused = self.write(articles[middle:], run_id)
        return written + more_written, refused + more_refused

    def _write_together(self, articles: Sequence[Article], run_id: int) -> list[PlannedWrite]:
        plan = self._planner(articles, look_up(self._conn, articles))
        copy_rows(self._conn, "filing/copy_articles", article_rows(plan))
        copy_rows(self._conn, "filing/copy_copies", rows_of_copies(plan))
        copy_rows(self._conn, "filing/copy_keys", plan.keys.items())
        copy_rows(self._conn, "filing/copy_sightings", sighting_rows(plan))
        values = {"run_id": run_id, "learnt": list(plan.learnt)}
        with self._conn.cursor() as cursor:
            for name, more in _statements(plan):
                cursor.execute(article_query(name), {**values, **more})
        return list(plan.writes)


def _statements(plan: BatchPlan) -> Iterator[tuple[str, dict[str, int]]]:
    """The statements for a batch, in order, each with its parameters."""
    if plan.copies:
        yield from _plain("filing/sync_copies", "filing/forget_versions", "filing/restage_versions")
    if any(write.writes is not Writes.NOTHING for write in plan.writes) or plan.copies:
        yield from _plain(
            "filing/analyze_staged",
            "filing/upsert_publishers",
            "filing/insert_heads",
            "filing/insert_articles",
        )
        yield from _plain(
            "filing/replace_first_versions",
            "filing/note_first_versions",
            "filing/queue_search",
            "filing/queue_stories",
        )
    yield from _plain("filing/insert_keys")
    yield from (("filing/revise_articles", {"round": number}) for number in range(1, _rounds(plan) + 1))
    if plan.copies:
        yield from _plain("filing/settle_heads")
    if plan.learnt:
        yield from _plain("filing/learn_trust")
    yield from _plain("filing/upsert_sightings", "filing/clear_staged_articles")


def _plain(*names: str) -> Iterator[tuple[str, dict[str, int]]]:
    return ((name, {}) for name in names)


def _rounds(plan: BatchPlan) -> int:
    """The most versions that an article of the batch gets after its first."""
    return max(
        (
            (copy.version or 1) - max(plan.kept[article_id], 1)
            for article_id, copies in plan.copies.items()
            for copy in copies
        ),
        default=0,
    )


def _refused(article: Article, error: Exception) -> Rejection:
    raw = json_text(
        {
            "keys": [key.hex() for key in article.keys],
            "guid": article.guid,
            "url": article.url,
            "title": article.title,
            "published": None if article.published is None else article.published.raw,
            "html": article.html,
        }
    ).encode("utf-8", "replace")
    return Rejection(
        feed_id=article.feed_id,
        seen_at=article.seen_at,
        reason="store_refused",
        detail=f"not stored: {str(error).strip()}",
        raw=raw,
        key=hashlib.sha256(b"%d\n" % article.feed_id + raw).digest(),
    )


def look_up(conn: Connection, articles: Sequence[Article]) -> Known:
    """What is stored of the articles; under the lock of filing, so that nobody adds to it meanwhile."""
    keys = list({key for article in articles for key in article.keys})
    ids: dict[bytes, int] = {}
    stored: dict[int, StoredArticle] = {}
    for row in fetch_all(conn, "filing/stored_articles", {"keys": keys}):
        key = bytes(row.pop("key"))
        ids[key] = row["id"]
        if row["id"] not in stored:
            row["fingerprint"] = bytes(row["fingerprint"])
            row["trust"] = _trust_of(row["trust"])
            stored[row["id"]] = StoredArticle(**row)
    unknown = sum(not (article.is_known or any(key in ids for key in article.keys)) for article in articles)
    return Known(
        ids=ids,
        articles=stored,
        copies=lambda article_ids: _copies(conn, article_ids),
        fresh_ids=_fresh_ids(conn, unknown),
    )


def _copies(conn: Connection, article_ids: Sequence[int]) -> Mapping[int, Sequence[Copy]]:
    """All copies of these articles; of one with a single text so far, that text is the first copy."""
    if not article_ids:
        return {}
    with conn.cursor() as cursor:
        cursor.execute(query("filing/seed_copies"), {"ids": list(article_ids)})
    found: dict[int, list[Copy]] = {}
    for row in fetch_all(conn, "filing/stored_copies", {"ids": list(article_ids)}):
        row["fingerprint"] = bytes(row["fingerprint"])
        row["trust"] = _trust_of(row["trust"])
        found.setdefault(row.pop("article_id"), []).append(Copy(**row))
    return found


def _trust_of(number: int | None) -> Trust | None:
    return None if number is None else Trust(number)


def _fresh_ids(conn: Connection, wanted: int) -> Iterator[int]:
    """As many ids as can be needed for new articles, taken from the sequence when the first is needed."""
    rows = fetch_all(conn, "filing/fresh_article_ids", {"wanted": wanted})
    yield from (row["id"] for row in rows)
