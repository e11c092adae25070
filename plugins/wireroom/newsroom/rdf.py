"""Writes an edition as RSS 1.0 (web.resource.org/rss/1.0), which is RDF, with Dublin Core."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wireroom.newsroom.edition import Edition
from wireroom.newsroom.markup import story_html
from wireroom.newsroom.story import Story
from wireroom.newsroom.xml_text import cdata, document, element, wrap

_NAMESPACES = {
    "xmlns": "http://purl.org/rss/1.0/",
    "xmlns_rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_sy": "http://purl.org/rss/1.0/modules/syndication/",
}


def rdf(edition: Edition) -> str:
    """The document, not yet encoded."""
    items = (_item(edition, story) for story in edition.stories)
    return document(wrap("rdf:RDF", _channel(edition), *items, **_NAMESPACES), edition.feed.encoding)


def _channel(edition: Edition) -> str:
    outlet = edition.outlet
    listed = (element("rdf:li", rdf_resource=outlet.site + story.path) for story in edition.stories)
    return wrap(
        "channel",
        element("title", edition.feed.title),
        element("link", outlet.site + "/"),
        element("description", f"{outlet.name}, {outlet.town}"),
        element("dc:language", f"{outlet.language}-{outlet.country}"),
        element("dc:date", edition.changed.isoformat(timespec="seconds")),
        element("sy:updatePeriod", "hourly"),
        element("sy:updateFrequency", "12"),
        wrap("items", wrap("rdf:Seq", *listed)),
        rdf_about=edition.self_url,
    )


def _item(edition: Edition, story: Story) -> str:
    outlet = edition.outlet
    local = story.published.astimezone(ZoneInfo(outlet.timezone))
    return wrap(
        "item",
        element("title", story.title),
        element("link", outlet.site + story.path),
        element("description", story.summary),
        element("dc:date", local.isoformat(timespec="seconds")),
        element("dc:creator", ", ".join(story.authors)),
        *(element("dc:subject", tag) for tag in (story.section, *story.tags)),
        cdata("content:encoded", story_html(outlet, story)) if edition.feed.content == "full" else "",
        rdf_about=outlet.site + story.path,
    )
