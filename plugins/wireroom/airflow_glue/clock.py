"""The one place that reads the clock for tasks; below it, `now` is an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present, in UTC."""
    return datetime.now(tz=UTC)
