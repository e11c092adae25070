"""Gathered bytes in, the day's articles filed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from wireroom import store
from wireroom.archive import DocumentsOrigin, archived
from wireroom.backfill.jobs import Gathered
from wireroom.backfill.origins import landed_origin
from wireroom.backfill.understand_archived import understand_archived
from wireroom.budget import Watch
from wireroom.errors import DocumentError, OriginError
from wireroom.filing import file_batch, in_batches
from wireroom.landing import read_landed
from wireroom.models import ArchivedDocument, Counts
from wireroom.run_apart import Tell
from wireroom.settings import Settings
from wireroom.within_budget import within_budget


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that could not be read, in words; the rest was filed."""

    words: str


OnProblem = Callable[[FileProblem], None]


def file_day(
    settings: Settings,
    gathered: Gathered,
    *,
    run_id: int,
    day: date,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> tuple[Counts, tuple[FileProblem, ...]]:
    """File the articles of `day` (UTC, by their own date); may be repeated at will.

    Raises StoreError and LandingError, which a retry may mend.
    """

    def documents(refused: OnProblem) -> Iterator[ArchivedDocument]:
        return _documents(settings, gathered, day, now, refused)

    return file_archived(settings, documents, run_id=run_id, day=day, now=now, on_batch=on_batch)


def file_archived(
    settings: Settings,
    documents: Callable[[OnProblem], Iterator[ArchivedDocument]],
    *,
    run_id: int,
    day: date | None,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> tuple[Counts, tuple[FileProblem, ...]]:
    """File what `documents` gives, of all days where `day` is None; batch by batch, one transaction each.

    `documents` is called with who hears what could not be read, in a process apart, and again, for the same
    documents in the same order, where one of them ended that process.
    """
    total, kept = Counts(), 0
    problems: dict[FileProblem, None] = {}

    def hear(told: FileProblem | tuple[Counts, int]) -> None:
        nonlocal total, kept
        if isinstance(told, FileProblem):
            problems[told] = None
        else:
            total, kept = total + told[0], told[1]
            on_batch(total)

    def work(watch: Watch, tell: Tell) -> None:
        with store.connect(settings.database_url, limits=store.FILING) as conn:
            understood = understand_archived(conn, documents(tell), day=day, now=now, watch=watch, kept=kept)
            for batch in in_batches(understood):
                tell((file_batch(conn, run_id, batch), watch.number))  # its document may go on
            store.index_search(conn)  # an earlier try may have filed all and been killed before this

    within_budget(settings.budget, work, hear)
    return total, tuple(problems)


def _documents(
    settings: Settings, gathered: Gathered, day: date, now: datetime, on_problem: OnProblem
) -> Iterator[ArchivedDocument]:
    def refused(error: DocumentError) -> None:
        on_problem(FileProblem(str(error)))

    try:
        if gathered.job.origin == "landed":
            yield from landed_origin(settings, gathered.job.feed_ids).documents(day)
        elif gathered.job.origin == "documents":
            yield from DocumentsOrigin(gathered.job.place, refused=refused, now=now).documents(day)
        else:
            yield from _landed_documents(gathered)
    except OriginError as error:
        on_problem(FileProblem(str(error)))


def _landed_documents(gathered: Gathered) -> Iterator[ArchivedDocument]:
    for uri, urls in gathered.files:
        for landed in read_landed(uri):
            if landed.exchange.has_document and landed.exchange.url in urls:
                yield archived(landed)
