"""A politeness family in, its turn out: for all processes of an installation, and all their threads.

Shards, a run by hand beside a scheduled one and the walk for pages are processes of their own, and a redirect
may lead any of them to any family. A family's file is locked while it is asked, and holds when that ended; a
killed process's locks go with it. A courtesy with a limit: who waits too long goes without an answer, never
on without a turn. Where such files cannot be had, processes do not wait for one another.

Who waits for a turn must hold no lock and no other turn: else two could wait for each other for ever.
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

_FILES = 2**16  # empty ones; two families of one file wait for each other as if they were one
_LOOK_AGAIN = 0.1  # seconds, while another has the family
_TURNS = 2  # that take as long as a request may: who has not had its own by then gives up
ASKED_BY_ANOTHER = (
    "not asked: another process asks its host just now, or time ran out; try again in some minutes"
)


class Turn:
    """A family that is ours until `leave`."""

    def __init__(self, lock: int | None) -> None:
        self._lock = lock  # None: there are no others to keep out

    def leave(self, *, asked: bool) -> None:
        """`asked`: a request was really made, so a pause is due."""
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
    """The family's turn, or the seconds after which to try again. Never waits, never raises.

    `pause`: seconds that must have passed since anybody asked it.
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
    except FileNotFoundError:  # no home: nothing runs that could ask too
        return Turn(None)
    except OSError as error:
        _warn(f"{settings.turns_folder}: {error.strerror}")
        if lock is not None:
            _unlock(lock)
        return Turn(None)
    if 0 < left <= pause:  # more: the file is new, or the machine has been started since
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
    """`with turn_of(…) as is_ours`: wait for the family, ask it in the body; False: it must not be asked now.

    `pause` in seconds since the family was asked last. Given up where the turn does not come before `until`
    (by the monotonic clock) or `patience`, or `sleep` says true: whoever waits is to stop.
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
    """Seconds to wait for a turn: whoever has it longer hangs, or was stopped."""
    return _TURNS * settings.limits.total_timeout + settings.family_pause


def turn_file(folder: Path, family: str) -> Path:
    """By whose lock the turn is had."""
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
            fcntl.flock(lock, fcntl.LOCK_UN)  # closing is not enough where a child of a fork has it too
        os.close(lock)


def _warn(words: str) -> None:
    """Once."""
    with _warning:
        if words not in _warned:
            _warned.add(words)
            _log.warning("processes may ask one family at once: %s", words)
