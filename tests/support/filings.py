"""Small articles, feeds and filings for tests of the store; every value can be set."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wireroom.decide import plan_batch
from wireroom.models import (
    Article,
    Counts,
    DateReading,
    DroppedEntry,
    Exchange,
    FeedResult,
    FeedSpec,
    LandedRef,
    LoadBatch,
    Outcome,
    Precision,
    Publisher,
    Rejection,
    Validators,
)
from wireroom.normalize import identity_keys
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def key(text: str) -> bytes:
    """An identity key."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def published(at: datetime | None, raw: str = "as written") -> DateReading:
    """A date read from a feed."""
    return DateReading(raw, "feed:pubDate", at, None if at is None else Precision.SECOND)


def article(name: str, **fields: Any) -> Article:
    """The article `name`: its key, address and title follow from the name; `text` makes the fingerprint."""
    text = fields.pop("text", f"Everything about {name}.")
    plain = Article(
        feed_id=0,
        seen_at=NOW,
        keys=(key(name),),
        guid=name,
        url=f"https://www.harbour-post.example/{name}",
        canonical_url=f"https://harbour-post.example/{name}",
        title=f"Report on {name}",
        summary=f"In short: {name}.",
        text=text,
        html=f"<p>{text}</p>",
        publisher=Publisher("harbour-post.example", name="Harbour Post", source="url"),
        published=published(NOW - timedelta(days=1)),
        language="en",
        word_count=len(text.split()),
    )
    changed = replace(plain, **fields)
    if changed.fingerprint:
        return changed
    return replace(changed, fingerprint=key(changed.title + changed.text))


def partition_of(at: datetime) -> str:
    """Where articles of then stand: with their month, from the second New Year after it with their year."""
    is_long_past = at.year < datetime.now(UTC).year - 1
    return f"articles_{at:%Y}" if is_long_past else f"articles_{at:%Y_%m}"


def known(name: str, **fields: Any) -> Article:
    """An article with the keys that its address gives it."""
    plain = article(name, **fields)
    keys = identity_keys(
        feed_id=plain.feed_id,
        guid=plain.guid,
        guid_is_permalink=False,
        canonical_url=plain.canonical_url,
        publisher_domain=plain.publisher.domain,
        text=plain.text,
    )
    return replace(plain, keys=keys)


def feed(conn: Connection, name: str = "harbour", **fields: Any) -> int:
    """Id of a listed feed; feeds listed before stay listed."""
    listed = [status.feed.spec for status in list_feeds(conn)]
    spec = FeedSpec(url=f"https://{name}.example/feed", title=name.title(), **fields)
    sync_feeds(conn, [*listed, spec], NOW)
    return next(s.feed.id for s in list_feeds(conn) if s.feed.spec.url == spec.url)


def result(feed_id: int, outcome: Outcome = Outcome.OK, *, at: datetime = NOW, **fields: Any) -> FeedResult:
    """A poll's result."""
    exchange = Exchange(feed_id, f"https://feed{feed_id}.example/", at, outcome, status=200, elapsed_ms=12)
    plain = FeedResult(
        feed_id=feed_id,
        exchange=exchange,
        ref=LandedRef("file:///landing/x.warc.gz", "<urn:uuid:1>"),
        outcome=outcome,
        detail="",
        validators=Validators(etag='"one"', last_modified=None, body_sha256=b"b" * 32),
        next_poll_at=at + timedelta(minutes=30),
        interval=timedelta(minutes=30),
        failures=0 if outcome.is_healthy else 1,
        polls_since_full=0,
    )
    return replace(plain, **fields)


def rejection(name: str, feed_id: int = 0, **fields: Any) -> Rejection:
    """A refused entry."""
    plain = Rejection(feed_id, NOW, "no_content", "nothing to read", name.encode(), key(f"rejected {name}"))
    return replace(plain, **fields)


def file(
    conn: Connection,
    articles: Sequence[Article] = (),
    *,
    rejections: Sequence[Rejection] = (),
    results: Sequence[FeedResult] = (),
    dropped: Sequence[DroppedEntry] = (),
    run: str = "test",
    kind: str = "ingest",
    partitions: bool = True,
) -> Counts:
    """File as a use case does: look up, plan, write."""
    run_id = open_run(conn, kind, run, NOW)
    if partitions:
        ensure_partitions(conn, articles)
    with loading(conn, plan_batch) as filing:
        return filing.apply(
            LoadBatch(run_id, tuple(articles), tuple(rejections), tuple(results), tuple(dropped))
        )


def rows(conn: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of a statement, in a transaction of its own."""
    with conn.cursor() as cursor:
        cursor.execute(statement, values or None)
        found = cursor.fetchall()
    conn.rollback()
    return found
