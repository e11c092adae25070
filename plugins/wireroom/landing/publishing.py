"""Write a file so that it appears at its URI complete or not at all."""

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
    """Write to `file`, then `publish` or `discard`; before that, nothing appears at the URI.

    On a local file system the part is a hidden file beside the target, which is synced and renamed.
    Elsewhere it is a local temporary file that is uploaded as one object, which object stores show only
    when it is complete. The part is locked (flock) as long as its writer lives: whoever gets the lock knows
    that the writer is gone.
    """

    def __init__(self, uri: str) -> None:
        self._target = UPath(uri)
        descriptor, name = _make_part(self._target)
        self.part = Path(name)
        self._lock = os.dup(descriptor)  # outlives `file`, which `cut` opens anew
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.file: IO[bytes] = os.fdopen(descriptor, "wb")

    def cut(self, length: int) -> None:
        """Cut the part off after `length` bytes, which removes an incomplete write."""
        with suppress(OSError):  # a full disk fails here too, when the last bytes are flushed
            self.file.close()
        os.truncate(self.part, length)
        self.file = self.part.open("ab")

    def publish(self) -> None:
        """Make the file appear. Raises OSError; the part is then left for `salvage`."""
        try:
            self.file.flush()
            self.file.close()
            publish_part(self.part, self._target)
        finally:
            self._close()

    def discard(self) -> None:
        """Remove the part."""
        self._close()
        unlink_part(self.part)

    def _close(self) -> None:
        with suppress(OSError):
            self.file.close()
        with suppress(OSError):  # closed before
            os.close(self._lock)
        self._lock = -1


def publish_part(part: Path, target: UPath) -> None:
    """Move a finished part to its target. Raises OSError; the part is then left."""
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
    """Whether it is on a file system of this machine."""
    return target.protocol in {"", "file", "local"}


def parts_root(root: UPath) -> Path:
    """The folder for the parts of files below `root`: `root` if it is local, else a temporary folder."""
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
    """Remove a part, and folders of the temporary folder that are empty then."""
    part.unlink(missing_ok=True)
    staging = _staging()
    if staging not in part.parents:
        return
    with suppress(OSError):  # not empty: there is another part
        for folder in part.parents:
            folder.rmdir()
            if folder == staging:
                return


def _make_folder(folder: Path) -> None:
    """Create a folder and its missing parents, accessible to the owner and the group."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o750, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    """Sync a folder, without which a rename in it is not on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
