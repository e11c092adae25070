"""Writes an edition as a podcast: RSS 2.0 with enclosures and Apple's iTunes elements."""

from __future__ import annotations

from email.utils import format_datetime
from zoneinfo import ZoneInfo

from wireroom.newsroom.edition import Edition
from wireroom.newsroom.rss import NAMESPACES, channel_head
from wireroom.newsroom.story import Story, number_text
from wireroom.newsroom.xml_text import document, element, wrap

AUDIO_BYTES = 4_160  # of the silent sample that every episode is
_ITUNES = {"xmlns_itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}


def podcast(edition: Edition) -> str:
    """The document, not yet encoded."""
    outlet = edition.outlet
    channel = wrap(
        "channel",
        *channel_head(edition),
        element("itunes:author", outlet.name),
        element("itunes:image", href=outlet.site + "/logo.png"),
        element("itunes:category", text="News"),
        element("itunes:explicit", "false"),
        *(_episode(edition, story) for story in edition.stories),
    )
    return document(wrap("rss", channel, version="2.0", **NAMESPACES, **_ITUNES), edition.feed.encoding)


def _episode(edition: Edition, story: Story) -> str:
    outlet = edition.outlet
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
