"""A URI in, a file that appears there whole or not at all out."""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from upath import UPath

SUFFIX = ".part"
_TRIES = 3


class Publication:
    """Write to `file`, then `publish` or `discard`; nothing is seen at the URI before.

    On a local file system: a hidden file beside the target, synced and renamed. Elsewhere: a local
    temporary file, under the target's path, put as one object, which object stores show only when it is
    complete. The part is locked (flock) as long as its writer lives: whoever gets the lock knows that
    the writer is gone.
    """

    def __init__(self, uri: str) -> None:
        self._target = UPath(uri)
        descriptor, name = _make_part(self._target)
        self.part = Path(name)
        self._lock = os.dup(descriptor)  # outlives `file`, which `cut` opens anew
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.file: IO[bytes] = os.fdopen(descriptor, "wb")

    def cut(self, length: int) -> None:
        """Forget what came after `length` bytes: a write that ended midway."""
        with suppress(OSError):  # a full disk fails here too, when the last bytes are flushed
            self.file.close()
        os.truncate(self.part, length)
        self.file = self.part.open("ab")

    def publish(self) -> None:
        """Make the file appear. Raises OSError; the part then stays, for `salvage`."""
        try:
            self.file.flush()
            self.file.close()
            publish_part(self.part, self._target)
        finally:
            self._close()

    def discard(self) -> None:
        """Leave nothing behind."""
        self._close()
        unlink_part(self.part)

    def _close(self) -> None:
        with suppress(OSError):
            self.file.close()
        with suppress(OSError):  # closed before
            os.close(self._lock)
        self._lock = -1


def publish_part(part: Path, target: UPath) -> None:
    """Move a finished part to where it belongs. Raises OSError; the part then stays."""
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_local(target):
        local = Path(target.path)
        _make_folder(local.parent)
        part.chmod(0o640)  # not for all: paid and private feeds are landed too
        part.replace(local)
        _sync_folder(local.parent)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.fs.put_file(str(part), target.path)
        unlink_part(part)


def is_local(target: UPath) -> bool:
    """It lies on a file system of this machine."""
    return target.protocol in {"", "file", "local"}


def parts_root(root: UPath) -> Path:
    """Where the parts of files below `root` lie, each under its file's path: `root`, or on this machine."""
    if is_local(root):
        return Path(root.path)
    return _staging() / root.protocol / root.path.strip("/")


def _staging() -> Path:
    return Path(tempfile.gettempdir()) / f"wireroom-landing-{os.getuid()}"


def _make_part(target: UPath) -> tuple[int, str]:
    folder = parts_root(target).parent
    for _ in range(_TRIES):
        _make_folder(folder)
        with suppress(FileNotFoundError):  # another writer was just leaving it
            return tempfile.mkstemp(dir=folder, prefix=f".{target.name}.", suffix=SUFFIX)
    return tempfile.mkstemp(dir=folder, prefix=f".{target.name}.", suffix=SUFFIX)


def unlink_part(part: Path) -> None:
    """Remove a part, and the folders of this machine that held only it; beside a target they stay."""
    part.unlink(missing_ok=True)
    staging = _staging()
    if staging not in part.parents:
        return
    with suppress(OSError):  # another part lies there
        for folder in part.parents:
            folder.rmdir()
            if folder == staging:
                return


def _make_folder(folder: Path) -> None:
    """With those above it that are missing, for the owner and the group."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o750, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
