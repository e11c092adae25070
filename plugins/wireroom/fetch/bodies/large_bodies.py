"""Allow only one large body at a time in memory, between the socket and the consumer.

Fourteen feeds of 31 MB, eight read at once and more waiting to be landed, cost 660 MB. Large feeds are rare
and can wait for each other; small ones never wait for them.
"""

from __future__ import annotations

import threading
import time

UNLIMITED_UP_TO = 2 * 1024 * 1024  # bytes, decoded; a body up to this size is not limited


class LargeBodies:
    """Shared by the threads of a run.

    `enter` before a body grows past UNLIMITED_UP_TO, `leave` when it is landed.
    """

    def __init__(self) -> None:
        self._free = threading.Semaphore(1)
        self._is_over = False

    def enter(self) -> float:
        """Wait until no other large body is held; the seconds waited. Returns soon after `end`."""
        began = time.monotonic()
        while not self._is_over and not self._free.acquire(timeout=0.5):
            pass
        return time.monotonic() - began

    def leave(self) -> None:
        """Release the place: the body was taken or discarded."""
        self._free.release()

    def end(self) -> None:
        """Stop limiting: nobody takes bodies any more."""
        self._is_over = True
