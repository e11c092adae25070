"""Write a snapshot as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from wireroom.newsroom.content.story import Story
from wireroom.newsroom.content.story_page import image_path, story_html
from wireroom.newsroom.feeds.feed_window import Snapshot


def json_feed(snapshot: Snapshot) -> str:
    """The document, not yet encoded."""
    outlet = snapshot.outlet
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": snapshot.feed.title,
        "home_page_url": outlet.site + "/",
        "feed_url": snapshot.self_url,
        "description": f"{outlet.name}, {outlet.town}",
        "icon": outlet.site + "/logo.png",
        "language": f"{outlet.language}-{outlet.country.upper()}",
        **{f"{rel}_url": href for rel, href in snapshot.links if rel == "next"},
        "items": [_item(snapshot, story) for story in snapshot.stories],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _item(snapshot: Snapshot, story: Story) -> dict[str, object]:
    outlet = snapshot.outlet
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
    if snapshot.feed.content == "full":
        item["content_html"] = story_html(outlet, story)
    if story.updated:
        item["date_modified"] = story.updated.astimezone(zone).isoformat(timespec="seconds")
    return item
