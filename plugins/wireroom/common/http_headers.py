"""Work out what HTTP says the headers of an answer mean, given as pairs in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

Headers = Iterable[tuple[str, str]]

# Real servers ask for up to 317,100 s (mediacloud/rss-fetcher); a month is more than any means.
_WAIT_AT_MOST = timedelta(days=31)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NO_CACHE = re.compile(r"\b(?:no-store|no-cache|must-revalidate)\b", re.IGNORECASE)
_LINK = re.compile(r'<([^<>]{1,2000})>((?:[^,"]|"[^"]{0,500}"){0,2000})')
_REL = re.compile(r'\brel\s*=\s*"?([\w\s:./-]{1,200})')
_UNIT = re.compile(r"(?:s|secs?|seconds?)\.?$", re.IGNORECASE)
# One of several that are joined by commas; a date may hold one of its own.
_WAIT = re.compile(r"(?:[\s\"']*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},)?[^,]+", re.IGNORECASE)
_TYPE = re.compile(r'\btype\s*=\s*"?([\w./+-]{1,100})')
_LONGEST_FIELD = 10_000  # characters of a Link header that are read
_LONGEST_WAIT = 200  # characters of a Retry-After: six dates; what is longer says nothing that is meant


def header(headers: Headers, name: str) -> str | None:
    """Give the first header of that name (lower case), stripped; None where it is missing or empty."""
    return next((value.strip() for key, value in headers if key.lower() == name and value.strip()), None)


def http_date(text: str | None) -> datetime | None:
    """Read an HTTP date (RFC 9110 §5.6.7), in UTC; None where it is none: `0`, `-1`, words.

    RFC 822 writes dates alike. One without a zone (`asctime`, and `-0000`) is in UTC, as HTTP says.
    """
    try:
        at = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999 in America: no more than "never"
        return at.replace(tzinfo=UTC)


def written_http_date(at: datetime) -> str:
    """Write a time in UTC as HTTP does: `Mon, 23 Nov 2026 10:00:00 GMT`."""
    return format_datetime(at.replace(microsecond=0), usegmt=True)


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


def retry_after(headers: Headers, *, now: datetime) -> timedelta | None:
    """Retry-After (RFC 9110 §10.2.3) in seconds or as a date; 0 to 31 days, None where absent or unreadable.

    A date counts from the server's own Date, so that a wrong clock on either side does no harm. Of several
    (each proxy may add its own, in a line of its own or joined by commas) the longest; `"120"`, `120 seconds`
    and the dates of ISO 8601 are as clear as what the RFC has.
    """
    headers = tuple(headers)
    said = [value.strip(" \t\"'") for name, value in headers if name.lower() == "retry-after"]
    since = http_date(header(headers, "date")) or now
    pieces = [piece for text in said if len(text) <= _LONGEST_WAIT for piece in _WAIT.findall(text)]
    waits = [wait for piece in pieces if (wait := _wait(piece.strip(" \t\"'"), since)) is not None]
    return min(max(*waits, timedelta()), _WAIT_AT_MOST) if waits else None


def _wait(text: str, since: datetime) -> timedelta | None:
    if (seconds := _seconds(text)) is not None:
        return seconds
    until = http_date(text) or _iso_date(text)
    return None if until is None else until - since


def links(headers: Headers) -> Iterable[tuple[str, str]]:
    """The relations and the target, as written, of each link of the Link headers (RFC 8288 §3)."""
    return ((rels, target) for rels, _, target in typed_links(headers))


def typed_links(headers: Headers) -> Iterable[tuple[str, str, str]]:
    """Likewise, with the media type that the link names; empty where it names none."""
    for name, value in headers:
        if name.lower() == "link":
            for target, parameters in _LINK.findall(value[:_LONGEST_FIELD]):
                rels, kind = _REL.search(parameters), _TYPE.search(parameters)
                yield rels[1] if rels else "", kind[1] if kind else "", target


def _iso_date(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _seconds(text: str) -> timedelta | None:
    try:
        seconds = float(_UNIT.sub("", text))
    except ValueError:
        return None
    if not abs(seconds) < float("inf"):  # also turns away NaN
        return None
    return timedelta(seconds=min(max(seconds, 0), _WAIT_AT_MOST.total_seconds()))
