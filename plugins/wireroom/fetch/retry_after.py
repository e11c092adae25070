"""Response headers in, how long the server asks us to stay away out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Real servers ask for up to 317,100 s (mediacloud/rss-fetcher); a month is more than any means.
_LONGEST = timedelta(days=31)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Retry-After (RFC 9110 §10.2.3) in seconds or as a date; 0 to 31 days, None where absent or unreadable.

    A date counts from the server's own Date, so that a wrong clock on either side does no harm.
    """
    text = headers.get("Retry-After", "").strip()
    if not text:
        return None
    wait = _seconds(text)
    if wait is None:
        until = http_date(text)
        wait = None if until is None else until - (http_date(headers.get("Date", "")) or now)
    return None if wait is None else min(max(wait, timedelta()), _LONGEST)


def http_date(text: str) -> datetime | None:
    """An HTTP date (RFC 9110 §5.6.7) in UTC; None where it is none."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999 in America: no more than "never"
        return at.replace(tzinfo=UTC)


def _seconds(text: str) -> timedelta | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    if not abs(seconds) < float("inf"):  # also turns away NaN
        return None
    return timedelta(seconds=min(seconds, _LONGEST.total_seconds()))
