"""When a feed's entries were published in, how often to look for the next out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

RECENT = 20  # entries that tell the present rate
LOOKS_AN_ENTRY = 2  # polls in the mean time between two entries


def learned_interval(published: Iterable[datetime], *, now: datetime) -> timedelta | None:
    """Give the interval that the publishing rate asks for; None without a date to learn from.

    The silence since the newest entry counts, so a feed that sleeps is asked ever less. Learned from
    the entries' own dates, so an outage of ours teaches nothing wrong (Media Cloud's rss-fetcher
    learns from repeats between polls and had to exclude the late ones).
    """
    recent = sorted((at for at in published if at <= now), reverse=True)[:RECENT]
    if not recent:
        return None
    return (now - recent[-1]) / len(recent) / LOOKS_AN_ENTRY
