"""A folder of saved documents in, all their articles filed out; no day, no Airflow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from wireroom import store
from wireroom.archive import DocumentsOrigin
from wireroom.backfill.file_day import FileProblem, OnProblem, file_archived
from wireroom.errors import DocumentError, OriginError
from wireroom.models import ArchivedDocument, Counts
from wireroom.settings import Settings


def file_documents(
    settings: Settings,
    place: str,
    *,
    key: str,
    now: datetime,
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> tuple[Counts, tuple[FileProblem, ...]]:
    """File every feed, page and text below `place`; what cannot be read is a problem, not the end.

    Raises OriginError where `place` itself cannot be listed, StoreError where Postgres is away.
    """

    def documents(on_problem: OnProblem) -> Iterator[ArchivedDocument]:
        def refused(error: DocumentError) -> None:
            on_problem(FileProblem(str(error)))

        return DocumentsOrigin(place, refused=refused, now=now).documents()

    with store.connect(settings.database_url) as conn:
        run_id = store.open_run(conn, "backfill", key, now)
    counts, failure = Counts(), "ended before its end"
    try:
        counts, problems = file_archived(
            settings, documents, run_id=run_id, day=None, now=now, on_batch=on_batch
        )
        failure = "; ".join(problem.words for problem in problems)
    except OriginError as error:
        failure = str(error)
        raise
    finally:
        with store.connect(settings.database_url) as conn:
            store.close_run(conn, run_id, now, counts, failure=failure)
    return counts, problems
