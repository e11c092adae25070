"""Values of the database in, what stands on a page out: the filters of the templates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from wireroom.common.duration import span_in_words
from wireroom.common.text.counted import counted, size_in_words
from wireroom.common.text.names import language_name

CONDITIONS = {
    "well": "Well",
    "sick": "Sick",
    "emptied": "Emptied",
    "cut_off": "Cut off",
    "failed_once": "Failed once",
    "silent": "Silent",
    "waiting": "Waiting",
    "new": "New",
    "paused": "Paused",
    "retired": "Retired",
}


_OUTCOMES = {"ok": "OK", "bad_url": "Bad URL", "tls_failed": "TLS failed"}
_NAME = re.compile(r"\w+://|\S*\w(?:[\d_:]\w|\.\w\w)")  # an address, a file, a digest: no word of a sentence
_INTERVAL = re.compile(r"every (?:(\d+) days? ?)?(?:(\d+):(\d\d):(\d\d))?")


def count(value: int | None) -> str:
    """`12,345`; a dash for None."""
    return "–" if value is None else f"{value:,}"


def condition(name: str) -> str:
    """Label for a feed's condition, or for a poll's outcome."""
    return (CONDITIONS | _OUTCOMES).get(name) or name.replace("_", " ").capitalize()


def after_condition(health: str) -> str:
    """A feed's health, without the word that its condition's label already says."""
    lead, colon, rest = health.partition(": ")
    return first_upper(rest) if colon and lead in {*CONDITIONS.values(), "Waits"} else health


def span(value: timedelta | None) -> str:
    """`3 min`, `2 h 5 min`, `4 days`; a dash for None."""
    return "–" if value is None else span_in_words(value)


_REASONS = {
    "own_copy": "a copy from nearer its publisher",
    "richer_copy": "a fuller copy",
    "full_text": "text of its page",
    "reread": "read anew",
}


def version_reason(reason: str | None) -> str:
    """Why there is another version, in words; only "corrected" is the publisher's doing."""
    return _REASONS.get(reason or "", "corrected")


_REFUSALS = {
    "no_content": "Nothing to read",
    "no_identity": "Nothing to know it by",
    "unpublished": "Never published",
    "cut_off": "Breaks off",
    "too_large": "Too large to read",
    "too_slow": "Takes too long to read",
    "store_refused": "Refused by the database",
    "failed": "A fault while reading it",
}


def after_status(detail: str, status: int | None) -> str:
    """What went wrong, without the HTTP status if that stands before it already."""
    return detail.removeprefix(f"{status}: ")


def refusal(reason: str) -> str:
    """Label for the reason of a refusal; one without a label is shown by its name."""
    return _REFUSALS.get(reason, first_upper(reason.replace("_", " ")))


def cadence(words: str) -> str:
    """`every 01:30:00`, as in news.feeds, as `every 1 h 30 min`; other words unchanged."""
    found = _INTERVAL.fullmatch(words)
    if found is None:
        return words
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    parts = [span(timedelta(days=days))] * bool(days) + [span(rest)] * bool(rest or not days)
    return f"every {' '.join(parts)}"


def utc(moment: datetime, precision: str | None = None) -> str:
    """The time in UTC, as shown until the browser converts it to the reader's time zone."""
    form = {"day": "%Y-%m-%d", "month": "%Y-%m"}.get(precision or "", "%Y-%m-%d %H:%M")
    return f"{moment:{form}}"


def web_address(url: Any) -> str:
    """The address if it is http or https, else empty (never `javascript:`)."""
    if not isinstance(url, str):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def first_upper(text: str) -> str:
    """The text with its first letter in upper case; not where it begins with a name that is no word."""
    return text if _NAME.match(text) else text[:1].upper() + text[1:]


def size(value: float | None) -> str:
    """`1.2 GB`; a dash for None."""
    return "–" if value is None else size_in_words(value)


FILTERS = {
    each.__name__: each
    for each in (
        after_condition,
        after_status,
        cadence,
        condition,
        count,
        counted,
        first_upper,
        language_name,
        refusal,
        size,
        span,
        utc,
        version_reason,
        web_address,
    )
}
