"""What some publishers do to their own feeds: a correct document in, a peculiar one out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from wireroom.newsroom.edition import Edition

Quirk = Callable[[str, Edition, datetime], str]


def duplicate_guids(text: str, edition: Edition, now: datetime) -> str:
    """Two stories share each GUID: never the whole identity of an entry (lessons, FreshRSS and Miniflux)."""
    for story in edition.stories:
        own = f'isPermaLink="true">{edition.outlet.site}{story.path}<'
        text = text.replace(own, f'isPermaLink="false">{edition.outlet.host}-{story.number // 2}<')
    return text


def no_dates(text: str, edition: Edition, now: datetime) -> str:
    """No date on any entry, nor on the feed."""
    return re.sub(r"<(pubDate|lastBuildDate)>[^<]*</\1>\n?", "", text)


def flip_guids(text: str, edition: Edition, now: datetime) -> str:
    """GUIDs say https in every other four minutes: the commonest cause of duplicates in readers."""
    if int(now.timestamp()) // 240 % 2:
        return re.sub(r"(<guid [^>]*>)http:", r"\1https:", text)
    return text


def noise(text: str, edition: Edition, now: datetime) -> str:
    """Counters, clocks, advertisements and cache marks that differ at every request; the news stays."""
    views = int(now.timestamp()) % 90_000 + 1_000
    head = f'<div class="ad-slot" id="ad-{views}"><small>Advertisement</small></div>'
    tail = (
        f'<p class="view-count">{views:,} views</p>'
        f'<p class="timestamp">Page generated at {now:%H:%M:%S}</p>'
        f'<img src="{edition.outlet.site}/pixel.gif?cachebuster={views}" width="1" height="1" alt="">'
        f"<!-- served in 0.0{views % 90 + 10} s by node {views % 7} -->"
    )
    noisy = text.replace("<content:encoded><![CDATA[", f"<content:encoded><![CDATA[{head}")
    return noisy.replace("]]></content:encoded>", f"{tail}]]></content:encoded>")


def malformed(text: str, edition: Edition, now: datetime) -> str:
    """A blank before the declaration, bare ampersands, HTML entities, a control character, a cut-off end."""
    broken = text.replace("&amp;", "&").replace("<description>", "<description>&nbsp;", 4)
    broken = broken.replace("</title>", " \x08&raquo;</title>", 3).replace(
        "</category>", "<br></category>", 1
    )
    last_item = broken.rfind("<item>")
    return "\n" + (broken[: last_item + 60] if last_item > 0 else broken)


QUIRKS: dict[str, Quirk] = {
    quirk.__name__: quirk for quirk in (duplicate_guids, no_dates, flip_guids, noise, malformed)
}
