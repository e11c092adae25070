"""Writes an edition as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from wireroom.newsroom.edition import Edition
from wireroom.newsroom.markup import image_path, story_html
from wireroom.newsroom.story import Story


def json_feed(edition: Edition) -> str:
    """The document, not yet encoded."""
    outlet = edition.outlet
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.feed.title,
        "home_page_url": outlet.site + "/",
        "feed_url": edition.self_url,
        "description": f"{outlet.name}, {outlet.town}",
        "icon": outlet.site + "/logo.png",
        "language": f"{outlet.language}-{outlet.country.upper()}",
        **{f"{rel}_url": href for rel, href in edition.links if rel == "next"},
        "items": [_item(edition, story) for story in edition.stories],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _item(edition: Edition, story: Story) -> dict[str, object]:
    outlet = edition.outlet
    zone = ZoneInfo(outlet.timezone)
    item: dict[str, object] = {
        "id": outlet.site + story.path,
        "url": outlet.site + story.path,
        "title": story.title,
        "summary": story.summary,
        "image": outlet.site + image_path(story),
        "date_published": story.published.astimezone(zone).isoformat(timespec="seconds"),
        "authors": [{"name": author} for author in story.authors],
        "tags": [story.section, *story.tags],
    }
    if edition.feed.content == "full":
        item["content_html"] = story_html(outlet, story)
    if story.updated:
        item["date_modified"] = story.updated.astimezone(zone).isoformat(timespec="seconds")
    return item
