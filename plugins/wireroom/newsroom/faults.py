"""What goes wrong between a publisher and a reader: peculiar feeds, awkward answers."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import repeat

from wireroom.common.http_headers import written_http_date
from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.http_messages import Chunk, Response

Quirk = Callable[[str, Snapshot, datetime], str]
# Takes the outlet, the feed's bytes where it had been well, and now.
Trap = Callable[[Outlet, bytes, datetime], Response]

_RSS = "application/rss+xml"
_HEAD = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>No end</title><link>http://localhost/</link>\n'
_RETRY_AFTER = 600  # seconds
_BOMB_MEGABYTES = 256
_GZIP_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"


def duplicate_guids(text: str, snapshot: Snapshot, now: datetime) -> str:
    """Two stories share each GUID: never the whole identity of an entry (lessons, FreshRSS and Miniflux)."""
    for story in snapshot.stories:
        own = f'isPermaLink="true">{snapshot.outlet.site}{story.path}<'
        text = text.replace(own, f'isPermaLink="false">{snapshot.outlet.host}-{story.number // 2}<')
    return text


def no_dates(text: str, snapshot: Snapshot, now: datetime) -> str:
    """No date on any entry, nor on the feed."""
    return re.sub(r"<(pubDate|lastBuildDate)>[^<]*</\1>\n?", "", text)


def flip_guids(text: str, snapshot: Snapshot, now: datetime) -> str:
    """GUIDs say https in every other four minutes: the commonest cause of duplicates in readers."""
    if int(now.timestamp()) // 240 % 2:
        return re.sub(r"(<guid [^>]*>)http:", r"\1https:", text)
    return text


def noise(text: str, snapshot: Snapshot, now: datetime) -> str:
    """Counters, clocks, advertisements and cache marks that differ at every request; the news stays."""
    views = int(now.timestamp()) % 90_000 + 1_000
    head = f'<div class="ad-slot" id="ad-{views}"><small>Advertisement</small></div>'
    tail = (
        f'<p class="view-count">{views:,} views</p>'
        f'<p class="timestamp">Page generated at {now:%H:%M:%S}</p>'
        f'<img src="{snapshot.outlet.site}/pixel.gif?cachebuster={views}" width="1" height="1" alt="">'
        f"<!-- served in 0.0{views % 90 + 10} s by node {views % 7} -->"
    )
    noisy = text.replace("<content:encoded><![CDATA[", f"<content:encoded><![CDATA[{head}")
    return noisy.replace("]]></content:encoded>", f"{tail}]]></content:encoded>")


def malformed(text: str, snapshot: Snapshot, now: datetime) -> str:
    """A blank before the declaration, bare ampersands, HTML entities, a control character, a cut-off end."""
    broken = text.replace("&amp;", "&").replace("<description>", "<description>&nbsp;", 4)
    broken = broken.replace("</title>", " \x08&raquo;</title>", 3).replace(
        "</category>", "<br></category>", 1
    )
    last_item = broken.rfind("<item>")
    return "\n" + (broken[: last_item + 60] if last_item > 0 else broken)


FEED_FAULTS: dict[str, Quirk] = {
    quirk.__name__: quirk for quirk in (duplicate_guids, no_dates, flip_guids, noise, malformed)
}


def html_page(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """The site was rebuilt, and the feed's URL now gives the front page, with status 200."""
    head = f"<!DOCTYPE html><html><head><title>{outlet.name}</title></head>"
    return Response(200, f"{head}<body><h1>{outlet.name}</h1></body></html>".encode())


def not_found(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """404: may come back."""
    return Response(404, b"<!DOCTYPE html><title>404</title><h1>Not found</h1>")


def gone(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """410: asks not to be asked again."""
    return Response(410, b"<!DOCTYPE html><title>410</title><h1>The last edition has appeared</h1>")


def moved(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """301 to a feed that works; the target is relative, as RFC 9110 §10.2.2 allows."""
    return Response(301, headers=(("Location", "/feed/new.xml"),))


def rate_limited(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """429 with Retry-After in seconds."""
    return Response(429, b"Slow down, please.", "text/plain", (("Retry-After", str(_RETRY_AFTER)),))


def rate_limited_dated(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """429 with Retry-After as a date, the other form of RFC 9110 §10.2.3."""
    until = written_http_date(now + timedelta(seconds=_RETRY_AFTER))
    return Response(429, b"Slow down, please.", "text/plain", (("Retry-After", until),))


def slow(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """The whole feed, in eight pieces over four seconds."""
    size = len(healthy) // 8 + 1
    pieces = (healthy[at : at + size] for at in range(0, len(healthy), size))
    return Response(200, content_type=_RSS, stream=((0.5, piece) for piece in pieces))


def stalled(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """One byte a second, for ever: each read succeeds, only a total timeout ends it."""
    return Response(200, content_type=_RSS, stream=repeat((1.0, b" ")))


def endless(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """Items for ever, as fast as they are read."""
    return Response(200, content_type=_RSS, stream=_items_for_ever(outlet))


def gzip_bomb(outlet: Outlet, healthy: bytes, now: datetime) -> Response:
    """A valid feed of 256 MB, nearly all blanks, in a thousandth of that on the wire."""
    return Response(200, _bomb(), _RSS, (("Content-Encoding", "gzip"),))


def _items_for_ever(outlet: Outlet) -> Iterator[Chunk]:
    yield 0.0, _HEAD
    number = 0
    while True:
        items = []
        for _ in range(400):
            number += 1
            link = f"{outlet.site}/roll/{number}"
            items.append(
                f"<item><title>Metre {number}</title><link>{link}</link><guid>{link}</guid></item>\n"
            )
        yield 0.0, "".join(items).encode()


@cache
def _bomb() -> bytes:
    """Gzip by hand (RFC 1952): one packed megabyte after a full flush may simply be repeated."""
    blanks, end = b" " * 1_000_000, b"</channel></rss>"
    packer = zlib.compressobj(9, wbits=-15)  # raw deflate
    head = packer.compress(_HEAD) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(end) + packer.flush()
    checksum, size = zlib.crc32(_HEAD), len(_HEAD) + _BOMB_MEGABYTES * len(blanks) + len(end)
    for _ in range(_BOMB_MEGABYTES):
        checksum = zlib.crc32(blanks, checksum)
    trailer = struct.pack("<II", zlib.crc32(end, checksum), size)
    return _GZIP_HEADER + head + megabyte * _BOMB_MEGABYTES + tail + trailer


RESPONSE_FAULTS: dict[str, Trap] = {
    trap.__name__: trap
    for trap in (
        html_page,
        not_found,
        gone,
        moved,
        rate_limited,
        rate_limited_dated,
        slow,
        stalled,
        endless,
        gzip_bomb,
    )
}
