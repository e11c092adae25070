"""A day in, what the ledger holds of it in files out: files are read once, not again for every day."""

from __future__ import annotations

from datetime import date, datetime

from wireroom import store
from wireroom.backfill.filed import Filed, FileProblem
from wireroom.backfill.jobs import Job
from wireroom.backfill.open_files import open_files
from wireroom.models import Counts
from wireroom.settings import Settings


def held_in_files(settings: Settings, job: Job, *, day: date, now: datetime) -> Filed:
    """Nothing is read. A problem where files at the job's place were never read."""
    with store.connect(settings.database_url) as conn:
        found, read = store.units_read(
            conn, open_files(job.origin, job.place, now=now).list(), origin=job.origin
        )
        notes = tuple(_words(day, held) for held in store.held_of_day(conn, day).items())
    if found == read:
        return Filed(Counts(), (), notes)
    words = (
        f"{found - read:,} of {found:,} files at {job.place} were not read yet: start the DAG "
        f"`backfill_files`, or `wireroom backfill run --from {job.origin}:{job.place}`, once for all days"
    )
    return Filed(Counts(), (FileProblem(words),), notes)


def _words(day: date, held: tuple[str, tuple[int, int]]) -> str:
    origin, (files, articles) = held
    return f"{day}: the ledger holds {articles:,} articles of {files:,} files ({origin})"
