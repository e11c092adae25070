"""Load landed exchanges as articles: everything right of the WARC file. May be repeated at will.

    read_landed ─▶ transform_poll (feed_result) ───┐ one batch, outside any transaction
                                                   ▼
    loading: one transaction   look up ─▶ plan_batch ─▶ write (articles, rejections, feed state)

Transforming is slow and needs no database, so the transaction opens only when a batch is ready.
A feed's validators and next poll are saved in the transaction that saves its articles: if the process is
killed anywhere and run again, each article is there once. A repeat skips the feeds that this run has filed
from the same landing file. The work is done in a child process; a document that exceeds its budget ends that
process, and the next try leaves the document out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wireroom.decide import plan_batch
from wireroom.errors import LandingError
from wireroom.landing import read_landed
from wireroom.models import (
    CLOCK_SKEW,
    Clock,
    Counts,
    KnownDocument,
    KnownEntry,
    Landed,
    LoadBatch,
    LoadItem,
    PlannedWrite,
    Rejection,
)
from wireroom.runtime.document_budget import Watchdog
from wireroom.runtime.run_in_child import Tell, within_budget
from wireroom.runtime.this_process import give_back_large_blocks, give_back_memory
from wireroom.settings import Settings
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.known_documents import known_documents, still_stored
from wireroom.store.landings import note_filed
from wireroom.store.runs import filed_feeds, sign_of_life
from wireroom.stories.cluster_stories import cluster_filed
from wireroom.transform.known_entries import Lookup
from wireroom.transform.transform_poll import transform_poll

BATCH_ARTICLES = 2_000
BATCH_FEEDS = 200
FEEDS_AT_ONCE = 20  # whose bodies are held in memory
BYTES_AT_ONCE = 4 * 1024 * 1024  # of bodies held in memory; the last of them may be larger alone


def load_landed(
    settings: Settings,
    *,
    run_id: int,
    uri: str,
    clock: Clock,
    on_batch: Callable[[Counts], None] = lambda counts: None,
    at_work: int | None = None,
) -> Counts:
    """File what the run `run_id` landed at `uri`; after each transaction `on_batch` gets the counts so far.

    `at_work` is the run that does this, if it is a later one. Raises StoreError if Postgres is away, and
    LandingError if the file cannot be read to its end (what is whole is filed): a retry may mend either.
    Nothing that is wrong with one feed or entry raises.
    """
    total = Counts()

    def add(counts: Counts) -> None:
        nonlocal total
        total = total + counts
        on_batch(total)

    def work(watch: Watchdog, tell: Tell) -> None:
        give_back_large_blocks()
        damage: list[LandingError] = []
        with connect(settings.database_url, limits=FILING) as conn:
            filed = filed_feeds(conn, run_id, uri)
            whole = (_dated(landed, clock()) for landed in _whole(uri, damage))
            fresh = (landed for landed in whole if landed.exchange.feed_id not in filed)
            for batch in in_batches(_transformed(conn, fresh, settings, clock, watch)):
                sign_of_life(conn, at_work or run_id, clock())
                tell(load_batch(conn, run_id, batch))
            if damage:
                raise damage[0]
            note_filed(conn, uri, clock())
            index_search(conn)  # an earlier try may have filed all and been killed before this
            cluster_filed(conn, settings.story_days, run_id=run_id)

    within_budget(settings.budget, work, add)
    return total


def _whole(uri: str, damage: list[LandingError]) -> Iterator[Landed]:
    """What can be read of a landing file; why the rest cannot is added to `damage`."""
    try:
        yield from read_landed(uri)
    except LandingError as error:
        damage.append(error)


def _dated(landed: Landed, now: datetime) -> Landed:
    """The exchange, dated `now` at the latest: a clock that was ahead may have landed it."""
    if landed.exchange.fetched_at <= now + CLOCK_SKEW:
        return landed
    return replace(landed, exchange=replace(landed.exchange, fetched_at=now))


def in_batches(stream: Iterable[LoadItem]) -> Iterator[list[LoadItem]]:
    """Items to be filed together: few enough for memory, and to be repeated after a kill."""
    batch: list[LoadItem] = []
    articles = 0
    for transformed in stream:
        batch.append(transformed)
        articles += len(transformed.articles) + len(transformed.rejections)
        if articles >= BATCH_ARTICLES or len(batch) >= BATCH_FEEDS:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


def load_batch(
    conn: Connection,
    run_id: int,
    transformed: Sequence[LoadItem],
    *,
    on_written: Callable[[Sequence[PlannedWrite]], None] = lambda writes: None,
    on_refused: Callable[[Sequence[Rejection]], None] = lambda refused: None,
) -> Counts:
    """One transaction: look up, plan, write. Then `on_written` is called with what became of the articles.

    `on_refused` is called with the articles that the store did not take.
    """
    articles = [article for item in transformed for article in item.articles]
    ensure_partitions(conn, articles)
    with loading(conn, plan_batch) as filing:
        counts = filing.apply(
            LoadBatch(
                run_id=run_id,
                articles=tuple(articles),
                rejections=tuple(r for item in transformed for r in item.rejections),
                results=tuple(item.result for item in transformed if item.result is not None),
                dropped=tuple(entry for item in transformed for entry in item.dropped),
            )
        )
        on_written(filing.written)
        on_refused(filing.refused)
        return counts


def _transformed(
    conn: Connection, stream: Iterator[Landed], settings: Settings, clock: Clock, watch: Watchdog
) -> Iterator[LoadItem]:
    """Look up feeds, a few at a time, and transform their exchanges; feeds that are gone are skipped."""
    while some := _a_few(stream):
        asked = [landed.exchange.feed_id for landed in some]
        feeds = {feed.id: feed for feed in feeds_by_id(conn, asked)}
        documents = known_documents(conn, asked)
        while some:
            exchange = replace(some[0].exchange, body=b"")
            is_large = len(some[0].exchange.body) >= BYTES_AT_ONCE
            if feed := feeds.get(exchange.feed_id):
                known = _known(conn, documents.get(feed.id), exchange.fetched_at)
                # Nothing else refers to the exchange, so its body can be freed once it is read.
                yield transform_poll(feed, some.popleft(), settings, watch, now=clock(), known=known)
            else:
                some.popleft()
            if is_large:
                give_back_memory()


def _known(conn: Connection, document: KnownDocument | None, fetched_at: datetime) -> Lookup:
    """Look up entries in the feed's last document, unless code or context changed or it is a newer one."""

    def look_up(context: bytes, marks: Sequence[bytes]) -> Mapping[bytes, KnownEntry]:
        if document is None or document.context != context or document.seen_at > fetched_at:
            return {}
        return still_stored(
            conn, {mark: document.entries[mark] for mark in marks if mark in document.entries}
        )

    return look_up


def _a_few(stream: Iterator[Landed]) -> deque[Landed]:
    """The next exchanges: enough for one query to serve several, few enough for memory."""
    some: deque[Landed] = deque()
    size = 0
    while len(some) < FEEDS_AT_ONCE and size < BYTES_AT_ONCE and (landed := next(stream, None)):
        some.append(landed)
        size += len(landed.exchange.body)
    return some
