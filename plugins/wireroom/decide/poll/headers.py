"""A response's headers in, the protocol facts in them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

Headers = Iterable[tuple[str, str]]

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NO_CACHE = re.compile(r"\b(?:no-store|no-cache|must-revalidate)\b", re.IGNORECASE)


def header(headers: Headers, name: str) -> str | None:
    """Give the first header of that name, stripped; None where it is missing or empty."""
    return next((value.strip() for key, value in headers if key.lower() == name and value.strip()), None)


def fresh_for(headers: Headers, *, now: datetime) -> timedelta:
    """How long the answer stays fresh by its own word (RFC 9111 §4.2.1); zero where it does not say."""
    headers = tuple(headers)
    control = header(headers, "cache-control") or ""
    if found := _MAX_AGE.search(control):
        return timedelta(seconds=int(found.group(1)))
    expires = http_date(header(headers, "expires"))
    if expires is None or _NO_CACHE.search(control):
        return timedelta()
    return max(expires - (http_date(header(headers, "date")) or now), timedelta())


def http_date(text: str | None) -> datetime | None:
    """Read an HTTP date (RFC 9110 §5.6.7); None where it is none: `0`, `-1`, another format."""
    try:
        found = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo is not None else None
