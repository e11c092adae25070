"""Large bodies in, one at a time out: between the socket and whoever takes it there is room for one.

Fourteen feeds of 31 MB, eight read at once and more waiting to be landed, cost 660 MB. Feeds are small: the
rare large ones can wait for each other, and none of the small ones for them.
"""

from __future__ import annotations

import threading
import time

LARGE = 2 * 1024 * 1024  # bytes, unpacked; up to here a body needs no room


class LargeBodies:
    """Shared by the threads of a run: `enter` before a body grows past LARGE, `leave` when it is landed."""

    def __init__(self) -> None:
        self._free = threading.Semaphore(1)
        self._is_over = False

    def enter(self) -> float:
        """Wait for the room; the seconds it took. At once where the run is over: nobody takes a body then."""
        began = time.monotonic()
        while not self._is_over and not self._free.acquire(timeout=0.5):
            pass
        return time.monotonic() - began

    def leave(self) -> None:
        """The body is gone, or was given up."""
        self._free.release()

    def end(self) -> None:
        """Whoever takes the bodies has gone."""
        self._is_over = True
