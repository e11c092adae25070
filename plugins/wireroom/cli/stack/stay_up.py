"""`wireroom up --stay`: start again what has ended, until `wireroom down` ends all."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from wireroom.cli.console import INTERRUPTED, Progress, utc_now
from wireroom.errors import WireroomError
from wireroom.settings import Settings
from wireroom.stack.down import ENDING
from wireroom.stack.stack import Stack, open_stack, read_stack

EVERY = 10.0  # seconds between two looks
LONGEST = 300.0  # seconds until what could not be started is tried again


def stay_up(
    settings: Settings, progress: Progress, start_all: Callable[[Stack, Progress], Any], every: float = EVERY
) -> int:
    """Look until `wireroom down` is called; the exit code. `start_all` starts what does not run.

    A service manager runs this one process: what it started leads sessions of its own and outlives it.
    """
    progress.tell("staying: what ends is started again, until `make down`")
    pause = every
    try:
        while True:
            time.sleep(pause)
            ended = _ended(read_stack(settings))
            if ended is None:
                progress.tell("`wireroom down` was called: nothing is started again")
                return 0
            if not ended:
                pause = every
                continue
            progress.tell(f"{utc_now():%Y-%m-%d %H:%M:%S} UTC: {', '.join(ended)} ended; starting again")
            try:
                with open_stack(settings, progress.tell) as stack:
                    # nobody else has started it, or ended all, while we waited for the lock
                    if _ended(stack):
                        start_all(stack, progress)
            except WireroomError as error:
                pause = min(2 * pause, LONGEST)
                progress.tell(f"{error}; tried again in {pause:.0f} s")
    except KeyboardInterrupt:
        progress.tell("what runs goes on running; what ends now stays so until `make up`")
        return INTERRUPTED


def _ended(stack: Stack | None) -> list[str] | None:
    """Names of processes that were started and run no longer; None if none is to run."""
    if stack is None or not stack.state.processes or ENDING in stack.state.notes:
        return None
    return [name for name in stack.state.processes if stack.record_of(name) is None]
