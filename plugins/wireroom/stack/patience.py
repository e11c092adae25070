"""A question about something that is starting in; its answer out, or a clear error when time is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from wireroom.errors import StackError
from wireroom.stack.processes import is_running, last_words
from wireroom.stack.state import ProcessRecord

Answer = TypeVar("Answer")


def wait_until(
    ask: Callable[[], Answer | None], *, what: str, process: ProcessRecord, timeout: float, pause: float = 0.2
) -> Answer:
    """Ask until the answer is not None; StackError where the process dies or is late."""
    deadline = time.monotonic() + timeout
    while True:
        alive = is_running(process)
        answer = ask() if alive else None
        if answer is not None:
            return answer
        late = time.monotonic() > deadline
        if late or not alive:
            happened = f"is not ready after {timeout:.0f} s" if late and alive else "ended while starting"
            raise StackError(f"{what} {happened}; the end of {process.log}:\n{last_words(process.log)}")
        time.sleep(pause)
