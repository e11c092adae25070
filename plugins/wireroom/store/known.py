"""A batch's articles in, what is stored of them out: by identity key, and their copies where asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wireroom.models import Article, Copy, Known, StoredArticle, Trust
from wireroom.store.connection import Connection
from wireroom.store.queries import query
from wireroom.store.rows import fetch_all


def known_of(conn: Connection, articles: Sequence[Article]) -> Known:
    """Look the articles' keys up; under the filing's lock, so that nobody inserts them meanwhile."""
    keys = list({key for article in articles for key in article.keys})
    ids: dict[bytes, int] = {}
    stored: dict[int, StoredArticle] = {}
    for row in fetch_all(conn, "stored_articles", {"keys": keys}):
        key = bytes(row.pop("key"))
        ids[key] = row["id"]
        if row["id"] not in stored:
            row["fingerprint"] = bytes(row["fingerprint"])
            row["trust"] = _trust(row["trust"])
            stored[row["id"]] = StoredArticle(**row)
    return Known(
        ids=ids,
        articles=stored,
        copies=lambda article_ids: _copies(conn, article_ids),
        fresh_ids=_fresh_ids(conn, len(articles)),
    )


def _copies(conn: Connection, article_ids: Sequence[int]) -> Mapping[int, Sequence[Copy]]:
    """All copies of these articles; one that has had a single text becomes the first of them."""
    if not article_ids:
        return {}
    with conn.cursor() as cursor:
        cursor.execute(query("seed_copies"), {"ids": list(article_ids)})
    found: dict[int, list[Copy]] = {}
    for row in fetch_all(conn, "stored_copies", {"ids": list(article_ids)}):
        row["fingerprint"] = bytes(row["fingerprint"])
        row["trust"] = _trust(row["trust"])
        found.setdefault(row.pop("article_id"), []).append(Copy(**row))
    return found


def _trust(number: int | None) -> Trust | None:
    return None if number is None else Trust(number)


def _fresh_ids(conn: Connection, wanted: int) -> Iterator[int]:
    """Ids for new articles, taken from the sequence only when the first is asked for."""
    rows = fetch_all(conn, "fresh_article_ids", {"wanted": wanted})
    yield from (row["id"] for row in rows)
