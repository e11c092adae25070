"""Decisions in, articles, revisions, keys and sightings out; one bad row loses no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import psycopg2
from psycopg2 import errors

from wireroom.models import Action, Article, Decision, Rejection, StoredArticle
from wireroom.store.connection import Connection
from wireroom.store.copy_rows import copy_rows
from wireroom.store.copy_text import json_text
from wireroom.store.planned import Ledger, Planned, plan
from wireroom.store.queries import query
from wireroom.store.rows import fetch_all
from wireroom.store.staged_rows import content_rows, sighting_rows

# What a row can be guilty of; the rest (server gone, disk full, lock) is no row's fault and propagates.
_GUILTY = (
    psycopg2.DataError,
    psycopg2.IntegrityError,
    errors.ProgramLimitExceeded,
    errors.IndexCorrupted,
    KeyError,  # a value of a type that no column takes
    TypeError,
    ValueError,
)


class ArticleWriter:
    """Writes articles of one filing; knows what its earlier calls have looked up and written."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._ledger = Ledger()
        self._asked: set[bytes] = set()

    def look_up(self, keys: Sequence[bytes]) -> Ledger:
        """All that is known of these keys, and of those asked for before."""
        fresh = list(set(keys) - self._asked)
        if fresh:
            for row in fetch_all(self._conn, "stored_articles", {"keys": fresh}):
                key = bytes(row.pop("key"))
                row["fingerprint"] = bytes(row["fingerprint"])
                self._ledger.ids[key] = row["id"]
                self._ledger.articles.setdefault(row["id"], StoredArticle(**row))
            self._asked.update(fresh)
        return self._ledger

    def write(self, decisions: Sequence[Decision], run_id: int) -> tuple[list[Planned], list[Rejection]]:
        """What was written, and what Postgres refused.

        Refused rows are found by halves: the batch is written whole, or else each half by itself.
        """
        if not decisions:
            return [], []
        self.look_up([key for decision in decisions for key in decision.article.keys])
        with self._conn.cursor() as cursor:
            cursor.execute(query("savepoint_batch"))
        try:
            return self._write_together(decisions, run_id), []
        except _GUILTY as error:
            with self._conn.cursor() as cursor:
                cursor.execute(query("rollback_batch"))
            if len(decisions) == 1:
                return [], [_refused(decisions[0].article, error)]
        middle = len(decisions) // 2
        written, refused = self.write(decisions[:middle], run_id)
        more_written, more_refused = self.write(decisions[middle:], run_id)
        return written + more_written, refused + more_refused

    def _write_together(self, decisions: Sequence[Decision], run_id: int) -> list[Planned]:
        ledger = self._ledger.copy()
        known = set(ledger.ids)
        planned = plan(decisions, ledger, self._fresh_ids(len(decisions)))
        copy_rows(self._conn, "copy_articles", content_rows(planned))
        copy_rows(self._conn, "copy_keys", ((k, i) for k, i in ledger.ids.items() if k not in known))
        copy_rows(self._conn, "copy_sightings", sighting_rows(planned))
        with self._conn.cursor() as cursor:
            if any(item.action is not Action.SIGHTING for item in planned):
                for name in (
                    "analyze_staged",
                    "upsert_publishers",
                    "insert_heads",
                    "insert_articles",
                    "queue_search",
                ):
                    cursor.execute(query(name), {"run_id": run_id})
            cursor.execute(query("insert_keys"))
            for number in range(1, max((item.round for item in planned), default=0) + 1):
                cursor.execute(query("revise_articles"), {"run_id": run_id, "round": number})
            cursor.execute(query("upsert_sightings"))
            cursor.execute(query("clear_staged_articles"))
        self._ledger = ledger
        return planned

    def _fresh_ids(self, wanted: int) -> Iterator[int]:
        """Ids for new articles, taken from the sequence only when the first is asked for."""
        rows = fetch_all(self._conn, "fresh_article_ids", {"wanted": wanted})
        yield from (row["id"] for row in rows)


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
