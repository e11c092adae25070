"""A request as the newsroom reads it and a response as it gives it (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from wireroom.common.http_headers import http_date

Chunk = tuple[float, bytes]  # seconds to wait first, then these bytes
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.I)


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names in lower case."""

    method: str
    host: str  # without port and `.localhost`, lower case
    path: str  # percent-decoded
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: a whole body, or a stream that may never end."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    stream: Iterable[Chunk] | None = None  # sent chunked, instead of body


def is_not_modified(request: Request, etag: str | None, modified: datetime | None) -> bool:
    """RFC 9110 §13.2.2: If-None-Match decides where it is given, else If-Modified-Since."""
    if_none_match = request.headers.get("if-none-match")
    if if_none_match is not None and etag:
        asked = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in asked or etag in asked
    since = http_date(request.headers.get("if-modified-since"))  # §13.1.3: an invalid date is ignored
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since


def in_part(request: Request, whole: Response) -> Response:
    """RFC 9110 §14: of a body that is asked for in part that part; the whole for several at once, for what is
    no range, and where a version is asked for that the body has no name of (§13.1.5).
    """
    size, asked = len(whole.body), _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or not (asked[1] or asked[2]) or "if-range" in request.headers:
        return whole
    if asked[1] and asked[2] and int(asked[1]) > int(asked[2]):
        return whole
    first = int(asked[1]) if asked[1] else max(size - int(asked[2]), 0)
    last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
    if first > last:
        return Response(416, headers=(("Content-Range", f"bytes */{size}"),))
    told = ("Content-Range", f"bytes {first}-{last}/{size}")
    return replace(whole, status=206, body=whole.body[first : last + 1], headers=(*whole.headers, told))
