"""Parse the answer of a CDX server: Wayback's text and JSON, pywb's CDXJ and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")

MAX_BYTES = 8 * 1024 * 1024  # of one list


class Capture(NamedTuple):
    """One capture of an address."""

    url: str
    at: datetime
    stamp: str  # fourteen digits, as playback takes it
    digest: str  # of its bytes
    mime: str
    status: str


class CdxAnswer(NamedTuple):
    """A list of captures. `resume` requests the rest; `unread` counts lines without address or time.

    `trouble` says in words that it is no list.
    """

    captures: tuple[Capture, ...]
    resume: str | None = None
    unread: int = 0
    trouble: str = ""


def read_cdx(body: bytes) -> CdxAnswer:
    """Parse a CDX server's answer. Never raises: lines that cannot be read are counted."""
    if len(body) > MAX_BYTES:
        return CdxAnswer((), trouble=f"a list of {len(body):,} bytes: fewer captures were asked for at once")
    text = body.decode("utf-8", "replace").strip()
    resume = None
    rows: list[dict[str, Any] | None]
    if text.startswith("["):
        rows = list(_of_table(text))
    else:
        listed, blank, key = text.rpartition("\n\n")
        if blank and "\n" not in key and len(key.split()) == 1 and "{" not in key:
            text, resume = listed, key.strip()  # Wayback: an empty line, then the key for the rest
        rows = [_of_line(line) for line in text.splitlines() if line.strip()]
    captures = [capture for row in rows if row and (capture := _capture(row))]
    return CdxAnswer(tuple(captures), resume, len(rows) - len(captures))


def _of_table(text: str) -> Iterator[dict[str, Any] | None]:
    """Rows of a JSON list of lists, the first of which has the names of the columns."""
    try:
        names, *rows = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return
    for row in rows:
        fits = isinstance(row, list) and len(row) == len(names)
        yield dict(zip(names, row, strict=False)) if fits else None


def _of_line(line: str) -> dict[str, Any] | None:
    brace = line.find("{")
    if brace >= 0 and line.rstrip().endswith("}"):
        try:
            said = json.loads(line[brace:])
        except (ValueError, RecursionError):
            return None
        parts = line[:brace].split()  # CDXJ: key and time stand before
        return {**({"timestamp": parts[1]} if len(parts) > 1 else {}), **said}
    fields = line.split(" ")
    return dict(zip(_FIELDS, fields, strict=False)) if len(fields) >= len(_FIELDS) - 1 else None


def _capture(row: dict[str, Any]) -> Capture | None:
    stamp, url = str(row.get("timestamp", "")), str(row.get("original") or row.get("url") or "")
    if len(stamp) != 14 or not url.startswith(("http://", "https://")):
        return None
    try:
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None  # the thirteenth month: such there are
    status = str(row.get("statuscode") or row.get("status") or "")
    mime = str(row.get("mimetype") or row.get("mime") or "")
    return Capture(url, at, stamp, str(row.get("digest", "")), mime, status)
