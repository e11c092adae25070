"""The dates of a document's entries in, how long an entry stays in it and what was missed out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.models import Window

LOOKS_A_WINDOW = (
    2  # polls while one entry travels from head to tail: with jitter, its pace may grow 1.8 times
)
PINNED = 0.1  # share of the entries that may be older than the rest for reasons of their own
FORGETS_IN = timedelta(days=7)  # a busy time is remembered half as strictly after a week
SILENT = timedelta(days=7)  # without a new body; then it is forgotten likewise
FORGOTTEN = 14  # halvings; by then a stay of five minutes has become a month
FORGETS_AT_MOST = 1.5  # times as long, for one body that shows a quieter time
BATCH = 0.1  # of the time since the last body's newest entry: all that came within it came at once
FEWEST = 2  # entries that make a window; one tells nothing of how long it stays
MOST_MISSED = 10  # windows; a gap of a year tells nothing about how much was published in it


def window_after(
    before: Window | None, published: Iterable[datetime], *, now: datetime, seen_at: datetime
) -> Window | None:
    """Give the window of a new body, fetched at `seen_at`; None: too few of its entries carry a date.

    Where that is so, but earlier ones told more, these are remembered: it is not silent.

    The shortest stay of late is remembered: a feed that was quiet over the weekend is as busy on Monday as
    it was on Friday, and the document that the weekend filled does not show it. Where all entries came at
    once (an issue a day), they stay until the next issue. Where most of the dates are still to come, the
    publisher's clock is ahead: then the newest of them says what time it is there, at least.
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
    """How long its one entry stays is not known before it has left; that it has stayed so long is."""
    if not dates:
        return replace(before, seen_at=seen_at)
    stays = max(before.shortest, min(now - dates[-1], _forgotten(before, seen_at)))
    return replace(before, seen_at=seen_at, newest=max(before.newest, dates[0]), shortest=stays)


def _forgotten(before: Window, seen_at: datetime) -> timedelta:
    forgets: float = 2.0 ** (max(seen_at - before.seen_at, timedelta()) / FORGETS_IN)
    return before.shortest * min(forgets, FORGETS_AT_MOST)


def longest_wait(window: Window | None, *, now: datetime) -> timedelta | None:
    """Give the longest wait that still sees every entry before it leaves the document; None: not known.

    A busy time is forgotten where no body comes any more, too: a newspaper that was closed down was asked
    every half hour for years. Not within a week: a publisher may be on holiday.
    """
    if window is None:
        return None
    silent = max(now - window.seen_at - SILENT, timedelta())
    forgets: float = 2.0 ** min(silent / FORGETS_IN, FORGOTTEN)
    return window.shortest / LOOKS_A_WINDOW * forgets


def missed_between(before: Window | None, after: Window | None, published: Iterable[datetime]) -> int:
    """Estimate how many entries were published and gone between two bodies; 0 where their windows overlap.

    `published` are the dates of the later body. At its pace, so a quiet night counts as a busy one; and only
    by date: whether none of its entries was known is for the store. One entry has no pace.
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
