"""Saved files in, all their articles filed out: each file is read once, whatever days it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from wireroom import store
from wireroom.archive import FromPlace, Place, origin_named
from wireroom.backfill.file_day import Filed, FileProblem, Hear, Window, file_archived
from wireroom.errors import ConfigurationError, DocumentError, OriginError
from wireroom.models import ArchivedDocument, Counts
from wireroom.settings import Settings


def file_place(
    settings: Settings,
    origin: str,
    path: str,
    *,
    key: str,
    now: datetime,
    window: Window | None = None,
    hosts: tuple[str, ...] = (),
    on_batch: Callable[[Counts], None] = lambda counts: None,
) -> Filed:
    """File what `origin` finds at `path`: of the days of `window`, where one is given, of all days else.

    What cannot be read is a problem, not the end. Raises ConfigurationError where the origin reads no
    files, OriginError where `path` itself cannot be listed, StoreError where Postgres is away.
    """
    opener = origin_named(origin)
    if not isinstance(opener, FromPlace):
        raise ConfigurationError(f"the origin {origin} reads no files; name days with --since")

    def documents(hear: Hear) -> Iterator[ArchivedDocument]:
        def refused(error: DocumentError) -> None:
            hear(FileProblem(str(error)))

        place = Place(path, refused, now, note=hear, hosts=hosts)
        return opener.open(place).documents(None)

    with store.connect(settings.database_url) as conn:
        run_id = store.open_run(conn, "backfill", key, now)
    filed, failure = Filed(Counts(), ()), "ended before its end"
    try:
        filed = file_archived(settings, documents, run_id=run_id, window=window, now=now, on_batch=on_batch)
        failure = "; ".join(problem.words for problem in filed.problems)
    except OriginError as error:
        failure = str(error)
        raise
    finally:
        with store.connect(settings.database_url) as conn:
            store.close_run(conn, run_id, now, filed.counts, failure=failure)
    return filed
