"""Run a job in several threads and take their results as they come; few results wait in memory."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class WorkerThreads(Generic[T]):
    """`number` threads that run `job` once each, and the queue through which `take` gets their results.

    The queue holds `most_waiting` results: a thread that hands over one more waits until one is taken.
    Whoever has called `start` sets `stopped` in the end, also where `start` failed.
    """

    def __init__(
        self, job: Callable[[WorkerThreads[T]], None], *, name: str, number: int, most_waiting: int
    ) -> None:
        self._job = job
        self._results: queue.Queue[T | BaseException | None] = queue.Queue(most_waiting)
        self._names = [f"{name}-{each}" for each in range(number)]
        self._working = number
        self.stopped = threading.Event()  # nobody takes results any more

    def start(self) -> None:
        """Raises RuntimeError where the machine has no threads left; those that were started are at work."""
        for name in self._names:
            threading.Thread(target=self._run, name=name, daemon=True).start()

    def take(self) -> T | None:
        """The next result; None when all threads have ended. Raises what a job raised."""
        while self._working:
            result = self._results.get()
            if isinstance(result, BaseException):
                raise result
            if result is not None:
                return result
            self._working -= 1
        return None

    def hand_over(self, result: T) -> None:
        """Called by jobs: queue a result, or drop it if nobody takes results any more."""
        self._put(result)

    def _run(self) -> None:
        try:
            self._job(self)
        except BaseException as error:  # a bug: it is raised in the caller
            self._put(error)
        finally:
            self._put(None)

    def _put(self, result: T | BaseException | None) -> None:
        while not self.stopped.is_set():
            try:
                self._results.put(result, timeout=0.5)
            except queue.Full:
                continue
            return
