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
from wireroom.errors import DocumentError, OriginError
from wireroom.filing import file_batch, in_batches
from wireroom.landing import read_landed
from wireroom.models import ArchivedDocument, Counts
from wireroom.settings import Settings


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that could not be read, in words; the rest was filed."""

    words: str


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
    problems: list[FileProblem] = []
    documents = _documents(settings, gathered, day, now, problems)
    counts = file_archived(settings, documents, run_id=run_id, day=day, now=now, on_batch=on_batch)
    return counts, tuple(problems)


def file_archived(
    settings: Settings,
    documents: Iterator[ArchivedDocument],
    *,
    run_id: int,
    day: date | None,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> Counts:
    """File `documents`, of all days where `day` is None; batch by batch, one transaction each."""
    total = Counts()
    with store.connect(settings.database_url, limits=store.FILING) as conn:
        for batch in in_batches(understand_archived(conn, documents, day=day, now=now)):
            total = total + file_batch(conn, run_id, batch)
            on_batch(total)
        store.index_search(conn)  # an earlier try may have filed all and been killed before this
    return total


def _documents(
    settings: Settings, gathered: Gathered, day: date, now: datetime, problems: list[FileProblem]
) -> Iterator[ArchivedDocument]:
    def refused(error: DocumentError) -> None:
        problems.append(FileProblem(str(error)))

    try:
        if gathered.job.origin == "landed":
            yield from landed_origin(settings, gathered.job.feed_ids).documents(day)
        elif gathered.job.origin == "documents":
            yield from DocumentsOrigin(gathered.job.place, refused=refused, now=now).documents(day)
        else:
            yield from _landed_documents(gathered)
    except OriginError as error:
        problems.append(FileProblem(str(error)))


def _landed_documents(gathered: Gathered) -> Iterator[ArchivedDocument]:
    for uri, urls in gathered.files:
        for landed in read_landed(uri):
            if landed.exchange.has_document and landed.exchange.url in urls:
                yield archived(landed)
