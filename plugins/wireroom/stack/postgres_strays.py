"""A data folder in; no server of an earlier life in it out, so that a new one can start."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path

import psutil

from wireroom.stack.sweep import end_processes, working_in


def end_strays(data: Path) -> bool:
    """End a server that our records do not know (after a crash, say); True if there was one.

    SIGINT is Postgres's fast shutdown. Backends whose leader was killed hold the shared memory that
    the next start needs: they see its end within seconds, and are helped.
    """
    found = end_processes(working_in(data), ask=signal.SIGINT) if data.exists() else 0
    _remove_stale_pid_file(data)
    return found > 0


def _remove_stale_pid_file(data: Path) -> None:
    """After a power cut another program may have the old pid, and Postgres would refuse to start.

    A pid that nobody has is left to Postgres, which also looks at the shared memory.
    """
    pid_file = data / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, psutil.Error):
        pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
        if psutil.Process(pid).cwd() != str(data.resolve()):
            pid_file.unlink()
