"""A request as the newsroom reads it and a response as it gives it (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wireroom.common.http_headers import http_date

Chunk = tuple[float, bytes]  # seconds to wait first, then these bytes


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
