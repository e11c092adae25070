"""Parse durations like `15m`, `1h30m`, `2d` and write them, also as people say them (how long ago)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from wireroom.common.text.counted import counted

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


def span_in_words(span: timedelta) -> str:
    """`40 s`, `3 min`, `2 h 5 min`, `4 days`: as much of it as matters."""
    seconds = int(abs(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return counted(hours // 24, "day")


def ago(moment: datetime, now: datetime) -> str:
    """`3 min ago`, `in 2 h`, `just now`."""
    if abs(now - moment) < timedelta(seconds=1):
        return "just now"
    span = span_in_words(now - moment)
    return f"{span} ago" if moment <= now else f"in {span}"
