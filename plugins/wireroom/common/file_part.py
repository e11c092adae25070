"""The path of a file in; beside it a part that one process writes, and that replaces the file, out."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wireroom.errors import FileBusyError


@contextmanager
def file_part(path: Path, *, mode: int = 0o666) -> Iterator[Path]:
    """`with file_part(path) as part:` write `part`, then `part.replace(path)`; what is not replaced goes.

    So the file is there whole or not at all: two that wrote one part would each move the other's half. The
    part is locked as long as its writer lives, so one that a killed process left is in nobody's way. Makes
    the folder; `mode` is that of the file, as the umask allows. Raises FileBusyError where another process
    writes the file.
    """
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(part, os.O_RDWR | os.O_CREAT, mode)
    try:
        if not _is_ours(lock, part):
            raise FileBusyError(
                f"{path} is being written by another process: wait for its end, or name another file"
            )
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)
    finally:
        os.close(lock)


def _is_ours(lock: int, part: Path) -> bool:
    """The lock is had, and on the file that has the name still: its writer may have moved it meanwhile."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(lock), part.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
