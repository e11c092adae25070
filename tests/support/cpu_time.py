"""CPU time that work takes and how it grows with its size, measured so that a busy machine adds nothing."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Callable

CLEARLY_LINEAR = 1.1  # to hide 1.8 behind it, one measure of a part must be four times too high
STEEPEST = 1.4  # exponent of the growth: midway between linear, 1, and what is as good as quadratic, 1.8
QUICK = 0.01  # seconds of CPU time for the whole: so little may be quadratic, 1 MB takes no harm
UNTIMED = "WIREROOM_UNTIMED"  # in the environment (`make mutants`): work is done, its time is nought
PARTS = 8  # that the whole is compared with, each an eighth of its size
HALF = PARTS // 2
ROUNDS = 2, 10  # at least, so that one bad measure of the parts hides nothing; at most, while it looks steep
PAUSE = 0.2  # seconds before the second round, and longer before each: what a host takes away comes in bursts


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


def exponent(whole: float, parts: float, number: int = PARTS) -> float:
    """Of the power of the size that the time grows with: 1 where the whole takes as long as its parts."""
    return 1 + math.log(max(whole, 1e-5) / max(parts, 1e-5), number)


def growth(work: Callable[[int], Callable[[], object]], largest: int) -> float:
    """Exponent that the time of `work(size)()` grows with; 0 where the largest takes no time to speak of.

    The largest is compared with eight of an eighth, one after the other: linear work takes as long for both,
    so that neighbours on the machine find both as often. Of each side the least counts, taken in turns.

    Slow work, which most of the time went to, shows on half the size that it is linear: below CLEARLY_LINEAR
    there, less that is quadratic hides behind the rest than below STEEPEST on the whole.
    """
    whole, part = work(largest), work(largest // PARTS)
    eighth = cpu_seconds(part, times=1)
    if eighth * PARTS > 2 * QUICK:
        half = cpu_seconds(work(largest // 2), times=1)
        if exponent(half, HALF * eighth, HALF) <= CLEARLY_LINEAR:
            return 1.0

    def parts() -> list[object]:
        return [part() for _ in range(PARTS)]  # held, as the whole is: fresh memory costs more than used

    most, least = cpu_seconds(whole, times=1), math.inf
    if most > QUICK and (
        exponent(most, PARTS * eighth) <= CLEARLY_LINEAR
        or exponent(most, PARTS * cpu_seconds(part)) <= STEEPEST
    ):
        return 1.0  # most work is, and is not measured at length
    fewest, rounds = ROUNDS
    for tried in range(rounds):
        if most <= QUICK or (tried >= fewest and exponent(most, least) <= STEEPEST):
            break
        time.sleep(PAUSE * tried)
        most, least = min(most, cpu_seconds(whole, times=1)), min(least, cpu_seconds(parts, times=1))
    return exponent(most, least) if most > QUICK else 0.0
