"""`15m`, `1h30m`, `2d` in, a timedelta out, and back."""

from __future__ import annotations

import re
from datetime import timedelta

_SHAPE = re.compile(r"(?:(\d{1,4})d)? ?(?:(\d{1,4})h)? ?(?:(\d{1,5})m(?:in)?)?")


def read_duration(text: str) -> timedelta | None:
    """Days, hours and minutes; None where it is none, or nought."""
    match = _SHAPE.fullmatch(text.strip().lower())
    if match is None:
        return None
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes) or None


def write_duration(duration: timedelta) -> str:
    """The shortest text that `read_duration` reads as the same; seconds are dropped."""
    minutes = int(duration.total_seconds()) // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "1m"
