"""End processes and their sessions: by a signal first, by SIGKILL after a timeout."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psutil

from wireroom.errors import StackError
from wireroom.stack.process import MARKER, is_running
from wireroom.stack.state import ProcessRecord

TIMEOUT = 10.0  # seconds between asking and killing
_LOOK = 0.05  # seconds between two looks at what has ended
_GONE = (psutil.NoSuchProcess, psutil.AccessDenied)


def terminate(
    found: Iterable[psutil.Process], *, ask: signal.Signals = signal.SIGTERM, timeout: float = TIMEOUT
) -> int:
    """Signal each process, wait, and kill those left; returns their number. StackError if one is left."""
    processes = list(found)
    count = len(processes)
    for number, seconds in ((ask, timeout), (signal.SIGKILL, TIMEOUT)):
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        if not (processes := _left_after(seconds, processes)):
            return count
    left = ", ".join(str(process.pid) for process in processes)
    raise StackError(f"these processes do not end, not even when killed: {left}")


def _left_after(seconds: float, processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still live then. What has ended and was not collected by its parent does not live."""
    until = time.monotonic() + seconds
    while processes := [each for each in psutil.wait_procs(processes, timeout=0)[1] if _lives(each)]:
        if time.monotonic() >= until:
            break
        time.sleep(_LOOK)
    return processes


def session_processes(record: ProcessRecord) -> Iterator[psutil.Process]:
    """Every process of the session that was started with this record; none once its leader is gone.

    A session's number is its leader's pid, which the system gives to nobody else while the session lives;
    without its leader we cannot tell our session from a later one: `stack_processes` finds what is left.
    """
    if is_running(record):
        yield from _where(lambda process: os.getsid(process.pid) == record.pid)


def stack_processes(stack_id: str) -> Iterator[psutil.Process]:
    """Every process that carries the stack's mark in its environment."""
    return _where(lambda process: process.environ().get(MARKER) == stack_id)


def cluster_processes(folder: Path) -> Iterator[psutil.Process]:
    """Postgres processes of the cluster in `folder`: each has it as its working directory, and the
    titles they give themselves overwrite the mark."""
    home = str(folder.resolve())
    return _where(lambda process: process.name().startswith("postgres") and process.cwd() == home)


def _where(matches: Callable[[psutil.Process], bool]) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with contextlib.suppress(*_GONE, OSError):
            if process.pid != os.getpid() and _lives(process) and matches(process):
                yield process


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except _GONE:
        return False
