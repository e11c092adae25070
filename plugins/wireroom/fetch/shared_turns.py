"""Take turns at asking a politeness family, among all processes of an installation and their threads.

Shards, manual runs beside scheduled ones, and the fetching of pages are separate processes, and a redirect
may lead any of them to any family. A file for the family is locked while it is asked, and its modification
time records when that ended; the locks of a killed process vanish with it. A process that waits too long
gives up, and never asks without a turn. If such files cannot be created, processes do not wait.

While waiting for a turn, hold no lock and no other turn: two could wait for each other for ever.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wireroom.settings import Settings

_log = logging.getLogger(__name__)
_warned: set[str] = set()
_warning = threading.Lock()

_FILES = 2**16  # empty files; families that share one wait for each other
_LOOK_AGAIN = 0.1  # seconds between attempts while another process has the family
_TURNS = 2  # longest possible requests that are waited for before giving up
ASKED_BY_ANOTHER = (
    "not asked: another process asks its host just now, or time ran out; try again in some minutes"
)


class Turn:
    """The exclusive right to ask a family, until `leave`."""

    def __init__(self, lock: int | None) -> None:
        self._lock = lock  # None: turns are not shared

    def leave(self, *, asked: bool) -> None:
        """Release the turn. `asked`: a request was made, so a pause is due."""
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        try:
            if asked:  # by the monotonic clock, which the processes of a machine have in common
                ended = time.monotonic_ns()
                os.utime(lock, ns=(ended, ended))
        except OSError as error:
            _warn(str(error.strerror))
        finally:
            _unlock(lock)


def take_turn(settings: Settings, family: str, pause: float) -> Turn | float:
    """The family's turn, or the seconds after which to try again. Does not wait or raise.

    `pause`: seconds that must have passed since any process asked it.
    """
    if settings.turns_folder is None:
        return Turn(None)
    lock = None
    try:
        lock = _opened(turn_file(settings.turns_folder, family))
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        left = os.fstat(lock).st_mtime_ns / 1e9 + pause - time.monotonic()
    except BlockingIOError:
        left = pause = _LOOK_AGAIN
    except FileNotFoundError:  # no home, so no other process runs
        return Turn(None)
    except OSError as error:
        _warn(f"{settings.turns_folder}: {error.strerror}")
        if lock is not None:
            _unlock(lock)
        return Turn(None)
    if 0 < left <= pause:  # if more: the file is new, or the machine was restarted since
        _unlock(lock)
        return left
    return Turn(lock)


@contextmanager
def turn_of(
    settings: Settings,
    family: str,
    pause: float,
    *,
    until: float = math.inf,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[bool]:
    """`with turn_of(…) as is_ours`: wait for the family's turn; if False, it must not be asked now.

    `pause`: seconds since the family was last asked. Gives up if the turn does not come before `until` (by
    the monotonic clock) or within `patience`, or if `sleep` returns a true value, which means to stop.
    """
    until = min(until, time.monotonic() + patience(settings))
    while isinstance(turn := take_turn(settings, family, pause), float):
        if time.monotonic() + turn > until or sleep(turn):
            yield False
            return
    try:
        yield True
    finally:
        turn.leave(asked=True)


def patience(settings: Settings) -> float:
    """Seconds to wait for a turn; a process that has it for longer hangs or was suspended."""
    return _TURNS * settings.limits.total_timeout + settings.family_pause


def turn_file(folder: Path, family: str) -> Path:
    """The file that is locked for a turn of `family`."""
    digest = hashlib.blake2b(family.encode("utf-8", "replace"), digest_size=8).digest()
    return folder / f"{int.from_bytes(digest, 'big') % _FILES:04x}"


def _opened(file: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(file, flags, 0o666)
    except FileNotFoundError:
        with suppress(FileExistsError):
            file.parent.mkdir()  # not the home: `make up` makes that
        return os.open(file, flags, 0o666)


def _unlock(lock: int | None) -> None:
    if lock is not None:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_UN)  # closing is not enough if a forked child has it too
        os.close(lock)


def _warn(words: str) -> None:
    """Log a warning, but each only once."""
    with _warning:
        if words not in _warned:
            _warned.add(words)
            _log.warning("processes may ask one family at once: %s", words)
