"""Write a snapshot as RSS 2.0 (rssboard.org), with Apple's elements where it is a podcast."""

from __future__ import annotations

from email.utils import format_datetime
from zoneinfo import ZoneInfo

from wireroom.newsroom.content.story import Story, number_text
from wireroom.newsroom.content.story_page import adapted_html, image_path, story_html
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.xml_text import cdata, document, element, wrap

NAMESPACES = {
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_media": "http://search.yahoo.com/mrss/",
    "xmlns_atom": "http://www.w3.org/2005/Atom",
    "xmlns_fh": "http://purl.org/syndication/history/1.0",
    "xmlns_sy": "http://purl.org/rss/1.0/modules/syndication/",
}
AUDIO_BYTES = 4_160  # of the silent sample that every episode is
_ITUNES = {"xmlns_itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}


def rss(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
    items = [_item(snapshot, story) for story in snapshot.stories]
    if snapshot.feed.with_adapted:
        items.append(_adapted_item(snapshot))
    channel = wrap("channel", *channel_head(snapshot), *items)
    return document(wrap("rss", channel, version="2.0", **NAMESPACES), snapshot.feed.encoding)


def channel_head(snapshot: Snapshot) -> list[str]:
    """Title, link, language, dates and the links of RFC 5005, as any RSS channel opens."""
    outlet = snapshot.outlet
    links = (("self", snapshot.self_url), *snapshot.links)
    return [
        element("title", snapshot.feed.title),
        element("link", outlet.site + "/"),
        element("description", f"{outlet.name}, {outlet.town}"),
        element("language", f"{outlet.language}-{outlet.country}"),
        element("lastBuildDate", format_datetime(snapshot.changed)),
        element("generator", "Wireroom sample newsroom"),
        element("ttl", "5"),
        wrap("image", element("url", outlet.site + "/logo.png"), element("title", outlet.name),
             element("link", outlet.site + "/")),
        *(element("atom:link", rel=rel, href=href, type="application/rss+xml") for rel, href in links),
        *(element(f"fh:{mark}") for mark in snapshot.marks),
    ]  # fmt: skip


def _item(snapshot: Snapshot, story: Story) -> str:
    outlet = snapshot.outlet
    local = story.published.astimezone(ZoneInfo(outlet.timezone))
    is_full = snapshot.feed.content == "full"
    image = outlet.site + image_path(story)
    return wrap(
        "item",
        element("title", story.title),
        element(
            "link", f"{outlet.site}{story.path}?utm_source=rss&utm_medium=feed&utm_campaign={outlet.host}"
        ),
        element("guid", outlet.site + story.path, isPermaLink="true"),
        element("pubDate", format_datetime(local)),
        *(element("dc:creator", author) for author in story.authors),
        *(element("category", tag) for tag in (story.section, *story.tags)),
        element("description", story.summary),
        cdata("content:encoded", story_html(outlet, story, relative=snapshot.feed.relative))
        if is_full
        else "",
        element("media:content", url=image, medium="image", width=640, height=360),
    )


def _adapted_item(snapshot: Snapshot) -> str:
    """No pubDate: the date must come from the text's first line, as in the seed document of issue 2."""
    path = "/features/breakwater-talks-end-with-assurances"
    return wrap(
        "item",
        element("title", "Breakwater talks end with assurances"),
        element("link", snapshot.outlet.site + path),
        element("guid", "harbour-post-feature-breakwater", isPermaLink="false"),
        element("category", "Features"),
        cdata("content:encoded", adapted_html()),
    )


def podcast(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
    outlet = snapshot.outlet
    channel = wrap(
        "channel",
        *channel_head(snapshot),
        element("itunes:author", outlet.name),
        element("itunes:image", href=outlet.site + "/logo.png"),
        element("itunes:category", text="News"),
        element("itunes:explicit", "false"),
        *(_episode(snapshot, story) for story in snapshot.stories),
    )
    return document(wrap("rss", channel, version="2.0", **NAMESPACES, **_ITUNES), snapshot.feed.encoding)


def _episode(snapshot: Snapshot, story: Story) -> str:
    outlet = snapshot.outlet
    audio = f"{outlet.site}/audio/{number_text(story.number)}.mp3"
    local = story.published.astimezone(ZoneInfo(outlet.timezone))
    return wrap(
        "item",
        element("title", story.title),
        element("link", outlet.site + story.path),
        element("guid", f"{outlet.host}-episode-{story.number}", isPermaLink="false"),
        element("pubDate", format_datetime(local)),
        element("description", "\n".join(f"<p>{text}</p>" for text in story.paragraphs)),
        element("enclosure", url=audio, type="audio/mpeg", length=AUDIO_BYTES),
        element("itunes:author", " & ".join(story.authors)),
        element("itunes:duration", f"00:{story.number % 50 + 5:02d}:{story.number % 60:02d}"),
        element("itunes:episode", str(story.number)),
        element("itunes:keywords", ",".join(story.tags)),
    )
