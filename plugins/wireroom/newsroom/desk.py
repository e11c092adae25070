"""The newsroom's front desk: a request in, the response out; knows the clock, does no input or output.

host → outlet ─┬─ path of a feed → edition → press (→ trap)
               ├─ /archive/2026-W45.atom, ?page=2 → documents of RFC 5005; ?paged=2 → WordPress's pages
               ├─ /2026/11/23/slug-9x4 → the page behind a story
               └─ pictures, robots.txt, sitemaps, front page
no outlet → directory, /-/clock, /-/cdx and /-/web/…: a web archive of all of it
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from wireroom.common.http_headers import written_http_date
from wireroom.newsroom.clock import NewsroomClock, read_instant
from wireroom.newsroom.directory import directory_list, directory_page
from wireroom.newsroom.messages import Request, Response, is_not_modified
from wireroom.newsroom.newsstand import edition_of, week_document
from wireroom.newsroom.outlet import Outlet, OutletFeed, find_outlet
from wireroom.newsroom.page import adapted_page, front_page, story_page
from wireroom.newsroom.pictures import picture
from wireroom.newsroom.press import print_edition
from wireroom.newsroom.shelf import Printed, Shelf, print_for_shelf
from wireroom.newsroom.site_map import INDEX, site_map
from wireroom.newsroom.story import number_in, tell
from wireroom.newsroom.timetable import find, latest, next_change
from wireroom.newsroom.traps import TRAPS
from wireroom.newsroom.web_archive import web_archive

_NO_OUTLET = frozenset({"", "localhost", "newsroom", "127.0.0.1", "::1"})
_ROBOTS = b"User-agent: *\nDisallow: /private/\n"
_NOT_FOUND = Response(404, b"<!DOCTYPE html><title>404</title><h1>Not found</h1>")


class Desk:
    """Answers for every outlet; `seed` decides all stories, `clock` which of them are out."""

    def __init__(self, clock: NewsroomClock, *, seed: str = "1", generated: int = 0) -> None:
        self.clock = clock
        self.seed = seed
        self.generated = generated
        self._shelf = Shelf()

    def answer(self, request: Request) -> Response:
        """The response at the clock's time, or at that of `?now=` or `X-Newsroom-Now`, where given."""
        if request.path == "/-/clock":
            return self._set_clock(request)
        asked = request.query.get("now") or request.headers.get("x-newsroom-now", "")
        now = read_instant(asked) or self.clock()
        if request.path.startswith("/-/") and (played := web_archive(request, now, self._captured)):
            return played
        outlet = find_outlet(request.host, self.generated)
        if outlet is not None:
            return self._outlet(outlet, request, now)
        return self._directory(request.path) if request.host in _NO_OUTLET else _NOT_FOUND

    def _captured(self, url: str, at: datetime) -> Response:
        """What `url` would have answered then."""
        parts = urlsplit(url)
        outlet = find_outlet((parts.hostname or "").removesuffix(".localhost"), self.generated)
        asked = Request("GET", "", parts.path, dict(parse_qsl(parts.query)))
        return self._outlet(outlet, asked, at) if outlet else _NOT_FOUND

    def _directory(self, path: str) -> Response:
        if path == "/feeds.txt":
            return Response(200, directory_list(self.generated).encode(), "text/plain; charset=utf-8")
        return Response(200, directory_page(self.generated).encode()) if path == "/" else _NOT_FOUND

    def _outlet(self, outlet: Outlet, request: Request, now: datetime) -> Response:
        feed = outlet.feed_at(request.path)
        if feed is not None:
            return self._feed(outlet, feed, request, now)
        if request.path.startswith("/archive/"):
            return self._archive(outlet, request, now)
        if request.path == "/robots.txt":
            named = f"Sitemap: {outlet.site}{INDEX}\n".encode()
            return Response(200, _ROBOTS + named, "text/plain")
        found = picture(request.path) or site_map(outlet, request.path, self.seed, now)
        return found or self._page(outlet, request.path, now)

    def _feed(self, outlet: Outlet, feed: OutletFeed, request: Request, now: datetime) -> Response:
        page = request.query.get("paged" if feed.archive == "paged" else "page", "1")
        number = int(page[:6]) if page.isascii() and page.isdigit() else 0
        if feed.trap:
            edition = edition_of(outlet, feed, self.seed, now)
            return TRAPS[feed.trap](outlet, print_edition(edition, now) if edition else b"", now)
        printed = self._printed(outlet, feed, number, now)
        return _conditional(printed, request) if printed else _NOT_FOUND

    def _printed(self, outlet: Outlet, feed: OutletFeed, page: int, now: datetime) -> Printed | None:
        """From the shelf where it lies; quirks change by the second and are printed each time."""
        key = (outlet.host, feed.path, str(page))
        printed = None if feed.quirk else self._shelf.take(key, now)
        if printed is None and (edition := edition_of(outlet, feed, self.seed, now, page=page)):
            printed = print_for_shelf(edition, now)
            self._shelf.put(key, printed, now, next_change(outlet, self.seed, now))
        return printed

    def _archive(self, outlet: Outlet, request: Request, now: datetime) -> Response:
        feed = next((feed for feed in outlet.feeds if feed.archive == "chain"), None)
        week = request.path.removeprefix("/archive/").removesuffix(".atom")
        edition = week_document(outlet, feed, self.seed, now, week) if feed else None
        return _conditional(print_for_shelf(edition, now), request) if edition else _NOT_FOUND

    def _page(self, outlet: Outlet, path: str, now: datetime) -> Response:
        newest = tuple(tell(outlet, self.seed, slot) for slot in latest(outlet, self.seed, now, 6))
        if path == "/":
            return Response(200, front_page(outlet, newest).encode())
        if path.startswith("/features/breakwater-"):
            return Response(200, adapted_page(outlet).encode())
        number = number_in(path)
        slot = find(outlet, self.seed, number, now) if number is not None else None
        if slot is None:
            return _NOT_FOUND
        story = tell(outlet, self.seed, slot)
        if story.path != path:
            return Response(301, headers=(("Location", story.path),))
        others = tuple(other for other in newest if other.number != story.number)[:4]
        return Response(200, story_page(outlet, story, others).encode())

    def _set_clock(self, request: Request) -> Response:
        """GET tells the time; POST with `?now=` and `?speed=` sets it, for tests."""
        if request.method == "POST":
            now = read_instant(request.query.get("now", "")) or self.clock()
            speed = request.query.get("speed", "")
            self.clock.set(now, float(speed) if speed.replace(".", "", 1).isdigit() else None)
        return Response(200, self.clock().isoformat().encode(), "text/plain")


def _conditional(printed: Printed, request: Request) -> Response:
    """Validators as the feed declares them; 304 where they match; gzip where it is welcome."""
    is_gzip = "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{printed.digest}-gz"' if is_gzip else f'"{printed.digest}"'  # one each (RFC 9110 §8.8.3)
    has_etag, has_date = printed.validators in {"both", "etag"}, printed.validators == "both"
    headers = [("Vary", "Accept-Encoding")]
    headers += [("ETag", etag)] if has_etag else []
    headers += [("Last-Modified", written_http_date(printed.changed))] if has_date else []
    if is_not_modified(request, etag if has_etag else None, printed.changed if has_date else None):
        return Response(304, headers=tuple(headers))
    if is_gzip:
        packed = (*headers, ("Content-Encoding", "gzip"))
        return Response(200, printed.packed, printed.media_type, packed)
    return Response(200, printed.plain, printed.media_type, tuple(headers))
