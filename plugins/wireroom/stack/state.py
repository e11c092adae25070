"""The state that is kept between two commands: the stack's id, its ports and the processes it started."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wireroom.errors import StackError
from wireroom.stack.paths import write_private


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """One process that we started; `created` tells it from a later one with the same pid."""

    name: str
    pid: int
    created: float  # Unix time, as the system reports the process's start
    digest: str  # of its command and environment: another one means "restart"
    log: str


@dataclass(slots=True)
class State:
    """Kept in `state.json`; `stack_id` marks every process of this stack in its environment."""

    stack_id: str
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, ProcessRecord] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)  # folders outside `.wireroom`, versions migrated to


def load_state(path: Path) -> State:
    """Read the state, or begin a new one; StackError where the file is damaged."""
    try:
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        processes = {name: ProcessRecord(**record) for name, record in known["processes"].items()}
        return State(known["stack_id"], known["ports"], processes, known["notes"])
    except FileNotFoundError:
        return State(stack_id=secrets.token_hex(8))
    except (ValueError, KeyError, TypeError) as error:
        raise StackError(
            f"{path} is damaged ({error}). Move it away and run `make up` again; "
            "processes still running from before must then be ended by hand."
        ) from error


def save_state(path: Path, state: State) -> None:
    """Write the state so that a crash leaves the old one or the new one."""
    write_private(path, json.dumps(asdict(state), indent=1) + "\n")
