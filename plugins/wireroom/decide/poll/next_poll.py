"""Decide when the next poll is due, with jitter so that feeds do not all come at the same time.

How long to wait after a healthy poll is decided by `poll_interval`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wireroom.common.duration import write_duration as in_words
from wireroom.decide.poll.poll_interval import Wait
from wireroom.models import Outcome

LONGEST_RETRY_AFTER = timedelta(days=7)  # 317,100 s has been seen; so have years
CALM_JITTER = 0.1  # share of the wait, either way
FAILED_JITTER = 0.5  # feeds that fail together must not come back together (commafeed#2181)

# Linear backoff: exponential was "too extreme" (Media Cloud). No feed is given up: dead ones have come back,
# and YouTube's answer 404 for hours on most days (NetNewsWire#5212).
LONGEST = timedelta(hours=24)
AGAIN_IN_FULL = timedelta(minutes=5)  # after a truncated body
_GONE = (timedelta(days=1), timedelta(days=7), timedelta(days=30))  # after 410, by failures in a row
_WEIGHTS = {
    Outcome.RATE_LIMITED: 2,
    Outcome.BOT_WALL: 2,
    Outcome.PAYMENT_REQUIRED: 12,
    Outcome.FORBIDDEN: 2,  # some say 403 for 429 (FreshRSS#8928)
    Outcome.BLOCKED_ADDRESS: 6,
    Outcome.BAD_URL: 12,
    Outcome.TOO_LARGE: 6,
    Outcome.TOO_SLOW: 6,
    Outcome.DECOMPRESSION_BOMB: 12,
}
_PASSING = frozenset(  # temporary failures, by which no server has told us to stay away
    {
        Outcome.UNREACHABLE_HOST,
        Outcome.CONNECTION_FAILED,
        Outcome.TLS_FAILED,
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
    }
)
_PASSES_WITHIN = 12  # failures in a row; if there are more, it is treated as an outage

# The longest wait that a Retry-After imposes on other feeds of the host. A tenant of a shared host, or one
# broken route of a bridge, may say 99999999 s for itself alone (FreshRSS#7870).
LONGEST_FOR_OTHERS = timedelta(minutes=15)


def next_poll(
    wait: timedelta,
    *,
    retry_after: timedelta | None,
    failed: bool,
    at_least: timedelta,
    now: datetime,
    random: Callable[[], float],
) -> datetime:
    """The time of the next poll: after `wait` with jitter, but not before `retry_after` and `at_least`.

    `random` gives 0 ≤ x < 1. Jitter never shortens what the server asked for.
    """
    swing = FAILED_JITTER if failed else CALM_JITTER
    jittered = wait * (1 + swing * (2 * random() - 1))
    asked = min(retry_after or timedelta(), LONGEST_RETRY_AFTER)
    return now + max(jittered, at_least, asked * (1 + CALM_JITTER * random()))


def reason_of(wait: Wait, retry_after: timedelta | None) -> str:
    """Why the next poll is then: the reason of `wait`, unless the server asked us to wait longer."""
    if retry_after is None or retry_after <= wait.wait:
        return wait.reason
    return f"its server asked us to wait (Retry-After): {in_words(min(retry_after, LONGEST_RETRY_AFTER))}"


def after_failure(
    outcome: Outcome, failures: int, interval: timedelta, longest: timedelta | None = None
) -> Wait:
    """How long to wait after `failures` (1 or more) in a row; `interval` is the feed's usual one.

    The wait grows to a day at most, or to `interval` if that is longer. After 410 Gone it is a day, a week,
    then a month; after a truncated body a few minutes, growing up to `interval`. After a temporary failure it
    is at most `longest` (or `interval`), after which entries may have left the document.
    """
    wait = _stay_away(outcome, failures, interval)
    if longest is not None and outcome in _PASSING and failures <= _PASSES_WITHIN:
        wait = min(wait, max(longest, interval))
    return Wait(wait, interval, _reason(outcome, failures, wait))


def _stay_away(outcome: Outcome, failures: int, interval: timedelta) -> timedelta:
    if outcome is Outcome.TRUNCATED:  # soon, since the rest is missing
        return min(interval, AGAIN_IN_FULL * failures)
    if outcome is Outcome.GONE:
        return _GONE[min(failures, len(_GONE)) - 1]
    return max(interval, min(interval * failures * _WEIGHTS.get(outcome, 1), LONGEST))


def _reason(outcome: Outcome, failures: int, wait: timedelta) -> str:
    if outcome is Outcome.TRUNCATED:
        return f"its answer broke off: asked again in full in {in_words(wait)}"
    in_a_row = "its last poll failed" if failures == 1 else f"{failures} polls in a row have failed"
    if outcome is Outcome.GONE:
        return f"{in_a_row}, as gone for good: looked for again in {in_words(wait)}"
    later = "longer if that goes on, a day at most" if wait < LONGEST else "no oftener while that goes on"
    return f"{in_a_row}: {in_words(wait)}, {later}"


def after_deferral(retry_after: timedelta | None, interval: timedelta) -> Wait:
    """How long to wait because another feed of the host was told to: as long, but a few minutes at most.

    Never longer than `interval`, the feed's usual one. One request every few minutes is no burden on a
    service that limits us, and shows when it no longer does.
    """
    told = LONGEST_FOR_OTHERS if retry_after is None else min(retry_after, LONGEST_FOR_OTHERS)
    wait = min(told, interval)
    return Wait(wait, interval, f"put off for the sake of others of its host: {in_words(wait)}")
