"""A page saved by a browser or a tool in, the address and the time that it notes in a comment out.

Browsers:   <!-- saved from url=(0027)https://quay.example/ferry -->
SingleFile: <!-- Page saved with SingleFile, url: https://…, saved date: Wed Oct 21 2020 12:00:00 GMT+0200 -->
Monolith:   <!-- Saved from https://… at 2020-10-21T10:00:00Z using monolith v2.8.1 -->
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

_HEAD = 16 * 1024  # bytes looked at: it stands before the page's own head, or at its beginning
_COMMENT = re.compile(rb"<!--(.{1,8192}?)-->", re.S)
_URL = r"(?P<url>https?://[!-~]{1,4000})"
_KINDS = (
    re.compile(rf"\s*saved from url=\(\d{{4,}}\){_URL}\s*", re.I),
    re.compile(
        rf"\s*Page saved with SingleFile\s+url:\s+{_URL}\s+(?:saved date:\s+(?P<js>[^\n(]+).*)?", re.S
    ),
    re.compile(rf"\s*Saved from {_URL} at (?P<iso>\S{{1,40}}) using monolith\b.*", re.S),
)


class SavedFrom(NamedTuple):
    """What a saved page notes of itself."""

    url: str | None = None
    captured: datetime | None = None  # UTC


def saved_from(body: bytes) -> SavedFrom:
    """Of a comment before the page's text; what a comment does not say is None."""
    for comment in _COMMENT.finditer(body[:_HEAD]):
        said = comment[1].decode("utf-8", "replace")
        for kind in _KINDS:
            if found := kind.fullmatch(said):
                named = found.groupdict()
                return SavedFrom(named["url"], _instant(named.get("js"), named.get("iso")))
    return SavedFrom()


def _instant(js: str | None, iso: str | None) -> datetime | None:
    try:
        if js:
            at = datetime.strptime(js.strip(), "%a %b %d %Y %H:%M:%S GMT%z")
        elif iso:
            at = datetime.fromisoformat(iso)
        else:
            return None
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
