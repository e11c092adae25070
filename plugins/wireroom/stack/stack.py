"""The value that every step of `up` and `down` gets: settings, paths, secrets, and the recorded state."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.credentials import Credentials, load_credentials
from wireroom.stack.paths import Paths, prepare_paths
from wireroom.stack.ports import free_port, is_free
from wireroom.stack.process import Command, is_running, start_process
from wireroom.stack.state import ProcessRecord, State, load_state, save_state
from wireroom.stack.terminate import session_processes, terminate

ROOM_NEEDED = 1024**3  # bytes: an empty cluster with its WAL, Airflow's tables, logs


@dataclass(slots=True)
class Stack:
    """One installation under one `.wireroom/`."""

    settings: Settings
    paths: Paths
    state: State
    credentials: Credentials
    tell: Callable[[str], None]  # a remark for the operator

    def save(self) -> None:
        """Write what is to be known next time."""
        save_state(self.paths.state, self.state)

    def record_of(self, name: str) -> ProcessRecord | None:
        """The record of a process of ours that runs."""
        record = self.state.processes.get(name)
        return record if record and is_running(record) else None

    def port_for(self, name: str, wished: int) -> int:
        """The port of last time where it can be had, else the next free one, with a remark."""
        known = self.state.ports.get(name, wished)
        if self.record_of(name) is None and not is_free(known):
            others = frozenset(port for other, port in self.state.ports.items() if other != name)
            port = free_port(wished, taken=others)
            self.tell(f"port {known} is in use: {name} listens on {port}")
            known = port
        self.state.ports[name] = known
        return known

    def keep_running(
        self, command: Command, ask: signal.Signals = signal.SIGTERM
    ) -> tuple[ProcessRecord, bool]:
        """Start the process, or leave it alone where the same command runs; True where it was started."""
        record = self.record_of(command.name)
        if record and record.digest == command.digest:
            return record, False
        if record:
            terminate(session_processes(record), ask=ask)
        record = start_process(command, self.paths.logs / f"{command.name}.log", self.state.stack_id)
        self.state.processes[command.name] = record
        self.save()
        return record, True


def read_stack(settings: Settings) -> Stack | None:
    """What is known of the installation, without touching it; None where there is none."""
    paths = Paths(settings.home)
    if not paths.state.exists():
        return None
    return Stack(
        settings, paths, load_state(paths.state), load_credentials(paths.credentials), lambda _: None
    )


@contextmanager
def open_stack(
    settings: Settings, tell: Callable[[str], None], *, needed_room: int = ROOM_NEEDED
) -> Iterator[Stack]:
    """Make or find the installation, and keep other commands out of it meanwhile.

    `needed_room` in bytes on its disk. Raises StackError where there is less, or the folder cannot be used.
    """
    check_room(
        next(folder for folder in (settings.home, *settings.home.parents) if folder.exists()), needed_room
    )
    try:
        paths = prepare_paths(settings.home)
    except OSError as error:
        raise StackError(
            f"cannot use {settings.home} ({error.strerror}): set WIREROOM_HOME to a folder of yours"
        ) from error
    with stack_lock(paths.lock, tell):
        state, credentials = load_state(paths.state), load_credentials(paths.credentials)
        save_state(paths.state, state)  # before anything is started that bears its id
        yield Stack(settings, paths, state, credentials, tell)


def check_room(folder: Path, needed: int = ROOM_NEEDED) -> None:
    """Raise StackError if the disk of `folder` has less than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        found, wanted = (f"{size / 1024**2:,.0f} MB" for size in (free, needed))
        raise StackError(
            f"the disk of {folder} has {found} free and {wanted} are needed: "
            "free some room, or set WIREROOM_HOME to a folder on another disk"
        )


@contextmanager
def stack_lock(path: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of the stack; say so where another command must be waited for."""
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            tell(
                f"another wireroom command (process {file.read().strip() or '?'}) is at work: waiting for it"
            )
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
