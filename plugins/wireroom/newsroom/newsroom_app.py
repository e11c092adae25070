"""The newsroom as an application: answers requests; it knows the clock and does no input or output.

host → outlet ─┬─ path of a feed → snapshot → render (→ trap)
               ├─ /archive/2026-W45.atom, ?page=2 → documents of RFC 5005; ?paged=2 → WordPress's pages
               ├─ /2026/11/23/slug-9x4 → the page behind a story
               └─ pictures, robots.txt, sitemaps, front page
no outlet → directory, /-/clock; /-/cdx and /-/web/…: a web archive of all of it; /crawl-data/…: a news crawl
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from wireroom.common.http_headers import written_http_date
from wireroom.newsroom.clock import NewsroomClock, read_instant
from wireroom.newsroom.content.guarded_pages import guarded_page, guarded_robots
from wireroom.newsroom.content.outlet import (
    Outlet,
    OutletFeed,
    find_outlet,
)
from wireroom.newsroom.content.pictures import picture
from wireroom.newsroom.content.schedule import find, latest, next_change
from wireroom.newsroom.content.story import make_story, number_in
from wireroom.newsroom.content.story_page import adapted_page, front_page, story_page
from wireroom.newsroom.directory import directory_list, directory_page
from wireroom.newsroom.faults import RESPONSE_FAULTS
from wireroom.newsroom.feeds.feed_window import snapshot_of, week_document
from wireroom.newsroom.feeds.render_feed import Cache, Rendered, render, render_for_cache
from wireroom.newsroom.feeds.write_sitemaps import INDEX, sitemap_at
from wireroom.newsroom.http_messages import Request, Response, in_part, is_not_modified
from wireroom.newsroom.own_archives import news_crawl, web_archive

_NO_OUTLET = frozenset({"", "localhost", "newsroom", "127.0.0.1", "::1"})
_ROBOTS = "User-agent: *\nDisallow: /private/\n"
_NOT_FOUND = Response(404, b"<!DOCTYPE html><title>404</title><h1>Not found</h1>")


class NewsroomApp:
    """Answers for every outlet; `seed` decides all stories, `clock` which of them are out."""

    def __init__(self, clock: NewsroomClock, *, seed: str = "1", generated: int = 0) -> None:
        self.clock = clock
        self.seed = seed
        self.generated = generated
        self._cache = Cache()

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
        return self._of_all(request, now) if request.host in _NO_OUTLET else _NOT_FOUND

    def _captured(self, url: str, at: datetime) -> Response:
        """What `url` would have answered then."""
        parts = urlsplit(url)
        outlet = find_outlet((parts.hostname or "").removesuffix(".localhost"), self.generated)
        asked = Request("GET", "", parts.path, dict(parse_qsl(parts.query)))
        return self._outlet(outlet, asked, at) if outlet else _NOT_FOUND

    def _of_all(self, request: Request, now: datetime) -> Response:
        if request.path == "/feeds.txt":
            return Response(200, directory_list(self.generated).encode(), "text/plain; charset=utf-8")
        if request.path == "/":
            return Response(200, directory_page(self.generated).encode())
        crawled = news_crawl(request, now, self.seed, self._captured)
        return in_part(request, crawled) if crawled else _NOT_FOUND

    def _outlet(self, outlet: Outlet, request: Request, now: datetime) -> Response:
        feed = outlet.feed_at(request.path)
        if feed is not None:
            return self._feed(outlet, feed, request, now)
        if request.path.startswith("/archive/"):
            return self._archive(outlet, request, now)
        if request.path == "/robots.txt":
            rules = guarded_robots() if outlet.guarded else _ROBOTS
            return Response(200, f"{rules}Sitemap: {outlet.site}{INDEX}\n".encode(), "text/plain")
        found = picture(request.path) or sitemap_at(outlet, request.path, self.seed, now)
        return found or self._page(outlet, request.path, now)

    def _feed(self, outlet: Outlet, feed: OutletFeed, request: Request, now: datetime) -> Response:
        page = request.query.get("paged" if feed.archive == "paged" else "page", "1")
        number = int(page[:6]) if page.isascii() and page.isdigit() else 0
        if feed.trap:
            snapshot = snapshot_of(outlet, feed, self.seed, now)
            return RESPONSE_FAULTS[feed.trap](outlet, render(snapshot, now) if snapshot else b"", now)
        rendered = self._rendered(outlet, feed, number, now)
        return _conditional(rendered, request) if rendered else _NOT_FOUND

    def _rendered(self, outlet: Outlet, feed: OutletFeed, page: int, now: datetime) -> Rendered | None:
        """From the cache where it lies; quirks change by the second and are rendered each time."""
        key = (outlet.host, feed.path, str(page))
        rendered = None if feed.quirk else self._cache.take(key, now)
        if rendered is None and (snapshot := snapshot_of(outlet, feed, self.seed, now, page=page)):
            rendered = render_for_cache(snapshot, now)
            self._cache.put(key, rendered, now, next_change(outlet, self.seed, now))
        return rendered

    def _archive(self, outlet: Outlet, request: Request, now: datetime) -> Response:
        feed = next((feed for feed in outlet.feeds if feed.archive == "chain"), None)
        week = request.path.removeprefix("/archive/").removesuffix(".atom")
        snapshot = week_document(outlet, feed, self.seed, now, week) if feed else None
        return _conditional(render_for_cache(snapshot, now), request) if snapshot else _NOT_FOUND

    def _page(self, outlet: Outlet, path: str, now: datetime) -> Response:
        newest = tuple(make_story(outlet, self.seed, slot) for slot in latest(outlet, self.seed, now, 6))
        if path == "/":
            return Response(200, front_page(outlet, newest).encode())
        if path.startswith("/features/breakwater-"):
            return Response(200, adapted_page(outlet).encode())
        number = number_in(path)
        slot = find(outlet, self.seed, number, now) if number is not None else None
        if slot is None:
            return _NOT_FOUND
        story = make_story(outlet, self.seed, slot)
        if story.path != path:
            return Response(301, headers=(("Location", story.path),))
        others = tuple(other for other in newest if other.number != story.number)[:4]
        page = story_page(outlet, story, others)
        return guarded_page(outlet, story, page) if outlet.guarded else Response(200, page.encode())

    def _set_clock(self, request: Request) -> Response:
        """GET tells the time; POST with `?now=` and `?speed=` sets it, for tests."""
        if request.method == "POST":
            now = read_instant(request.query.get("now", "")) or self.clock()
            speed = request.query.get("speed", "")
            self.clock.set(now, float(speed) if speed.replace(".", "", 1).isdigit() else None)
        return Response(200, self.clock().isoformat().encode(), "text/plain")


def _conditional(rendered: Rendered, request: Request) -> Response:
    """Validators as the feed declares them; 304 where they match; gzip where it is welcome."""
    is_gzip = "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{rendered.digest}-gz"' if is_gzip else f'"{rendered.digest}"'  # one each (RFC 9110 §8.8.3)
    has_etag, has_date = rendered.validators in {"both", "etag"}, rendered.validators == "both"
    headers = [("Vary", "Accept-Encoding")]
    headers += [("ETag", etag)] if has_etag else []
    headers += [("Last-Modified", written_http_date(rendered.changed))] if has_date else []
    if is_not_modified(request, etag if has_etag else None, rendered.changed if has_date else None):
        return Response(304, headers=tuple(headers))
    if is_gzip:
        packed = (*headers, ("Content-Encoding", "gzip"))
        return Response(200, rendered.packed, rendered.media_type, packed)
    return Response(200, rendered.plain, rendered.media_type, tuple(headers))
