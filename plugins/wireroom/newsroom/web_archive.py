"""The newsroom's own web archive: CDX queries and playback in, what was on the wire at that time out.

Every feed was captured each six hours, every page when it appeared; nothing is kept: the newsroom is a
function of seed and clock, so an old capture is what it would have answered then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from wireroom.newsroom.http_messages import Request, Response

CDX = "/-/cdx"
_PLAYED = re.compile(r"/-/web/(\d{14})id_/(https?:/{1,2}.+)")
_EVERY = timedelta(hours=6)
_MOST = 400  # captures of one list
Answered = Callable[[str, datetime], Response]  # an address, and when it was asked for


def web_archive(request: Request, now: datetime, answered: Answered) -> Response | None:
    """None where something else was asked for."""
    if request.path == CDX:
        lines = "\n".join(_captures(request, now, answered))
        return Response(200, lines.encode(), "text/plain; charset=utf-8")
    found = _PLAYED.fullmatch(request.path)
    if found is None:
        return None
    at = _instant(found[1])
    url = re.sub(r"^(https?:)/+", r"\1//", found[2])
    return answered(url, at) if at and at <= now else Response(404, b"not captured")


def _captures(request: Request, now: datetime, answered: Answered) -> Iterator[str]:
    url = request.query.get("url", "")
    start = _instant(request.query.get("from", "")) or now - timedelta(days=1)
    end = min(_instant(request.query.get("to", "")) or now, now)
    if request.query.get("matchType") or not url:
        return  # pages are not listed: what is captured are feeds
    at = datetime(start.year, start.month, start.day, tzinfo=UTC)
    before, count = "", 0
    while at <= end and count < _MOST:
        answer = answered(url, at) if at >= start else None
        if answer is not None and answer.status == 200 and answer.stream is None:
            digest = sha256(answer.body).hexdigest()[:32].upper()
            if digest != before or request.query.get("collapse") != "digest":
                count += 1
                mime = answer.content_type.partition(";")[0]
                key = f"{urlsplit(url).hostname})/"
                yield f"{key} {at:%Y%m%d%H%M%S} {url} {mime} 200 {digest} {len(answer.body)}"
            before = digest
        at += _EVERY


def _instant(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits.ljust(14, "0")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
