"""Write a snapshot as a news sitemap, and an outlet's index and months as sitemaps (sitemaps.org)."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.content.schedule import Slot, day_slots, first_day, latest
from wireroom.newsroom.content.story import Story, make_story
from wireroom.newsroom.content.story_page import image_path
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.xml_text import document, element, wrap
from wireroom.newsroom.http_messages import Response

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAMESPACES = {
    "xmlns": _XMLNS,
    "xmlns_news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xmlns_image": "http://www.google.com/schemas/sitemap-image/1.1",
}
INDEX = "/sitemap_index.xml"
_MONTH = re.compile(r"/sitemaps/(\d{4})-(\d\d)\.xml\.gz")
_NEWEST = 200  # of an outlet that writes by the minute


def news_sitemap(snapshot: Snapshot) -> str:
    """The document, not yet encoded; with Google's news and image elements."""
    urls = (_url(snapshot, story) for story in snapshot.stories)
    return document(wrap("urlset", *urls, **_NAMESPACES), snapshot.feed.encoding)


def _url(snapshot: Snapshot, story: Story) -> str:
    outlet = snapshot.outlet
    zone = ZoneInfo(outlet.timezone)
    news = wrap(
        "news:news",
        wrap(
            "news:publication", element("news:name", outlet.name), element("news:language", outlet.language)
        ),
        element("news:publication_date", story.published.astimezone(zone).isoformat(timespec="seconds")),
        element("news:title", story.title),
        element("news:keywords", ", ".join((story.section, *story.tags))),
    )
    return wrap(
        "url",
        element("loc", outlet.site + story.path),
        element("lastmod", (story.updated or story.published).isoformat(timespec="seconds")),
        news,
        wrap("image:image", element("image:loc", outlet.site + image_path(story))),
    )


def sitemap_at(outlet: Outlet, path: str, seed: str, now: datetime) -> Response | None:
    """The index; of a daily outlet also each month, packed; of any other the newest pages."""
    if path == INDEX:
        return _xml(wrap("sitemapindex", *_months(outlet, now), xmlns=_XMLNS))
    if path == "/sitemaps/newest.xml":
        return _xml(_pages(outlet, seed, latest(outlet, seed, now, _NEWEST)))
    found = _MONTH.fullmatch(path)
    if found is None or not outlet.daily or not 1 <= int(found[2]) <= 12:
        return None
    month = date(int(found[1]), int(found[2]), 1)
    days = (month + timedelta(days=ahead) for ahead in range(31))
    of_month = [day for day in days if day.month == month.month and day >= first_day(now)]
    slots = tuple(slot for day in of_month for slot in day_slots(outlet, seed, day, now))
    body = gzip.compress(document(_pages(outlet, seed, slots)).encode(), mtime=0)
    return Response(200, body, "application/x-gzip") if slots else None


def _months(outlet: Outlet, now: datetime) -> list[str]:
    if not outlet.daily:
        return [_entry("sitemap", f"{outlet.site}/sitemaps/newest.xml", now)]
    found: list[str] = []
    month = now.date().replace(day=1)
    while month >= first_day(now).replace(day=1):
        after = (month + timedelta(days=32)).replace(day=1)
        end = min(datetime(after.year, after.month, 1, tzinfo=UTC), now)
        found.append(_entry("sitemap", f"{outlet.site}/sitemaps/{month:%Y-%m}.xml.gz", end))
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def _pages(outlet: Outlet, seed: str, slots: tuple[Slot, ...]) -> str:
    stories = (make_story(outlet, seed, slot) for slot in slots)
    entries = (_entry("url", outlet.site + story.path, story.updated or story.published) for story in stories)
    return wrap("urlset", *entries, xmlns=_XMLNS)


def _entry(kind: str, url: str, changed: datetime) -> str:
    return wrap(kind, element("loc", url), element("lastmod", changed.isoformat(timespec="seconds")))


def _xml(root: str) -> Response:
    return Response(200, document(root).encode(), "application/xml")
