"""Runs that end without a report: given up after an error, or found dead when the next one is opened.

    left open by a kill or a stopped machine ─▶ process gone, or DAG at rest, or lease over
        └─▶ feeds and pages are free at once ─▶ closed as failed

Runs of every kind, whatever kind is opened. Not done here: filing what they landed (`sweep`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from wireroom import landing, store
from wireroom.errors import LandingError, StoreError
from wireroom.runtime.this_process import has_ended
from wireroom.settings import Settings
from wireroom.store import pages as store_pages

_log = logging.getLogger(__name__)

IsIdle = Callable[[str], bool]  # a kind of run → the scheduler is known to do none but the one that asks

_WHAT_OF_IT = {
    "ingest": "what it landed and did not file is filed by the next run",
    "pages": "its pages are asked for again, and those it landed are read by the next run",
    "backfill": "what it filed stands, and the same backfill again goes on with the rest",
    "replay": "what it filed stands; the same replay again reads all of it anew",
}


def nobody_knows(kind: str) -> bool:
    """Without a scheduler only processes and signs of life tell."""
    return False


def open_run(
    settings: Settings,
    conn: store.Connection,
    kind: str,
    key: str,
    now: datetime,
    *,
    alive_for: timedelta = timedelta(days=1),
    process: str | None = None,
    is_idle: IsIdle = nobody_knows,
    full_text: bool = False,
) -> int:
    """Id of the run, opened as `store.open_run` does; dead runs of all kinds are closed."""
    run_id = store.open_run(conn, kind, key, now, alive_for=alive_for, process=process, full_text=full_text)
    for run in dead_runs(conn, run_id, now, is_idle):
        give_back(settings, conn, run, now)
        close_dead(conn, run, now)
    return run_id


def dead_runs(
    conn: store.Connection, run_id: int, now: datetime, is_idle: IsIdle = nobody_knows
) -> list[store.RunningRun]:
    """Open runs other than `run_id` that nobody works at, the oldest first."""
    asked: dict[str, bool] = {}  # after the list was read: what opens meanwhile is not in it
    return [
        run
        for run in store.running_runs(conn, run_id, now)
        if not run.is_alive or _is_gone(run, is_idle, asked)
    ]


def _is_gone(run: store.RunningRun, is_idle: IsIdle, asked: dict[str, bool]) -> bool:
    if run.process is not None:
        return has_ended(run.process)
    if run.kind not in asked:
        asked[run.kind] = is_idle(run.kind)
    return asked[run.kind]


def give_back(settings: Settings, conn: store.Connection, run: store.RunningRun, now: datetime) -> None:
    """Free the feeds and pages that it has claimed; what it was landing is removed or recorded.

    Of pages, which are asked for again; feeds' parts are salvaged, and what was landed before files were
    recorded is put on record.
    """
    store.end_run(conn, run.id)
    if run.kind == "pages":
        store_pages.release_pages(conn, run.id, None, now)
    try:
        for day in (run.started_at, run.started_at + timedelta(days=1)):
            if run.kind == "pages":
                for part in landing.parts_of_run(settings.landing_url, run.kind, day, run.key):
                    landing.remove_part(part)
            if run.kind == "ingest":
                for uri in landing.list_run(settings.landing_url, run.kind, day, run.key):
                    store.adopt_landing(conn, uri, run_id=run.id, now=run.started_at)
    except LandingError as error:
        _log.warning("%s", error)


def close_dead(conn: store.Connection, run: store.RunningRun, now: datetime, what: str = "") -> None:
    """Close it as failed; `what` in words becomes of what it had begun."""
    what = what or _WHAT_OF_IT.get(run.kind, "nothing of it was left to file")
    words = f"It ended without a word: killed, or its machine stopped; {what}"
    store.close_run(conn, run.id, now, store.run_summary(conn, run.id).counts, failure=words)


def give_up(settings: Settings, run_id: int, now: datetime, error: BaseException) -> None:
    """Close the run, so that what it holds is free at once; where that fails too, the next finds it dead."""
    with suppress(StoreError), store.connect(settings.database_url) as conn:
        counts = store.run_summary(conn, run_id).counts
        store.close_run(conn, run_id, now, counts, failure=f"ended by {type(error).__name__}: {error}")
