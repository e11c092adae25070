"""How a feed's pages came out so far in, how many of them to ask for now out.

full_text: never ──────────────────────────────────────▶ none
always ────────────────────────────────────────────────▶ all
auto, fewer than TRIAL pages judged ───────────────────▶ what is missing to that
      at least half of the last ones gave more ────────▶ all
      otherwise: the feed gives its articles whole, or
      the pages do not give them ──────────────────────▶ none, but RETRIED once in AGAIN: sites change

and when to ask again for a page that could not be had.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from wireroom.models import Outcome, PageOutcome

ALL: Final = 1_000_000
TRIAL: Final = 3  # pages that show what a feed's pages are worth
REMEMBERED: Final = 6
RETRIED: Final = 2
AGAIN: Final = timedelta(days=7)
JUDGED: Final = frozenset(
    {
        *(PageOutcome.FULL_TEXT, PageOutcome.NO_GAIN, PageOutcome.PAYWALL, PageOutcome.CONSENT_WALL),
        *(PageOutcome.BOT_WALL, PageOutcome.SOFT_404, PageOutcome.REDIRECTED_HOME, PageOutcome.NO_TEXT),
        *(PageOutcome.NOT_A_PAGE, PageOutcome.TOO_SLOW, PageOutcome.FAILED),
    }
) | {Outcome.DISALLOWED, Outcome.FORBIDDEN, Outcome.BOT_WALL, Outcome.PAYMENT_REQUIRED}
"""Outcomes that say something of a feed's pages: the network's say nothing, nor does one live blog."""

UNHAD = frozenset(
    {
        *(Outcome.TIMED_OUT, Outcome.CONNECTION_FAILED, Outcome.UNREACHABLE_HOST, Outcome.TLS_FAILED),
        *(Outcome.SERVER_ERROR, Outcome.RATE_LIMITED, Outcome.TRUNCATED),
    }
)
"""Outcomes that pass by themselves."""
_TRIES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


def page_quota(
    full_text: str,
    outcomes: Sequence[str],
    *,
    judged_at: datetime | None,
    unjudged: int = 0,
    now: datetime,
) -> int:
    """How many of the feed's newest articles; `outcomes` of JUDGED, the latest first.

    `unjudged`: of late, under way or not to be had: they are the trial until it is known how they end.
    """
    if full_text == "never":
        return 0
    if full_text == "always":
        return ALL
    if len(outcomes) < TRIAL:
        return max(TRIAL - len(outcomes) - unjudged, 0)
    last = outcomes[:REMEMBERED]
    if 2 * sum(outcome == PageOutcome.FULL_TEXT for outcome in last) >= len(last):
        return ALL
    return RETRIED if judged_at is None or judged_at <= now - AGAIN else 0


def next_try(outcome: str, tries: int, *, now: datetime, wait: timedelta | None = None) -> datetime | None:
    """When a page that ended so is asked for again, after so many tries; None: not by itself."""
    if outcome not in UNHAD or tries > len(_TRIES):
        return None
    return now + max(_TRIES[max(tries, 1) - 1], wait or timedelta())
