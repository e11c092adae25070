"""CPU time that work takes and how it grows with its size, measured so that a busy machine adds nothing."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Callable, Sequence

STEEPEST = 1.3  # exponent of the growth; 1 is linear, 2 quadratic
QUICK = 0.01  # seconds of CPU time for the largest: so little may be quadratic, 1 MB takes no harm
UNTIMED = "WIREROOM_UNTIMED"  # in the environment (`make mutants`): work is done, its time is nought
TRIES = 6  # a steep measure is made again: neighbours on the machine add to one, not to all
PAUSE = 0.2  # seconds before the second try, and longer before each: what a host takes away comes in bursts


def cpu_seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The least of several, without the garbage collector, whose passes come in leaps."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    gc.collect(1)  # what the last one left is young
    gc.disable()
    start = time.process_time()
    try:
        work()
    finally:
        taken = time.process_time() - start
        gc.enable()
    return 0.0 if UNTIMED in os.environ else taken


def exponent(sizes: Sequence[int], taken: Sequence[float]) -> float:
    """Of the power of the size that the time grows with: the slope between logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(each, 1e-5)) for each in taken]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def growth(work: Callable[[int], Callable[[], object]], largest: int) -> float:
    """Exponent that the time of `work(size)()` grows with; 0 where the largest takes no time to speak of.

    Fitted over four sizes, each twice the one before, where the ends alone look steep.
    """

    def seconds(size: int, times: int) -> float:
        return cpu_seconds(work(size), times=times)

    most = seconds(largest, 1)
    if most <= QUICK or exponent([largest // 8, largest], [seconds(largest // 8, 1), most]) <= STEEPEST:
        return 0.0
    sizes = [largest // 8, largest // 4, largest // 2, largest]
    found = math.inf
    for tried in range(TRIES):
        time.sleep(PAUSE * tried)
        taken = [seconds(size, 3) for size in sizes]
        if taken[-1] <= QUICK:
            return 0.0
        found = min(found, exponent(sizes, taken))
        if found <= STEEPEST:
            break
    return found
