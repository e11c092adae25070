"""What every step of `up` and `down` is given: settings, places, secrets, and what is known of last time."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.credentials import Credentials, load_credentials
from wireroom.stack.places import Places, prepare_places
from wireroom.stack.ports import free_port, is_free
from wireroom.stack.preflight import ROOM_NEEDED, check_room
from wireroom.stack.processes import Command, is_running, start_process
from wireroom.stack.state import ProcessRecord, State, load_state, save_state
from wireroom.stack.sweep import end_processes, session_of
from wireroom.stack.turnstile import turnstile


@dataclass(slots=True)
class Stack:
    """One installation under one `.wireroom/`."""

    settings: Settings
    places: Places
    state: State
    credentials: Credentials
    tell: Callable[[str], None]  # a remark for the operator

    def save(self) -> None:
        save_state(self.places.state, self.state)

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
            end_processes(session_of(record), ask=ask)
        record = start_process(command, self.places.logs / f"{command.name}.log", self.state.stack_id)
        self.state.processes[command.name] = record
        self.save()
        return record, True


def read_stack(settings: Settings) -> Stack | None:
    """What is known of the installation, without touching it; None where there is none."""
    places = Places(settings.home)
    if not places.state.exists():
        return None
    return Stack(
        settings, places, load_state(places.state), load_credentials(places.credentials), lambda _: None
    )


@contextmanager
def open_stack(
    settings: Settings, tell: Callable[[str], None], *, needed_room: int = ROOM_NEEDED
) -> Iterator[Stack]:
    """Make or find the installation, and keep other commands out of it meanwhile."""
    check_room(
        next(folder for folder in (settings.home, *settings.home.parents) if folder.exists()), needed_room
    )
    try:
        places = prepare_places(settings.home)
    except OSError as error:
        raise StackError(
            f"cannot use {settings.home} ({error.strerror}): set WIREROOM_HOME to a folder of yours"
        ) from error
    with turnstile(places.lock, tell):
        state, credentials = load_state(places.state), load_credentials(places.credentials)
        save_state(places.state, state)  # before anything is started that bears its id
        yield Stack(settings, places, state, credentials, tell)
