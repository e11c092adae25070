"""Writes a snapshot as a news sitemap (sitemaps.org 0.9 with Google's news and image elements)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wireroom.newsroom.content.story import Story
from wireroom.newsroom.content.story_page import image_path
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.xml_text import document, element, wrap

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns_news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xmlns_image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def sitemap(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
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
