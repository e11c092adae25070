"""This process: a name that tells whether it still runs, SIGTERM as an exception, freed memory given back."""

from __future__ import annotations

import ctypes
import functools
import gc
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_EXIT_CODE = 128 + signal.SIGTERM

_M_MMAP_THRESHOLD = -3  # mallopt(3)
_LARGE = 1024 * 1024  # bytes


def this_process() -> str:
    """`host/number` of this process."""
    return f"{socket.gethostname()}/{os.getpid()}"


def has_ended(process: str) -> bool:
    """`process` ran on this machine and does so no more; False where that cannot be known from here."""
    host, _, number = process.rpartition("/")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # somebody else's, so it runs
        pass
    return False


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Within the block SIGTERM raises SystemExit, so that what is open is brought to its end.

    Python would die at once; Airflow would tell the operator and let the task run on until it is killed.
    Does nothing outside the main thread, where signals cannot be handled.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(_EXIT_CODE)


def give_back_memory() -> None:
    """What was freed in small pieces too, now: glibc keeps the pages of a tree of 16 MB of text, about 50 MB.

    Cycles first: lxml's parsers are some, and hold what they have read twice over.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@functools.cache
def give_back_large_blocks() -> bool:
    """True if it is so from now on: glibc only; other allocators do it by themselves or cannot be told.

    glibc keeps what was freed for the next block of its size, in each thread's own arena: after a few feeds
    of 31 MB a shard held 390 MB and needed 155.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_MMAP_THRESHOLD, _LARGE))
