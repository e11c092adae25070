"""Write a file as a part beside it by one process at a time, which replaces the file at the end."""

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
    with locked_part(path, mode=mode) as (part, _):
        yield part


@contextmanager
def locked_part(path: Path, *, mode: int = 0o666) -> Iterator[tuple[Path, int]]:
    """As `file_part`, with the descriptor that locks it: for a program that writes it and may outlive us.

    Raises FileBusyError where another process writes the file.
    """
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = _locked(part, mode)
    if lock is None:
        raise FileBusyError(
            f"{path} is being written by another process: wait for its end, or name another file"
        )
    try:
        yield part, lock
    finally:
        if _has_the_name(lock, part):  # once it was moved, the name is free for another process's
            part.unlink()
        os.close(lock)


def _locked(part: Path, mode: int) -> int | None:
    """A new file of that name, locked; None: another process has it.

    Never what a killed process left: a program that it had started may still write there.
    """
    while True:
        lock = os.open(part, os.O_RDWR | os.O_CREAT, mode)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        if _has_the_name(lock, part):  # its writer may have moved it meanwhile
            if not os.fstat(lock).st_size:
                return lock
            part.unlink()
        os.close(lock)


def _has_the_name(lock: int, part: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), part.stat())
    except FileNotFoundError:
        return False
