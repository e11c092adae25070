"""A file that several may write in, one change at a time and each of them whole out.

Its folder may belong to somebody who is not trusted, and the writer may be root. So nothing is given to
anybody by its path, which can lead elsewhere by then: only what is open, and was made here.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from wireroom.errors import FeedsFileError

_PATIENCE = 30  # seconds; an edit takes a tenth of one


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Whoever else edits the file waits: it is read and written anew, and one change of two would be lost.

    Raises FeedsFileError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder, lock = path.parent.stat(), path.with_name(f".{path.name}.lock")
        writers = folder.st_mode & 0o022  # who may replace the file there may lock it
        with FileLock(lock, timeout=_PATIENCE, mode=0o600 | writers | writers << 1):
            _share_lock(lock, folder)
            yield
    except Timeout as error:
        raise FeedsFileError(
            f"somebody else has been editing it for {_PATIENCE} seconds: try again", path=str(path)
        ) from error
    except OSError as error:
        raise FeedsFileError(f"cannot be written: {error.strerror}", path=str(path)) from error


def replace_whole(path: Path, text: str, *, mode: int) -> None:
    """Whole or not at all; `mode` is that of a new file. Raises FeedsFileError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat() if path.exists() else None
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            _own_as(before or path.parent.stat(), descriptor)
            os.fchmod(descriptor, before.st_mode & 0o777 if before else mode)
        Path(temporary).replace(path)
    except OSError as error:
        raise FeedsFileError(f"cannot be written: {error.strerror}", path=str(path)) from error


def keep_before(path: Path, text: str) -> None:
    """What it said until now, if there is room; for its writer alone, since a secret may stand in it."""
    forget_before(path)
    with suppress(FeedsFileError):
        replace_whole(_before(path), text, mode=0o600)


def text_before(path: Path) -> str | None:
    """What was kept; None: nothing, or another editor's."""
    try:
        return _before(path).read_bytes().decode()
    except OSError:
        return None


def forget_before(path: Path) -> None:
    """Another change makes it the past."""
    _before(path).unlink(missing_ok=True)


def _before(path: Path) -> Path:
    return path.with_name(f".{path.name}.before")


def _share_lock(lock: Path, folder: os.stat_result) -> None:
    """A lock is empty and has one name; whatever else lies in its place is left to whom it belongs."""
    descriptor = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_size == 0:
            _own_as(folder, descriptor)
    finally:
        os.close(descriptor)


def _own_as(other: os.stat_result, descriptor: int) -> None:
    """What root makes for a service, the service must be able to read; what one editor makes, the others."""
    if os.geteuid() == 0:
        os.fchown(descriptor, other.st_uid, other.st_gid)
    elif os.fstat(descriptor).st_gid != other.st_gid:
        with suppress(PermissionError):  # the file's owner is another, or not in that group
            os.fchown(descriptor, -1, other.st_gid)
