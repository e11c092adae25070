"""Parse a day, or the first and last of a range, as somebody wrote them, or say what is wrong.

The one door for commands and DAGs: an impossible date is refused there in words, and no day gets in that
arithmetic with days would fall over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Final

from wireroom.errors import ConfigurationError

FIRST: Final = date(1600, 1, 1)  # older than the oldest newspaper
LAST: Final = date(2999, 12, 31)
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(text: str, *, what: str = "") -> date:
    """`2026-11-20` → that day; `what` names the option or param in the error.

    Raises ConfigurationError, which says what is wrong: another form (week dates and bare digits too), a day
    that no calendar has, or a year that no news is of.
    """
    of = f"{what}: " if what else ""
    if not _WRITTEN.fullmatch(text):
        raise ConfigurationError(f"{of}{text[:40]!r} is not a day of the form YYYY-MM-DD, like 2026-11-20")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ConfigurationError(f"{of}there is no day {text} in the calendar") from None
    if not FIRST <= day <= LAST:
        raise ConfigurationError(f"{of}{text} is no day of news: {FIRST} to {LAST} are taken")
    return day


def iso_instant(text: str) -> datetime | None:
    """An instant in ISO 8601, UTC unless it names a zone; a day is its midnight. None for anything else."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def midnight(day: date | None) -> datetime | None:
    """When a day begins, UTC; None stays None."""
    return datetime.combine(day, time.min, UTC) if day else None


def day_or_none(text: str | None, *, what: str = "") -> date | None:
    """Likewise of what may be left empty."""
    return day_of(text, what=what) if text else None


def in_order(since: date | None, until: date | None) -> None:
    """Raise ConfigurationError where both are given and the last day is before the first."""
    if since and until and until < since:
        raise ConfigurationError(f"the last day, {until}, is before the first, {since}")


def nothing_between(
    what: str, since: date | None, until: date | None, days: Iterable[date], *, there: str
) -> str:
    """`nothing was landed between 2026-10-12 and 2026-10-14; the nearest landed day is 2026-10-20`.

    `what` is the beginning, `days` are those on which there is something, `there` says what one of them is
    called. Without a bound, or where the days have none outside them, that is said.
    """
    if since and since == until:
        span = f" on {since}"
    elif since and until:
        span = f" between {since} and {until}"
    else:
        span = f" since {since}" if since else f" until {until}" if until else ""
    first, last = since or date.min, until or date.max
    nearest = min(days, key=lambda day: max(first - day, day - last), default=None)
    return f"{what}{span}; " + (f"the nearest {there} is {nearest}" if nearest else f"there is no {there}")
