"""A politeness family in, whether it may be asked now out: for all processes of an installation.

Shards, a run by hand beside a scheduled one and the walk for pages are processes of their own, and a redirect
may lead any of them to any family. A family's place in one file is locked while it is asked, and holds when
that ended; a killed process's locks go with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_log = logging.getLogger(__name__)

_PLACES = 2**17  # of 8 bytes; two families in one place wait for each other, which harms nobody
_ENDED = struct.Struct("d")  # by the monotonic clock, which the processes of a machine have in common
_LOOK_AGAIN = 0.1  # seconds, while another has the family


class SharedTurns:
    """One a file and process: POSIX drops a process's locks once it closes the file anywhere.

    `enter`, ask, `leave`. Without a file (None, or one that cannot be had) everybody may ask.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = None if file is None else _opened(file)
        self._ours: set[int] = set()  # a process's own lock keeps none of its threads out
        self._changed = threading.Lock()

    def enter(self, family: str, pause: float) -> float:
        """0: it is ours until `leave`. Else the seconds after which to try again.

        `pause`: seconds that must have passed since anybody asked it.
        """
        if self._file is None:
            return 0.0
        at = _place(family)
        with self._changed:
            if at in self._ours:
                return _LOOK_AGAIN
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, _ENDED.size, at)
            except (BlockingIOError, PermissionError):  # which of them, POSIX leaves open
                return _LOOK_AGAIN
            left = self._ended(at) + pause - time.monotonic()
            if 0 < left <= pause:  # more: the machine has been started since
                fcntl.lockf(self._file, fcntl.LOCK_UN, _ENDED.size, at)
                return left
            self._ours.add(at)
            return 0.0

    def leave(self, family: str, *, asked: bool) -> None:
        """`asked`: a request was really made, so a pause is due."""
        if self._file is None:
            return
        at = _place(family)
        with self._changed:
            if asked:
                os.pwrite(self._file, _ENDED.pack(time.monotonic()), at)
            fcntl.lockf(self._file, fcntl.LOCK_UN, _ENDED.size, at)
            self._ours.discard(at)

    @contextmanager
    def turn(
        self, family: str, pause: float, sleep: Callable[[float], object] = time.sleep
    ) -> Iterator[None]:
        """Wait for the family, ask it in the body. For one that asks a single family at a time."""
        while (wait := self.enter(family, pause)) > 0:
            sleep(wait)
        try:
            yield
        finally:
            self.leave(family, asked=True)

    def _ended(self, at: int) -> float:
        raw = os.pread(self._file or 0, _ENDED.size, at)
        return float(_ENDED.unpack(raw)[0]) if len(raw) == _ENDED.size else float("-inf")


shared_turns = cache(SharedTurns)


def _opened(file: Path) -> int | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        _log.warning("other processes' requests are not waited for: %s", error)
        return None


def _place(family: str) -> int:
    digest = hashlib.blake2b(family.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _PLACES * _ENDED.size
