"""Write a file that several users may edit: one change at a time, and each completely or not at all.

Its folder may belong to an untrusted user, and the writer may be root. So ownership is never changed by path,
which may point elsewhere by then, but only of open files that were created here.
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
    """Within the block no other process edits the file, else one of two changes would be lost.

    Raises FeedsFileError if the lock cannot be had in time, or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder, lock = path.parent.stat(), path.with_name(f".{path.name}.lock")
        writers = folder.st_mode & 0o022  # users who may replace the file may also lock it
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
    """Replace the file atomically; `mode` is for a new file. Raises FeedsFileError."""
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
    """Keep the text before a change, if possible; readable only by its writer, since it may have secrets."""
    forget_before(path)
    with suppress(FeedsFileError):
        replace_whole(_before(path), text, mode=0o600)


def text_before(path: Path) -> str | None:
    """The text that was kept; None if there is none, or it is another user's."""
    try:
        return _before(path).read_bytes().decode()
    except OSError:
        return None


def forget_before(path: Path) -> None:
    """Delete the text that was kept, since the file was changed again."""
    _before(path).unlink(missing_ok=True)


def _before(path: Path) -> Path:
    return path.with_name(f".{path.name}.before")


def _share_lock(lock: Path, folder: os.stat_result) -> None:
    """Give the lock to the owner and group of the folder, if it is an empty regular file with one name."""
    descriptor = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_size == 0:
            _own_as(folder, descriptor)
    finally:
        os.close(descriptor)


def _own_as(other: os.stat_result, descriptor: int) -> None:
    """Give an open file the owner (as root) or group of `other`, so that its other users can read it."""
    if os.geteuid() == 0:
        os.fchown(descriptor, other.st_uid, other.st_gid)
    elif os.fstat(descriptor).st_gid != other.st_gid:
        with suppress(PermissionError):  # the file's owner is another, or not in that group
            os.fchown(descriptor, -1, other.st_gid)
