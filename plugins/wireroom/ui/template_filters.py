"""Values of the database in, what stands on a page out: the filters of the templates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

CONDITIONS = {
    "well": "Well",
    "sick": "Sick",
    "cut_off": "Cut off",
    "failed_once": "Failed once",
    "silent": "Silent",
    "waiting": "Waiting",
    "new": "New",
    "paused": "Paused",
    "retired": "Retired",
}


_INTERVAL = re.compile(r"every (?:(\d+) days? ?)?(?:(\d+):(\d\d):(\d\d))?")


def count(value: int | None) -> str:
    """`12,345`; a dash where nothing is known."""
    return "–" if value is None else f"{value:,}"


def condition(name: str) -> str:
    """A feed's condition as a label."""
    return CONDITIONS.get(name, name.replace("_", " ").capitalize())


def after_condition(health: str) -> str:
    """A feed's health beside its condition's label: without the word that the label says."""
    lead, colon, rest = health.partition(": ")
    return first_upper(rest) if colon and lead in {*CONDITIONS.values(), "Waits"} else health


def span(value: timedelta | None) -> str:
    """`3 min`, `2 h 5 min`, `4 days`; a dash where it is not known."""
    if value is None:
        return "–"
    seconds = int(abs(value.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days = hours // 24
    return f"{days} day{'s' if days > 1 else ''}"


def ago(moment: datetime, now: datetime) -> str:
    """`3 min ago`, `in 2 h`, `a moment ago`."""
    words = span(now - moment) if abs(now - moment) >= timedelta(seconds=1) else "a moment"
    return f"{words} ago" if moment <= now else f"in {words}"


_REASONS = {
    "own_copy": "a copy from nearer its publisher",
    "richer_copy": "a fuller copy",
    "full_text": "text of its page",
    "reread": "read anew",
}


def version_reason(reason: str | None) -> str:
    """Why there is another version, in words; only a correction is the publisher's doing."""
    return _REASONS.get(reason or "", "corrected")


def cadence(words: str) -> str:
    """`every 01:30:00`, as news.feeds has it, as `every 1 h 30 min`; what is no interval stays."""
    found = _INTERVAL.fullmatch(words)
    if found is None:
        return words
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    parts = [span(timedelta(days=days))] * bool(days) + [span(rest)] * bool(rest or not days)
    return f"every {' '.join(parts)}"


def utc(moment: datetime, precision: str | None = None) -> str:
    """As it stands in the page until the browser puts it in the reader's zone."""
    form = {"day": "%Y-%m-%d", "month": "%Y-%m"}.get(precision or "", "%Y-%m-%d %H:%M")
    return f"{moment:{form}}"


def web_address(url: Any) -> str:
    """The address if a browser may follow it as a link, else nothing (never `javascript:`)."""
    if not isinstance(url, str):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def first_upper(text: str) -> str:
    """The same with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def size(value: float | None) -> str:
    """`1.2 GB`; a dash where it is not known."""
    if value is None:
        return "–"
    for unit, factor in (("TB", 1024**4), ("GB", 1024**3), ("MB", 1024**2)):
        if value >= factor:
            return f"{value / factor:,.1f} {unit}"
    return f"{value / 1024:,.0f} kB"


FILTERS = {
    each.__name__: each
    for each in (
        after_condition,
        cadence,
        condition,
        count,
        first_upper,
        size,
        span,
        utc,
        version_reason,
        web_address,
    )
}
