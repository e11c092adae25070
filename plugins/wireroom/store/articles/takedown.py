"""Delete every row of articles given by number or identity key, and leave a tombstone for each key.

An article with the key of a tombstone is refused when it comes again; nothing of its content is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

import psycopg2

from wireroom.models import Article, Rejection
from wireroom.store.articles.story_rows import begin_stories
from wireroom.store.connection import Connection
from wireroom.store.lock_waits import lock_filing
from wireroom.store.queries import change, fetch_all, fetch_one, query, roll_back, store_error

TAKEN_DOWN = "taken_down"


@dataclass(frozen=True, slots=True)
class Found:
    """An article to be taken down."""

    id: int
    title: str
    url: str | None
    version: int
    revisions: int
    copies: int
    names: frozenset[str]  # addresses and identifiers by which feeds and files refer to it
    pages: frozenset[str]  # addresses at which its page was requested, and that answered
    keys: frozenset[bytes]  # identity keys of this article alone
    feeds: frozenset[int]  # feeds that carried it; 0: a document of no feed
    domains: frozenset[str]  # domains of its publisher, and of the publishers of its copies
    since: datetime  # the first capture of it
    until: datetime  # the last


def takedown_found(conn: Connection, article_id: int | None, keys: Sequence[bytes]) -> tuple[Found, ...]:
    """The articles with this number or any of these keys."""
    rows = fetch_all(conn, "takedown/found", {"id": article_id, "keys": list(keys)})
    return tuple(
        Found(
            id=row["id"],
            title=row["title"],
            url=row["url"],
            version=row["version"],
            revisions=row["revisions"],
            copies=row["copies"],
            names=frozenset(
                filter(None, (row["url"], row["canonical_url"], row["guid"], *row["other_names"]))
            ),
            pages=frozenset(row["pages"]),
            keys=frozenset(map(bytes, row["keys"])),
            feeds=frozenset(row["feeds"]),
            domains=frozenset(row["domains"]),
            since=row["since"],
            until=row["until"],
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused entry that contains one of the names."""

    id: int
    since: datetime  # when it was first refused
    until: datetime


def takedown_quarantine(conn: Connection, names: Sequence[str]) -> tuple[Refused, ...]:
    """Refused entries that contain one of these names."""
    found = fetch_all(conn, "takedown/quarantine", {"names": list(names)}) if names else []
    return tuple(Refused(**row) for row in found)


def taken_down_before(conn: Connection, keys: Sequence[bytes]) -> datetime | None:
    """When one of these keys was first taken down; files landed since then may contain the article."""
    since: datetime | None = fetch_one(conn, "takedown/taken_down_before", {"keys": list(keys)})["since"]
    return since


def tombstone_hashes(conn: Connection, keys: Sequence[bytes]) -> list[bytes]:
    """The hashes by which these identity keys are known among the tombstones of this database."""
    rows = fetch_all(conn, "takedown/tombstone_hashes", {"keys": list(keys)})
    return [bytes(row["hash"]) for row in rows]


def keep_away(conn: Connection, hashes: Sequence[bytes], *, reason: str, now: datetime) -> None:
    """Add tombstones with these hashes, in one transaction; existing ones stay. Raises StoreError."""
    change(conn, "takedown/keep_away", {"hashes": list(hashes), "reason": reason, "now": now})


def without_tombstone(conn: Connection, hashes: Collection[bytes]) -> set[bytes]:
    """Those hashes that are not among the tombstones."""
    found = fetch_all(conn, "takedown/hashes_without_tombstone", {"hashes": list(hashes)}) if hashes else []
    return {bytes(row["hash"]) for row in found}


def tombstones_but_for(conn: Connection, hashes: Collection[bytes]) -> dict[datetime, list[bytes]]:
    """All other tombstones, in the order of their takedown."""
    found = fetch_all(conn, "takedown/tombstones_but_for", {"hashes": list(hashes)})
    return {row["taken_down_at"]: [bytes(key) for key in row["keys"]] for row in found}


def answering(conn: Connection, hashes: Collection[bytes]) -> list[int]:
    """Articles with a key of one of these tombstones."""
    rows = fetch_all(conn, "takedown/answering_to_tombstones", {"hashes": list(hashes)})
    return [row["article_id"] for row in rows]


def named_by(conn: Connection, keys: Sequence[tuple[str, bytes]], hashes: Collection[bytes]) -> list[str]:
    """Those names whose identity key is that of one of these tombstones."""
    values = {"names": [name for name, _ in keys], "keys": [key for _, key in keys], "hashes": list(hashes)}
    return [row["name"] for row in fetch_all(conn, "takedown/names_of_tombstones", values)]


def take_down(
    conn: Connection,
    ids: Sequence[int],
    *,
    keys: Sequence[bytes],
    rejected: Sequence[int],
    reason: str,
    now: datetime,
    pages: Mapping[str, Collection[int]] | None = None,
) -> None:
    """Delete articles in one transaction, under the lock of filing. Raises StoreError.

    `pages`: by site, the hashes by which its pages are known in `wireroom.site_blocks`.
    """
    values = {"ids": list(ids), "keys": list(keys), "rejected": list(rejected), "reason": reason, "now": now}
    known = {"sites": list(pages or ()), "pages": list(chain.from_iterable((pages or {}).values()))}
    try:
        conn.commit()
        # The trigger leave_stories takes this lock, too: if it had to wait, all filings would wait for it.
        lock_filing(conn, before=partial(begin_stories, wait=True))
        with conn.cursor() as cursor:
            cursor.execute(query("takedown/remember"), values)
            cursor.execute(query("takedown/delete"), values)
            cursor.execute(query("takedown/site_blocks"), known)
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "nothing was taken down") from error


def refuse_taken_down(
    conn: Connection, articles: Sequence[Article]
) -> tuple[Sequence[Article], tuple[Rejection, ...]]:
    """The articles that may be filed, and a rejection for each that was taken down, whatever brings it."""
    keys = list({key for article in articles for key in article.keys})
    found = fetch_all(conn, "takedown/tombstoned_keys", {"keys": keys}) if keys else []
    if not found:
        return articles, ()
    dead = {bytes(row["key"]) for row in found}
    kept = [article for article in articles if dead.isdisjoint(article.keys)]
    refused = [article for article in articles if not dead.isdisjoint(article.keys)]
    return kept, tuple(map(_refused, refused))


def _refused(article: Article) -> Rejection:
    """One row for each feed, which does not say what it is of: the quarantine must not keep that."""
    return Rejection(
        feed_id=article.feed_id,
        seen_at=article.seen_at,
        reason=TAKEN_DOWN,
        detail="answers to what was taken down; nothing of it is kept",
        raw=b"",
        key=hashlib.sha256(b"%d\n%s" % (article.feed_id, TAKEN_DOWN.encode())).digest(),
    )
