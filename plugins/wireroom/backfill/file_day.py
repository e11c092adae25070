"""Gathered bytes in, the day's articles filed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from wireroom import store
from wireroom.archive import FromLanding, FromPlace, Place, archived, origin_named
from wireroom.backfill.jobs import Gathered
from wireroom.backfill.origins import landed_files
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


Hear = Callable[[FileProblem | str], None]  # a problem, or a note on what was left out as it should be
Window = tuple[date, date]  # first and last day, UTC


class Filed(NamedTuple):
    """What came in, what could not be read, and what there is to say besides."""

    counts: Counts
    problems: tuple[FileProblem, ...]
    notes: tuple[str, ...] = ()


def file_day(
    settings: Settings,
    gathered: Gathered,
    *,
    run_id: int,
    day: date,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> Filed:
    """File the articles of `day` (UTC, by their own date); may be repeated at will.

    Raises StoreError and LandingError, which a retry may mend.
    """

    def documents(hear: Hear) -> Iterator[ArchivedDocument]:
        return _documents(settings, gathered, day, now, hear)

    return file_archived(settings, documents, run_id=run_id, window=(day, day), now=now, on_batch=on_batch)


def file_archived(
    settings: Settings,
    documents: Callable[[Hear], Iterator[ArchivedDocument]],
    *,
    run_id: int,
    window: Window | None,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> Filed:
    """File what `documents` gives, of all days where `window` is None; batch by batch, one transaction each.

    `documents` is called with who hears what could not be read, in a process apart, and again, for the same
    documents in the same order, where one of them ended that process.
    """
    total, kept = Counts(), 0
    problems: dict[FileProblem, None] = {}  # each once: what was read before a process ended is read again
    notes: dict[str, None] = {}

    def hear(told: FileProblem | str | tuple[Counts, int]) -> None:
        nonlocal total, kept
        if isinstance(told, FileProblem):
            problems[told] = None
        elif isinstance(told, str):
            notes[told] = None
        else:
            total, kept = total + told[0], told[1]
            on_batch(total)

    def work(watch: Watch, tell: Tell) -> None:
        with store.connect(settings.database_url, limits=store.FILING) as conn:
            understood = understand_archived(
                conn, documents(tell), window=window, now=now, watch=watch, kept=kept
            )
            for batch in in_batches(understood):
                tell((file_batch(conn, run_id, batch), watch.number))  # its document may go on
            store.index_search(conn)  # an earlier try may have filed all and been killed before this

    within_budget(settings.budget, work, hear)
    return Filed(total, tuple(problems), tuple(notes))


def _documents(
    settings: Settings, gathered: Gathered, day: date, now: datetime, hear: Hear
) -> Iterator[ArchivedDocument]:
    def refused(error: DocumentError) -> None:
        hear(FileProblem(str(error)))

    try:
        match origin_named(gathered.job.origin):
            case FromLanding() as origin:
                yield from origin.open(landed_files(settings, gathered.job.feed_ids)).documents(day)
            case FromPlace() as origin:
                yield from origin.open(Place(gathered.job.place, refused, now, note=hear)).documents(day)
            case _:
                yield from _landed_documents(gathered)
    except OriginError as error:
        hear(FileProblem(str(error)))


def _landed_documents(gathered: Gathered) -> Iterator[ArchivedDocument]:
    for uri, urls in gathered.files:
        for landed in read_landed(uri):
            if landed.exchange.has_document and landed.exchange.url in urls:
                yield archived(landed)
