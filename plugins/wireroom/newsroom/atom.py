"""Writes an edition as Atom 1.0 (RFC 4287), with the links and marks of RFC 5005."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wireroom.newsroom.edition import Edition
from wireroom.newsroom.markup import image_path, story_html
from wireroom.newsroom.outlet import Outlet
from wireroom.newsroom.story import Story, number_text
from wireroom.newsroom.xml_text import document, element, wrap

_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns_fh": "http://purl.org/syndication/history/1.0",
}


def atom(edition: Edition) -> str:
    """The document, not yet encoded."""
    outlet = edition.outlet
    links = (("self", edition.self_url), *edition.links)
    feed = wrap(
        "feed",
        element("id", _tag_uri(outlet, edition.feed.path)),
        element("title", edition.feed.title),
        element("updated", edition.changed.isoformat(timespec="seconds")),
        element("link", rel="alternate", type="text/html", href=outlet.site + "/"),
        *(element("link", rel=rel, type="application/atom+xml", href=href) for rel, href in links),
        *(element(f"fh:{mark}") for mark in edition.marks),
        *(_entry(edition, story) for story in edition.stories),
        **_NAMESPACES,
        xml_lang=outlet.language,
    )
    return document(feed, edition.feed.encoding)


def _entry(edition: Edition, story: Story) -> str:
    outlet = edition.outlet
    zone = ZoneInfo(outlet.timezone)
    page, image = outlet.site + story.path, outlet.site + image_path(story)
    body = story_html(outlet, story, relative=edition.feed.relative)
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
        element("content", body, type="html") if edition.feed.content == "full" else "",
    )


def _tag_uri(outlet: Outlet, name: str) -> str:
    return f"tag:{outlet.host}.localhost,2020:{name.strip('/')}"


def _image_type(url: str) -> str:
    return "png" if url.endswith(".png") else "svg+xml"
