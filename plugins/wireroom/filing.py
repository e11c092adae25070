"""Landed exchanges in, filed articles out: everything right of the WARC file, repeatable at will.

    read_landed ─▶ understand_document ─▶ feed_result ─┐ one batch, outside any transaction
                                                      ▼
    store.filing: one transaction   look up ─▶ plan_batch ─▶ write (articles, rejections, feed state)

Understanding is slow and needs no database, so the transaction opens only when a batch is ready.
A feed's validators and next poll are saved in the transaction that saves its articles: kill the
process anywhere, run it again, and each article is there once. Feeds that this run has filed from the
same landing file are skipped, so a repeat goes on where it stopped.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from wireroom import store
from wireroom.decide import feed_result, plan_batch
from wireroom.errors import LandingError, NotAFeedError
from wireroom.landing import read_landed
from wireroom.models import (
    Article,
    Counts,
    Exchange,
    Feed,
    FeedContext,
    FeedResult,
    Filing,
    Landed,
    Outcome,
    Rejection,
)
from wireroom.settings import Settings
from wireroom.understand import Understanding, safe, understand_document

BATCH_ARTICLES = 2_000
BATCH_FEEDS = 200
FEEDS_AT_ONCE = 20  # whose bodies are held in memory

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Understood:
    """One landed exchange after understanding: what is to be filed of it."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    result: FeedResult | None = None  # None: not a poll, the feed's state stays as it is


def file_landed(
    settings: Settings,
    *,
    run_id: int,
    uri: str,
    clock: Clock,
    on_batch: Callable[[Counts], None] = lambda counts: None,
    at_work: int | None = None,
) -> Counts:
    """File what the run `run_id` landed at `uri`; `on_batch` hears the counts so far after each transaction.

    `at_work`: the run that does this, where it is a later one. Raises StoreError where Postgres is away and
    LandingError where the file cannot be read (what is whole of it is filed): a retry may mend either.
    Nothing about one feed or entry raises.
    """
    total = Counts()
    damage: list[LandingError] = []
    with store.connect(settings.database_url) as conn:
        filed = store.filed_feeds(conn, run_id, uri)
        fresh = (landed for landed in _whole(uri, damage) if landed.exchange.feed_id not in filed)
        for batch in in_batches(_understood(conn, fresh, settings, clock)):
            store.sign_of_life(conn, at_work or run_id, clock())
            total = total + file_batch(conn, run_id, batch)
            on_batch(total)
        if damage:
            raise damage[0]
        store.note_filed(conn, uri, clock())
        store.index_search(conn)  # an earlier try may have filed all and been killed before this
    return total


def _whole(uri: str, damage: list[LandingError]) -> Iterator[Landed]:
    """What can be read of a landing file; why the rest cannot is kept for the end."""
    try:
        yield from read_landed(uri)
    except LandingError as error:
        damage.append(error)


def in_batches(stream: Iterable[Understood]) -> Iterator[list[Understood]]:
    """What is filed together: few enough to hold in memory and to go back over after a kill."""
    batch: list[Understood] = []
    articles = 0
    for understood in stream:
        batch.append(understood)
        articles += len(understood.articles) + len(understood.rejections)
        if articles >= BATCH_ARTICLES or len(batch) >= BATCH_FEEDS:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


def file_batch(conn: store.Connection, run_id: int, understood: Sequence[Understood]) -> Counts:
    """One transaction: look up, plan, write."""
    articles = [article for item in understood for article in item.articles]
    store.ensure_partitions(conn, articles)
    with store.filing(conn, plan_batch) as filing:
        return filing.apply(
            Filing(
                run_id=run_id,
                articles=tuple(articles),
                rejections=tuple(r for item in understood for r in item.rejections),
                results=tuple(item.result for item in understood if item.result is not None),
            )
        )


def context_of(feed: Feed, *, url: str, seen_at: datetime) -> FeedContext:
    """What the operator declared of a feed and earlier polls taught, as context for its entries."""
    spec = feed.spec
    return FeedContext(
        feed_id=feed.id,
        url=url,
        seen_at=seen_at,
        title=spec.title,
        publisher=spec.publisher,
        country=spec.country,
        language=spec.language,
        timezone=spec.timezone,
        day_first=feed.day_first,
        listed_url=spec.url,
    )


def _understood(
    conn: store.Connection, stream: Iterator[Landed], settings: Settings, clock: Clock
) -> Iterator[Understood]:
    """Feeds are looked up a few at a time; one that is not in the database any more is passed over."""
    while some := list(islice(stream, FEEDS_AT_ONCE)):
        asked = [landed.exchange.feed_id for landed in some]
        feeds = {feed.id: feed for feed in store.feeds_by_id(conn, asked)}
        for landed in some:
            if feed := feeds.get(landed.exchange.feed_id):
                yield _understand(feed, landed, settings, now=clock())


def _understand(feed: Feed, landed: Landed, settings: Settings, *, now: datetime) -> Understood:
    exchange = landed.exchange
    understanding, refused = _read(feed, exchange) if exchange.has_document else (None, None)
    articles = understanding.articles if understanding else ()
    result = feed_result(
        feed,
        exchange,
        landed.ref,
        parsed=understanding.parsed if understanding else None,
        now=now,
        random=random.random,
        min_interval=settings.min_interval,
        max_interval=settings.max_interval,
        articles=articles,
        refused=refused,
        day_first=understanding.day_first if understanding else None,
    )
    result = replace(safe(result), exchange=replace(exchange, body=b""))  # landed; no need to hold it longer
    return Understood(articles, understanding.rejections if understanding else (), result)


def _read(feed: Feed, exchange: Exchange) -> tuple[Understanding | None, str | None]:
    """The body understood, or why it was refused."""
    context = context_of(feed, url=exchange.answered_from, seen_at=exchange.fetched_at)
    try:
        return understand_document(
            exchange.body,
            context=context,
            content_type=exchange.content_type,
            is_torn=exchange.outcome is Outcome.TRUNCATED,
        ), None
    except NotAFeedError as error:
        return None, str(error)
    except Exception as error:
        # A feed that trips a fault of ours must not take its shard along; its bytes are landed.
        _log.exception("feed %s (%s): a fault of Wireroom's while reading it", feed.id, feed.spec.url)
        return None, f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}"
