"""Counts, sizes and times of a backfill as people read them."""

from __future__ import annotations

from datetime import timedelta

from wireroom.models import Counts

_ENOUGH = 0.01  # share that must be done before the rest is guessed from it


def counts_in_words(counts: Counts) -> str:
    """One line."""
    return (
        f"{counts.entries:,} articles read, {counts.inserted:,} new, {counts.revised:,} revised, "
        f"{counts.unchanged:,} known, {counts.rejected:,} rejected"
    )


def megabytes(size: int) -> str:
    """With three digits, for many files are small."""
    return f"{size / 1e6:,.3f} MB"


def eta_in_words(elapsed: float, share: float) -> str:
    """How long the rest takes, `share` (0 to 1) being done after `elapsed` seconds."""
    if share < _ENOUGH:
        return "too early to say how long"
    left = timedelta(seconds=round(elapsed * (1 - share) / share))
    return f"about {left} left"
