"""The newsroom's own archives of the past: answers with what was on the wire at that time.

A web archive (CDX queries and playback), in which every feed was captured each six hours and every page when
it appeared; and a news crawl, laid out as Common Crawl's CC-NEWS: a month's list, and each day at 23:30 UTC a
WARC file with the day's pages of the daily outlets. Nothing is kept: the newsroom is a function of seed and
clock, so an old capture is what it would have answered then.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from wireroom.newsroom.content.outlet import standing_outlets
from wireroom.newsroom.content.schedule import day_slots, first_day
from wireroom.newsroom.content.story import make_story
from wireroom.newsroom.http_messages import Request, Response

CDX = "/-/cdx"
_PLAYED = re.compile(r"/-/web/(\d{14})id_/(https?:/{1,2}.+)")
_EVERY = timedelta(hours=6)
_MOST = 400  # captures of one list
_LIST = re.compile(r"/crawl-data/CC-NEWS/(\d{4})/(\d\d)/warc\.paths\.gz", re.ASCII)
_FILE = re.compile(r"/crawl-data/CC-NEWS/\d{4}/\d\d/CC-NEWS-(\d{8})233000-00001\.warc\.gz")
_PATH = "crawl-data/CC-NEWS/{at:%Y/%m}/CC-NEWS-{at:%Y%m%d%H%M%S}-00001.warc.gz"
_CRAWLED = time(23, 30, tzinfo=UTC)  # the day's last story is out by 23:00
Answered = Callable[[str, datetime], Response]  # an address, and when it was asked for


def web_archive(request: Request, now: datetime, answered: Answered) -> Response | None:
    """Answer a CDX query or play a capture back; None where something else was asked for."""
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


def news_crawl(request: Request, now: datetime, seed: str, answered: Answered) -> Response | None:
    """Give a month's list or a day's WARC file; None where there is no such list or file."""
    if found := _LIST.fullmatch(request.path):
        paths = "".join(f"{_PATH.format(at=at)}\n" for at in _crawls(int(found[1]), int(found[2]), now))
        return _packed(gzip.compress(paths.encode(), mtime=0)) if paths else None
    if found := _FILE.fullmatch(request.path):
        month = _crawls(int(found[1][:4]), int(found[1][4:6]), now)
        at = next((at for at in month if f"/{_PATH.format(at=at)}" == request.path), None)
        return _packed(b"".join(_records(at, seed, answered))) if at else None
    return None


def _crawls(year: int, month: int, now: datetime) -> Iterator[datetime]:
    """Of a month, those that were made by now, as far back as the outlets remember."""
    day = first_day(now)
    while day <= now.date():
        at = datetime.combine(day, _CRAWLED)
        if (day.year, day.month) == (year, month) and at <= now:
            yield at
        day += timedelta(days=1)


def _records(at: datetime, seed: str, answered: Answered) -> Iterator[bytes]:
    about = b"software: wireroom newsroom\r\nformat: WARC File Format 1.0\r\n"
    yield _record("warcinfo", "", at, "application/warc-fields", about)
    for url in _pages(at.date(), at, seed):
        answer = answered(url, at)
        if answer.status == 200:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {answer.content_type}\r\n"
            message = f"{head}Content-Length: {len(answer.body)}\r\n\r\n".encode() + answer.body
            yield _record("response", url, at, "application/http; msgtype=response", message)


def _pages(day: date, at: datetime, seed: str) -> Iterator[str]:
    for outlet in standing_outlets().values():
        if outlet.daily:
            for slot in day_slots(outlet, seed, day, at):
                yield outlet.site + make_story(outlet, seed, slot).path


def _record(kind: str, url: str, at: datetime, content_type: str, block: bytes) -> bytes:
    """One gzip member (WARC 1.0, annex D); its id follows from what it is of."""
    target = [f"WARC-Target-URI: {url}"] if url else []
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url} {at.isoformat()}')}>",
        f"WARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}",
        *target,
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    )
    return gzip.compress("\r\n".join((*head, "", "")).encode() + block + b"\r\n\r\n", mtime=0)


def _packed(body: bytes) -> Response:
    return Response(200, body, "application/gzip", (("Accept-Ranges", "bytes"),))
