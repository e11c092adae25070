"""A file and when it was looked at in, whether somebody is still writing it out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

_FRESH = 10.0  # seconds since the last write: older files are in nobody's editor
_STILL = 0.5  # seconds that a fresh file must not change

Mark = tuple[int, int, int] | None


def file_mark(path: Path) -> Mark:
    """What changes with every write: inode, size and time of modification; None where there is no file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def stands_still(path: Path, mark: Mark, *, wait: Callable[[float], None]) -> bool:
    """True if the file is as it was at `mark` and has not just been written; `wait` sleeps, in seconds."""
    if mark is None or abs(time.time() - mark[2] / 1e9) < _FRESH:
        wait(_STILL)
    return file_mark(path) == mark
