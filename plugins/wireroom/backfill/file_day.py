"""Transform gathered documents and store the articles of a day."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from wireroom.archive.landed import archived
from wireroom.archive.register import FromFeeds, FromLanding, origin_named, reads_files
from wireroom.backfill.jobs import ByFeed, Filed, FileProblem, Gathered, Hear, Job
from wireroom.backfill.ledger_lines import note_day
from wireroom.backfill.load_archived import load_archived
from wireroom.backfill.origins import landed_files, nothing_landed, open_files
from wireroom.backfill.transform_archived import NO_ARTICLE, ArchiveReading, transform_archived
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted, were
from wireroom.errors import OriginError
from wireroom.landing import read_landed
from wireroom.load import in_batches
from wireroom.models import ArchivedDocument, BackfillRequest, Counts, DayRange, LoadItem, OriginPart
from wireroom.normalize import load_language_model
from wireroom.runtime.document_budget import Watchdog
from wireroom.runtime.run_ends import remark_on_nothing
from wireroom.runtime.run_in_child import Tell, within_budget
from wireroom.settings import Settings
from wireroom.store.articles.search_index import index_search
from wireroom.store.backfills import held_of_day
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.ledger import units_read
from wireroom.stories.cluster_stories import cluster_filed


def file_day(
    settings: Settings,
    gathered: Gathered,
    *,
    run_id: int,
    day: date | None,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> Filed:
    """Store the articles of `day` (UTC, by their own date) and record the day in the ledger.

    Without a `day`, articles of all days and undated ones are stored. May be repeated. Files are not read,
    since `backfill_files` reads them once; for them, the result says what the ledger holds.

    Raises StoreError and LandingError, after which a retry may succeed.
    """
    if day and reads_files(gathered.job.origin):
        return held_in_files(settings, gathered.job, day=day, now=now)
    by_feed: ByFeed = Counter()
    load_language_model()  # once for all children: each took 0.4 CPU seconds to unpack it
    began = _cpu_seconds()

    def documents(hear: Hear) -> Iterator[ArchivedDocument]:
        return _documents(settings, gathered, day, hear)

    filed = file_archived(
        settings,
        documents,
        run_id=run_id,
        window=(day, day) if day else None,
        now=now,
        on_batch=on_batch,
        on_feeds=by_feed.update,
    )
    is_landed = isinstance(origin_named(gathered.job.origin), FromLanding)
    nothing = nothing_landed(settings, day, day) if is_landed else ""
    gathered = replace(gathered, uncovered=nothing)
    cpu_seconds = _cpu_seconds() - began
    note_day(settings, gathered, filed, by_feed, day=day, now=now, cpu_seconds=cpu_seconds)
    return _with_nothing(settings, filed, run_id, nothing) if nothing else filed


def _with_nothing(settings: Settings, filed: Filed, run_id: int, words: str) -> Filed:
    """The result with why there was nothing to read, which the run's row says too."""
    with connect(settings.database_url) as conn:
        remark_on_nothing(conn, run_id, words)
    return filed._replace(notes=(*filed.notes, words), nothing=words)


def _cpu_seconds() -> float:
    """CPU seconds of this process and its ended children, in which documents are read."""
    return sum(os.times()[:4])


def file_archived(
    settings: Settings,
    documents: Callable[[Hear], Iterator[ArchivedDocument]],
    *,
    run_id: int,
    window: DayRange | None,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
    on_feeds: Callable[[ByFeed], None] = lambda by_feed: None,
) -> Filed:
    """Store the articles of `documents` in batches of one transaction each; `window` None means all days.

    `documents` is called in a child process, with a function to report what could not be read. If a document
    ends that process, it is called again, and must yield the same documents in the same order.
    """
    total, kept = Counts(), 0
    problems: dict[FileProblem, None] = {}  # without duplicates: documents are read again in a new process
    notes: dict[str, None] = {}

    def hear(told: FileProblem | str | tuple[Counts, int, ByFeed]) -> None:
        nonlocal total, kept
        if isinstance(told, FileProblem):
            problems[told] = None
        elif isinstance(told, str):
            notes[told] = None
        else:
            total, kept = total + told[0], told[1]
            on_batch(total)
            on_feeds(told[2])

    def work(watch: Watchdog, tell: Tell) -> None:
        with connect(settings.database_url, limits=FILING) as conn:
            read, unread = documents(tell), partial(_tell_unread, tell)
            reading = ArchiveReading(conn, settings, watch, window, now)
            transformed = transform_archived(reading, read, kept=kept, on_unread=unread)
            for batch in in_batches(transformed):
                counts, feeds = _filed(conn, run_id, batch)
                tell((counts, watch.number, feeds))  # this document may continue in the next batch
            index_search(conn)  # always, since an earlier try may have been killed before this
            cluster_filed(conn, settings.story_days)

    within_budget(settings.budget, work, hear)
    return Filed(total, tuple(problems), tuple(notes))


def _tell_unread(tell: Hear, document: ArchivedDocument, reason: str, words: str) -> None:
    """Report a document that could not be read, unless it is a page without an article."""
    told = masked(f"{document.uri}: {words}")
    if reason != NO_ARTICLE:
        tell(FileProblem(told, document.feed_id or 0))
    elif document.is_feed:  # it was not a feed when it was captured, so a retry would not help
        tell(f"left out: {told}")


def _filed(conn: Connection, run_id: int, batch: Sequence[LoadItem]) -> tuple[Counts, ByFeed]:
    feeds: ByFeed = Counter()
    counts = load_archived(
        conn,
        run_id,
        batch,
        on_written=lambda writes: feeds.update((write.article.feed_id, write.action) for write in writes),
    )
    return counts, feeds


def _documents(
    settings: Settings, gathered: Gathered, day: date | None, hear: Hear
) -> Iterator[ArchivedDocument]:
    try:
        match origin_named(gathered.job.origin):
            case FromLanding() as origin:
                yield from origin.open(landed_files(settings, gathered.job.feed_ids)).documents(day)
            case FromFeeds() as origin:
                landed = _landed_documents(gathered, is_feed=origin.of_feeds)
                yield from map(origin.restored, landed)
    except OriginError as error:
        hear(FileProblem(str(error)))


def _landed_documents(gathered: Gathered, *, is_feed: bool) -> Iterator[ArchivedDocument]:
    for uri, urls in gathered.files:
        wanted = frozenset(urls)
        for landed in read_landed(uri):
            if landed.exchange.has_document and landed.exchange.url in wanted:
                yield archived(landed, is_feed=is_feed)


def held_in_files(settings: Settings, job: Job, *, day: date, now: datetime) -> Filed:
    """What the ledger holds of the day, without reading files; a problem if some at the place are unread."""
    with connect(settings.database_url) as conn:
        files = open_files(BackfillRequest(job.origin, job.place), now=now)
        found, read = units_read(conn, files.list(), OriginPart(job.origin))
        notes = tuple(_words(day, held) for held in held_of_day(conn, day).items())
    if found == read:
        return Filed(Counts(), (), notes)
    unread = found - read
    words = (
        f"{unread:,} of {counted(found, 'file')} at {job.place} {were(unread)} not read yet: start the DAG "
        f"`backfill_files`, or `wireroom backfill run --from {job.origin}:{job.place}`, once for all days"
    )
    return Filed(Counts(), (FileProblem(words),), notes)


def _words(day: date, held: tuple[str, tuple[int, int]]) -> str:
    origin, (files, articles) = held
    return f"{day}: the ledger holds {counted(articles, 'article')} of {counted(files, 'file')} ({origin})"
