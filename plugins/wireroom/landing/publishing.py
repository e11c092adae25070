"""A URI in, a file that appears there whole or not at all out."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from upath import UPath

_LEFT_BEHIND = 24 * 3600.0  # seconds; a temporary file this old belongs to no living process


class Publication:
    """Write to `file`, then `publish` or `discard`; nothing is seen at the URI before.

    On a local file system: a hidden file beside the target, synced and renamed. Elsewhere: a local
    temporary file, put as one object, which object stores show only when it is complete.
    """

    def __init__(self, uri: str) -> None:
        self._target = UPath(uri)
        self._local = Path(self._target.path) if self._target.protocol in {"", "file", "local"} else None
        folder = None
        if self._local is not None:
            folder = self._local.parent
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(self._local)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{self._target.name}.", suffix=".part")
        self._temporary = Path(name)
        self.file: IO[bytes] = os.fdopen(descriptor, "wb")

    def publish(self) -> None:
        """Make the file appear. Raises OSError, having left nothing behind."""
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            if self._local is None:
                self._put()
            else:
                self._temporary.chmod(0o644)  # a temporary file is private; landed bytes are for all tools
                self._temporary.replace(self._local)
                _sync_folder(self._local.parent)
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):  # a full disk fails here too, when the last bytes are flushed
            self.file.close()
        self._temporary.unlink(missing_ok=True)

    def _put(self) -> None:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._target.fs.put_file(str(self._temporary), self._target.path)


def _sweep(target: Path) -> None:
    """Remove what a killed process left beside its target."""
    for path in target.parent.glob(f".{target.name}.*.part"):
        with suppress(OSError):  # another writer may be sweeping too
            if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
