"""Write a snapshot as Atom 1.0 (RFC 4287), with the links and marks of RFC 5005."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.content.story import Story, number_text
from wireroom.newsroom.content.story_page import image_path, story_html
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.xml_text import document, element, wrap

_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns_fh": "http://purl.org/syndication/history/1.0",
}


def atom(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
    outlet = snapshot.outlet
    links = (("self", snapshot.self_url), *snapshot.links)
    feed = wrap(
        "feed",
        element("id", _tag_uri(outlet, snapshot.feed.path)),
        element("title", snapshot.feed.title),
        element("updated", snapshot.changed.isoformat(timespec="seconds")),
        element("link", rel="alternate", type="text/html", href=outlet.site + "/"),
        *(element("link", rel=rel, type="application/atom+xml", href=href) for rel, href in links),
        *(element(f"fh:{mark}") for mark in snapshot.marks),
        *(_entry(snapshot, story) for story in snapshot.stories),
        **_NAMESPACES,
        xml_lang=outlet.language,
    )
    return document(feed, snapshot.feed.encoding)


def _entry(snapshot: Snapshot, story: Story) -> str:
    outlet = snapshot.outlet
    zone = ZoneInfo(outlet.timezone)
    page, image = outlet.site + story.path, outlet.site + image_path(story)
    body = story_html(outlet, story, relative=snapshot.feed.relative)
    changed = (story.updated or story.published).astimezone(zone)
    return wrap(
        "entry",
        element("id", _tag_uri(outlet, number_text(story.number))),
        element("title", story.title),
        element("link", rel="alternate", type="text/html", href=page),
        element("link", rel="enclosure", type=f"image/{_image_type(image)}", href=image),
        element("published", story.published.astimezone(zone).isoformat(timespec="seconds")),
        element("updated", changed.isoformat(timespec="seconds")),
        *(wrap("author", element("name", author)) for author in story.authors),
        *(element("category", term=tag) for tag in (story.section, *story.tags)),
        element("summary", story.summary, type="text"),
        element("content", body, type="html") if snapshot.feed.content == "full" else "",
    )


def _tag_uri(outlet: Outlet, name: str) -> str:
    return f"tag:{outlet.host}.localhost,2020:{name.strip('/')}"


def _image_type(url: str) -> str:
    return "png" if url.endswith(".png") else "svg+xml"
