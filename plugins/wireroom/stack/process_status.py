"""A stack in; what each of its processes is at, for `wireroom status`, out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import Stack
from wireroom.stack.state import ProcessRecord
from wireroom.stack.terminate import cluster_processes, session_processes


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """One process that `up` started, with its children."""

    name: str
    pid: int
    uptime: timedelta | None  # None: it no longer runs
    count: int  # processes, children included
    memory: int  # bytes; shared pages count in parts, so that sums are true (PSS)


def process_statuses(stack: Stack, now: datetime) -> tuple[ProcessStatus, ...]:
    """In the order in which they were started."""
    return tuple(_status(stack, record, now) for record in stack.state.processes.values())


def _status(stack: Stack, record: ProcessRecord, now: datetime) -> ProcessStatus:
    family = list(session_processes(record))
    if not family:
        return ProcessStatus(record.name, record.pid, None, 0, 0)
    if record.name == POSTGRES:  # each of its children leads a session of its own
        family = list(cluster_processes(Path(stack.state.notes["postgres_folder"]) / "data"))
    uptime = timedelta(seconds=now.timestamp() - record.created)
    return ProcessStatus(record.name, record.pid, uptime, len(family), memory_of(family))


def memory_of(processes: Iterable[psutil.Process]) -> int:
    """Bytes: PSS where the system counts it (Linux), else what is theirs alone."""
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            usage = process.memory_full_info()
            total += getattr(usage, "pss", usage.uss)
    return total
