"""Write a snapshot as RSS 1.0 (web.resource.org/rss/1.0), which is RDF, with Dublin Core."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wireroom.newsroom.content.story import Story
from wireroom.newsroom.content.story_page import story_html
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.xml_text import cdata, document, element, wrap

_NAMESPACES = {
    "xmlns": "http://purl.org/rss/1.0/",
    "xmlns_rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_sy": "http://purl.org/rss/1.0/modules/syndication/",
}


def rdf(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
    items = (_item(snapshot, story) for story in snapshot.stories)
    return document(wrap("rdf:RDF", _channel(snapshot), *items, **_NAMESPACES), snapshot.feed.encoding)


def _channel(snapshot: Snapshot) -> str:
    outlet = snapshot.outlet
    listed = (element("rdf:li", rdf_resource=outlet.site + story.path) for story in snapshot.stories)
    return wrap(
        "channel",
        element("title", snapshot.feed.title),
        element("link", outlet.site + "/"),
        element("description", f"{outlet.name}, {outlet.town}"),
        element("dc:language", f"{outlet.language}-{outlet.country}"),
        element("dc:date", snapshot.changed.isoformat(timespec="seconds")),
        element("sy:updatePeriod", "hourly"),
        element("sy:updateFrequency", "12"),
        wrap("items", wrap("rdf:Seq", *listed)),
        rdf_about=snapshot.self_url,
    )


def _item(snapshot: Snapshot, story: Story) -> str:
    outlet = snapshot.outlet
    local = story.published.astimezone(ZoneInfo(outlet.timezone))
    return wrap(
        "item",
        element("title", story.title),
        element("link", outlet.site + story.path),
        element("description", story.summary),
        element("dc:date", local.isoformat(timespec="seconds")),
        element("dc:creator", ", ".join(story.authors)),
        *(element("dc:subject", tag) for tag in (story.section, *story.tags)),
        cdata("content:encoded", story_html(outlet, story)) if snapshot.feed.content == "full" else "",
        rdf_about=outlet.site + story.path,
    )
