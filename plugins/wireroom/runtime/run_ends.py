"""Close runs that ended without a report: after an error, or found dead when the next run is opened.

    left open by a kill or a stopped machine ─▶ process gone, or DAG idle, or lease expired
        └─▶ feeds and pages are free at once ─▶ closed as failed

Opening a run of any kind but of pushes closes dead runs of all kinds. Not done here: storing what they
landed (`sweep`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from wireroom import landing
from wireroom.errors import LandingError, StoreError
from wireroom.runtime.this_process import has_ended
from wireroom.settings import Settings
from wireroom.store import pages as store_pages
from wireroom.store.connection import Connection, connect
from wireroom.store.landings import adopt_landing
from wireroom.store.runs import RunningRun, add_remark, close_run, end_run, run_summary, running_runs

_log = logging.getLogger(__name__)

IsIdle = Callable[[str], bool]  # kind of run → whether the scheduler surely runs no other one of that kind

_WHAT_OF_IT = {
    "ingest": "what it landed and did not store is stored by the next run",
    "pages": "its pages are requested again, and those it landed are read by the next run",
    "backfill": "what it stored is kept, and the same backfill again continues with the rest",
    "replay": "what it stored is kept; the same replay again reads everything anew",
}


def nobody_knows(kind: str) -> bool:
    """The `IsIdle` without a scheduler: only processes and signs of life show whether a run is alive."""
    return False


def close_dead_runs(
    settings: Settings,
    conn: Connection,
    run_id: int,
    now: datetime,
    *,
    is_idle: IsIdle = nobody_knows,
) -> None:
    """Close dead runs of all kinds; called for each run `run_id` that is opened."""
    for run in dead_runs(conn, run_id, now, is_idle):
        give_back(settings, conn, run, now)
        close_dead(conn, run, now)


def dead_runs(
    conn: Connection, run_id: int, now: datetime, is_idle: IsIdle = nobody_knows
) -> list[RunningRun]:
    """Open runs other than `run_id` that no process works on, the oldest first."""
    asked: dict[str, bool] = {}  # asked after the list was read, so that newer runs are not in it
    return [
        run for run in running_runs(conn, run_id, now) if not run.is_alive or _is_gone(run, is_idle, asked)
    ]


def _is_gone(run: RunningRun, is_idle: IsIdle, asked: dict[str, bool]) -> bool:
    if run.process is not None:
        return has_ended(run.process)
    if run.kind not in asked:
        asked[run.kind] = is_idle(run.kind)
    return asked[run.kind]


def give_back(settings: Settings, conn: Connection, run: RunningRun, now: datetime) -> None:
    """Release the feeds and pages that the run has claimed.

    Parts of a run of pages are removed, since pages are requested again. Landing files of an ingest run that
    are not recorded are recorded.
    """
    end_run(conn, run.id)
    if run.kind == "pages":
        store_pages.release_pages(conn, run.id, None, now)
    try:
        for day in (run.started_at, run.started_at + timedelta(days=1)):
            if run.kind == "pages":
                for part in landing.parts_of_run(settings.landing_url, run.kind, day, run.key):
                    landing.remove_part(part)
            if run.kind == "ingest":
                for uri in landing.list_run(settings.landing_url, run.kind, day, run.key):
                    adopt_landing(conn, uri, run_id=run.id, now=run.started_at)
    except LandingError as error:
        _log.warning("%s", error)


def close_dead(conn: Connection, run: RunningRun, now: datetime, what: str = "") -> None:
    """Close a dead run as failed; `what` says what happens to its unfinished work."""
    what = what or _WHAT_OF_IT.get(run.kind, "nothing of it was left to store")
    words = f"It ended without a report: killed, or its machine stopped; {what}"
    close_run(conn, run.id, now, run_summary(conn, run.id).counts, failure=words)


def give_up(settings: Settings, run_id: int, now: datetime, error: BaseException) -> None:
    """Close the run after an error, so that its claims are free at once; never raises StoreError.

    If the database is not available, the next run finds it dead.
    """
    with suppress(StoreError), connect(settings.database_url) as conn:
        counts = run_summary(conn, run_id).counts
        close_run(conn, run_id, now, counts, failure=f"ended by {type(error).__name__}: {error}")


def remark_on_nothing(conn: Connection, run_id: int, why: str) -> None:
    """Write to the run's row why there was nothing to do; empty: there was something."""
    if why:
        add_remark(conn, run_id, f"{why}.")
