"""A copy in, its place among an article's copies out: the same whatever order they were filed in."""

from __future__ import annotations

from datetime import datetime

from wireroom.models import Copy, Trust


def rank_of(trust: Trust | None) -> int:
    """A number to compare by; what was filed before trust was known gives way to the publisher alone."""
    return Trust.DECLARED if trust is None else trust


def capture_order(copy: Copy) -> tuple[datetime, int, int, float]:
    """By time; at one time the most trusted first, then the feed listed first, then as they were filed."""
    filed = float("inf") if copy.id is None else copy.id
    return copy.captured_at, -rank_of(copy.trust), copy.feed_id, filed
