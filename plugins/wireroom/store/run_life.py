"""Which runs are at work and which have ended without a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.store.connection import Connection
from wireroom.store.rows import change, fetch_all

ALIVE_FOR = timedelta(minutes=10)  # after a sign of life; one comes every minute while there is work


@dataclass(frozen=True, slots=True)
class RunningRun:
    """A run that was never closed."""

    id: int
    kind: str
    key: str
    started_at: datetime
    process: str | None  # host and process that do all of it
    is_alive: bool  # by its last sign of life


def sign_of_life(conn: Connection, run_id: int, now: datetime, *, again: bool = False) -> None:
    """The run is at work at `now`; `again`: open it again where a later run has closed it meanwhile."""
    change(conn, "sign_of_life", {"run_id": run_id, "alive_until": now + ALIVE_FOR, "again": again})


def running_runs(conn: Connection, run_id: int, now: datetime) -> tuple[RunningRun, ...]:
    """Every run not closed but `run_id`, the oldest first."""
    rows = fetch_all(conn, "running_runs", {"run_id": run_id, "now": now})
    conn.commit()
    return tuple(RunningRun(**row) for row in rows)


def end_run(conn: Connection, run_id: int) -> None:
    """The run is known to be dead, whatever it said: what it has claimed is free."""
    change(conn, "end_run", {"run_id": run_id})


def add_remark(conn: Connection, run_id: int, words: str) -> None:
    """Keep a sentence that an operator should read (`news.runs.detail`)."""
    change(conn, "add_remark", {"run_id": run_id, "words": words})
