"""Decide how many of a feed's article pages to fetch, from the outcomes of its earlier pages.

full_text: never ──────────────────────────────────────▶ none
always ────────────────────────────────────────────────▶ all
auto, fewer than TRIAL pages judged ───────────────────▶ as many as are missing
      at least half of the last ones gave more text ───▶ all
      otherwise ───────────────────────────────────────▶ none, but RETRIED pages once in AGAIN: sites change

`next_try` says when to ask again for a page that could not be fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from wireroom.models import Outcome, PageOutcome

ALL: Final = 1_000_000
TRIAL: Final = 3  # pages that are fetched to see whether a feed's pages have more text
REMEMBERED: Final = 6  # last pages that are considered
RETRIED: Final = 2
AGAIN: Final = timedelta(days=7)
JUDGED: Final = frozenset(
    {
        *(PageOutcome.FULL_TEXT, PageOutcome.NO_GAIN, PageOutcome.PAYWALL, PageOutcome.CONSENT_WALL),
        *(PageOutcome.BOT_WALL, PageOutcome.SOFT_404, PageOutcome.REDIRECTED_HOME, PageOutcome.NO_TEXT),
        *(PageOutcome.NOT_A_PAGE, PageOutcome.TOO_SLOW, PageOutcome.FAILED),
    }
) | {Outcome.DISALLOWED, Outcome.FORBIDDEN, Outcome.BOT_WALL, Outcome.PAYMENT_REQUIRED}
"""Outcomes that say something about a feed's pages in general; network failures and live blogs do not."""

UNHAD = frozenset(
    {
        *(Outcome.TIMED_OUT, Outcome.CONNECTION_FAILED, Outcome.UNREACHABLE_HOST, Outcome.TLS_FAILED),
        *(Outcome.SERVER_ERROR, Outcome.RATE_LIMITED, Outcome.TRUNCATED),
    }
)
"""Temporary failures, after which a page is asked for again."""
_TRIES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


def page_quota(
    full_text: str,
    outcomes: Sequence[str],
    *,
    judged_at: datetime | None,
    unjudged: int = 0,
    now: datetime,
) -> int:
    """The number of the feed's newest articles to fetch pages for; `outcomes` in JUDGED, the latest first.

    `unjudged` is the number of recent pages that are in progress or could not be fetched; they count towards
    the trial. `judged_at` is the time of the last judged page.
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
    """When to ask again for a page with this `outcome`, after `tries` attempts; None: never automatically.

    `wait` is how long the server asked us to wait at least.
    """
    if outcome not in UNHAD or tries > len(_TRIES):
        return None
    return now + max(_TRIES[max(tries, 1) - 1], wait or timedelta())
