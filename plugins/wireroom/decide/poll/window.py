"""Estimate how long entries stay in a feed's document, and how many were missed between two polls."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.models import Window

LOOKS_A_WINDOW = 2  # polls while an entry is in the document: with jitter, the pace may grow 1.8 times
PINNED = 0.1  # share of the entries that may be older than the others because they are pinned
FORGETS_IN = timedelta(days=7)  # time in which the shortest stay of a busy time may double
SILENT = timedelta(days=7)  # without a new body, after which it also grows
FORGOTTEN = 14  # doublings at most; they turn a stay of five minutes into more than a month
FORGETS_AT_MOST = 1.5  # growth at most with one body that shows a quieter time
BATCH = 0.1  # of the time since the last body's newest entry: entries within this came at once
FEWEST = 2  # entries that make a window; one does not show how long it stays
MOST_MISSED = 10  # windows; a gap of a year does not show how much was published in it


def window_after(
    before: Window | None, published: Iterable[datetime], *, now: datetime, seen_at: datetime
) -> Window | None:
    """The window after a new body, fetched at `seen_at`; None if too few entries ever carried a date.

    - The shortest recent stay is remembered: a feed that is quiet over the weekend is as busy on Monday as on
      Friday, which the weekend's document does not show.
    - Entries that all came at once (an issue a day) stay until the next issue.
    - If most dates are in the future, the publisher's clock is ahead: the newest is taken as its present.
    - If too few entries carry a date, the window of earlier bodies is kept.
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
        behind = before.seen_at - first_new  # if positive, the publisher's clock is behind by so much
        stays = max(stays - max(behind, timedelta()), dates[0] - oldest)
    if before is not None and dates[0] - oldest <= (dates[0] - before.newest) * BATCH:
        stays = max(stays, dates[0] - before.newest)
    if before is not None:
        stays = min(stays, _forgotten(before, seen_at))
    return Window(seen_at=seen_at, oldest=oldest, newest=dates[0], entries=len(dates), shortest=stays)


def _with_few(before: Window, dates: Sequence[datetime], *, now: datetime, seen_at: datetime) -> Window:
    """The window after a body with too few dates for a new one; a dated one has stayed until now at least."""
    if not dates:
        return replace(before, seen_at=seen_at)
    stays = max(before.shortest, min(now - dates[-1], _forgotten(before, seen_at)))
    return replace(before, seen_at=seen_at, newest=max(before.newest, dates[0]), shortest=stays)


def _forgotten(before: Window, seen_at: datetime) -> timedelta:
    forgets: float = 2.0 ** (max(seen_at - before.seen_at, timedelta()) / FORGETS_IN)
    return before.shortest * min(forgets, FORGETS_AT_MOST)


def longest_wait(window: Window | None, *, now: datetime) -> timedelta | None:
    """The longest wait with which every entry is seen before it leaves the document; None if unknown.

    If no new body comes for more than a week, it grows gradually: a newspaper that had closed down would
    otherwise be asked every half hour for years.
    """
    if window is None:
        return None
    silent = max(now - window.seen_at - SILENT, timedelta())
    forgets: float = 2.0 ** min(silent / FORGETS_IN, FORGOTTEN)
    return window.shortest / LOOKS_A_WINDOW * forgets


def missed_between(before: Window | None, after: Window | None, published: Iterable[datetime]) -> int:
    """Estimate how many entries came and went between two bodies; 0 if their windows overlap.

    `published` are the dates of the later body, whose pace is assumed for the gap, day and night alike. Only
    dates are compared; whether an entry is known is left to the store.
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
