"""How a poll failed, and how often in a row, in; how long to stay away out."""

from __future__ import annotations

from datetime import timedelta

from wireroom.models import Outcome

# Linear: exponential was "too extreme" (Media Cloud). Nothing here is for ever: feeds come back from
# what looks like death, and YouTube's answer 404 for hours on most days (NetNewsWire#5212).
_LONGEST = timedelta(hours=24)
AGAIN_IN_FULL = timedelta(minutes=5)  # after a body that was torn
_GONE = (timedelta(days=1), timedelta(days=7), timedelta(days=30))  # 410, by failures in a row
_WEIGHTS = {
    Outcome.RATE_LIMITED: 2,
    Outcome.FORBIDDEN: 2,  # some say 403 for 429 (FreshRSS#8928)
    Outcome.BLOCKED_ADDRESS: 6,
    Outcome.BAD_URL: 12,
    Outcome.TOO_LARGE: 6,
    Outcome.TOO_SLOW: 6,
    Outcome.DECOMPRESSION_BOMB: 12,
}


_PASSING = frozenset(  # nobody has told us to stay away
    {
        Outcome.UNREACHABLE_HOST,
        Outcome.CONNECTION_FAILED,
        Outcome.TLS_FAILED,
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
    }
)
_PASSES_WITHIN = 12  # failures; one that lasts longer is an outage, with losses of its own


def back_off(
    outcome: Outcome, failures: int, interval: timedelta, longest: timedelta | None = None
) -> timedelta:
    """Give the wait after `failures` (1 or more) in a row; `interval` is the feed's usual one.

    At most a day, but after 410 Gone: then a day, a week, a month. After a torn body soon, then step by
    step up to the usual interval. A trouble that may pass is waited for no longer than `longest`, in which
    an entry may leave the document.
    """
    wait = _stay_away(outcome, failures, interval)
    if longest is not None and outcome in _PASSING and failures <= _PASSES_WITHIN:
        return min(wait, max(longest, interval))
    return wait


def _stay_away(outcome: Outcome, failures: int, interval: timedelta) -> timedelta:
    if outcome is Outcome.TRUNCATED:  # the rest is missing now; a server that always does so costs no more
        return min(interval, AGAIN_IN_FULL * failures)
    if outcome is Outcome.GONE:
        return _GONE[min(failures, len(_GONE)) - 1]
    return max(interval, min(interval * failures * _WEIGHTS.get(outcome, 1), _LONGEST))
