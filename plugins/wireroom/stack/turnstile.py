"""One `up` or `down` at a time: a lock that a crash cannot leave behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turnstile(path: Path, tell: Callable[[str], None]) -> Iterator[None]:
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
