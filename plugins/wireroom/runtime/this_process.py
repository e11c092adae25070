"""This process: its name for others to see if it still runs, SIGTERM as an exception, freeing memory."""

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
    """`host/pid` of this process."""
    return f"{socket.gethostname()}/{os.getpid()}"


def has_ended(process: str) -> bool:
    """Whether `process` ran on this machine and has ended; False if that cannot be known here."""
    host, _, number = process.rpartition("/")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it runs, as another user
        pass
    return False


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Within the block SIGTERM raises SystemExit, so that open work is finished properly.

    By default Python would exit at once, and Airflow would only notify the operator and let the task run
    until it is killed. Does nothing outside the main thread, where signals cannot be handled.
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
    """Return freed memory to the system: glibc keeps the pages of a tree of 16 MB of text, about 50 MB.

    Reference cycles are collected first: lxml's parsers are such cycles, and hold what they read twice.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@functools.cache
def give_back_large_blocks() -> bool:
    """Make malloc return large freed blocks to the system; False if that cannot be set (not glibc).

    By default glibc keeps freed blocks for reuse, in an arena for each thread: after a few feeds of 31 MB a
    shard held 390 MB and needed 155.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_MMAP_THRESHOLD, _LARGE))
