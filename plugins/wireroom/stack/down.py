"""End all processes of the stack, and delete its data if asked to."""

from __future__ import annotations

import shutil
import signal
from itertools import chain
from pathlib import Path

from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import Stack
from wireroom.stack.terminate import cluster_processes, session_processes, stack_processes, terminate

ENDING = "ending"  # noted from the moment `down` is called until all has ended, or `up` is called
CHECKPOINT_TIMEOUT = 60.0  # seconds that Postgres may take to write down what it has in memory


def bring_down(stack: Stack) -> int:
    """End the processes that we started, Postgres last; returns their number."""
    stack.state.notes[ENDING] = "yes"  # broken off midway it was meant all the same, by `up --stay` too
    stack.save()
    records = [record for name, record in stack.state.processes.items() if name != POSTGRES]
    ended = terminate(chain(*map(session_processes, records)))
    ended += end_orphans_of(stack)
    if record := stack.record_of(POSTGRES):
        ended += terminate(session_processes(record), ask=signal.SIGINT, timeout=CHECKPOINT_TIMEOUT)
    if folder := stack.state.notes.get("postgres_folder"):
        ended += terminate(cluster_processes(Path(folder) / "data"), ask=signal.SIGINT)
    stack.state.processes.clear()
    del stack.state.notes[ENDING]
    stack.save()
    return ended


def end_orphans_of(stack: Stack) -> int:
    """End processes with our mark whose leader is gone, or that a crash of `up` left unrecorded."""
    known = {
        process.pid for record in stack.state.processes.values() for process in session_processes(record)
    }
    return terminate(process for process in stack_processes(stack.state.stack_id) if process.pid not in known)


def delete_data(stack: Stack) -> None:
    """Remove the state folder and the database where root had to put it elsewhere."""
    if folder := stack.state.notes.get("postgres_folder"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(stack.paths.home, ignore_errors=True)
