"""The dates of a document's entries in; how long an entry stays in it, and how many were missed, out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.models import Window

LOOKS_A_WINDOW = 2  # polls while an entry is in the document: with jitter, its pace may grow 1.8 times
PINNED = 0.1  # share of the entries that may be older than the others, being pinned
FORGETS_IN = timedelta(days=7)  # a busy time is remembered half as strictly after a week
SILENT = timedelta(days=7)  # without a new body, after which it is forgotten too
FORGOTTEN = 14  # halvings; by then a stay of five minutes has become a month
FORGETS_AT_MOST = 1.5  # times as long, for one body that shows a quieter time
BATCH = 0.1  # of the time since the last body's newest entry: all that came within it came at once
FEWEST = 2  # entries that make a window; one tells nothing of how long it stays
MOST_MISSED = 10  # windows; a gap of a year tells nothing about how much was published in it


def window_after(
    before: Window | None, published: Iterable[datetime], *, now: datetime, seen_at: datetime
) -> Window | None:
    """The window after a new body, fetched at `seen_at`; None if too few entries ever carried a date.

    - The shortest stay of late is remembered: a feed that was quiet over the weekend is as busy on Monday as
      on Friday, and the document of the weekend does not show it.
    - Entries that all came at once (an issue a day) stay until the next issue.
    - If most dates are in the future, the publisher's clock is ahead, at least to the newest of them.
    - If too few entries carry a date, what earlier bodies told is kept.
    """
    dates = sorted(published, reverse=True)
    is_ahead = 2 * sum(at > now for at in dates) > len(dates)
    if is_ahead:
        now = dates[0]
    dates = [at for at in dates if at <= now]
    if len(dates) < FEWEST or (is_ahead and dates[0] == dates[-1]):
        return before and _with_few(before, dates, now=now, seen_at=seen_at)
    oldest = dates[math.ceil(len(dates) * (1 - PINNED)) - 1]
    stays = now - oldest
    if before is not None and dates[0] > before.newest:
        first_new = min(at for at in dates if at > before.newest)
        behind = before.seen_at - first_new  # it came later than that: its publisher's clock is behind
        stays = max(stays - max(behind, timedelta()), dates[0] - oldest)
    if before is not None and dates[0] - oldest <= (dates[0] - before.newest) * BATCH:
        stays = max(stays, dates[0] - before.newest)
    if before is not None:
        stays = min(stays, _forgotten(before, seen_at))
    return Window(seen_at=seen_at, oldest=oldest, newest=dates[0], entries=len(dates), shortest=stays)


def _with_few(before: Window, dates: Sequence[datetime], *, now: datetime, seen_at: datetime) -> Window:
    """The window after a body with one dated entry, which has stayed at least until now."""
    if not dates:
        return replace(before, seen_at=seen_at)
    stays = max(before.shortest, min(now - dates[-1], _forgotten(before, seen_at)))
    return replace(before, seen_at=seen_at, newest=max(before.newest, dates[0]), shortest=stays)


def _forgotten(before: Window, seen_at: datetime) -> timedelta:
    forgets: float = 2.0 ** (max(seen_at - before.seen_at, timedelta()) / FORGETS_IN)
    return before.shortest * min(forgets, FORGETS_AT_MOST)


def longest_wait(window: Window | None, *, now: datetime) -> timedelta | None:
    """The longest wait that still sees every entry before it leaves the document; None if not known.

    If no new body comes for more than a week, a busy time is forgotten gradually: a newspaper that had closed
    down was asked every half hour for years.
    """
    if window is None:
        return None
    silent = max(now - window.seen_at - SILENT, timedelta())
    forgets: float = 2.0 ** min(silent / FORGETS_IN, FORGOTTEN)
    return window.shortest / LOOKS_A_WINDOW * forgets


def missed_between(before: Window | None, after: Window | None, published: Iterable[datetime]) -> int:
    """Estimate how many entries came and went between two bodies; 0 if their windows overlap.

    `published` are the dates of the later body, whose pace is assumed for the gap, day and night alike. Only
    dates are compared: whether any entry was known is for the store to say.
    """
    dates = sorted(published)
    if before is None or after is None or len(dates) < FEWEST:
        return 0
    if any(before.oldest <= at <= before.newest for at in dates):
        return 0
    later = [at for at in dates if at > before.newest]
    if not later:
        return 0
    pace = (after.newest - after.oldest) / (after.entries - 1)
    gap = later[0] - before.newest
    most = MOST_MISSED * after.entries
    return most if gap >= pace * most else max(round(gap / pace) - 1, 1)
