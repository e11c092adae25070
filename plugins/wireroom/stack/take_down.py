"""A stack in; none of its processes left out."""

from __future__ import annotations

import shutil
import signal
from itertools import chain
from pathlib import Path

from wireroom.stack.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import Stack
from wireroom.stack.sweep import end_processes, marked, session_of, working_in

CHECKPOINT_PATIENCE = 60.0  # seconds that Postgres may take to write down what it has in memory


def take_down(stack: Stack) -> int:
    """End what we started and nothing else: all that may write, then Postgres; how many there were."""
    records = [record for name, record in stack.state.processes.items() if name != POSTGRES]
    ended = end_processes(chain(*map(session_of, records)))
    ended += end_strays_of(stack)
    if record := stack.record_of(POSTGRES):
        ended += end_processes(session_of(record), ask=signal.SIGINT, patience=CHECKPOINT_PATIENCE)
    if folder := stack.state.notes.get("postgres_folder"):
        ended += end_processes(working_in(Path(folder) / "data"), ask=signal.SIGINT)
    stack.state.processes.clear()
    stack.save()
    return ended


def end_strays_of(stack: Stack) -> int:
    """End processes with our mark whose leader is gone, or that a crash of `up` left unrecorded."""
    known = {process.pid for record in stack.state.processes.values() for process in session_of(record)}
    return end_processes(process for process in marked(stack.state.stack_id) if process.pid not in known)


def delete_data(stack: Stack) -> None:
    """Remove the state folder and the database where root had to put it elsewhere."""
    if folder := stack.state.notes.get("postgres_folder"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(stack.places.home, ignore_errors=True)
