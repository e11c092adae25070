"""Parse the text of a JSON Feed (jsonfeed.org, versions 1 and 1.1).

Publishers give numbers for ids and URLs, null for lists and one author for many: whatever has the wrong
type is read as text where that makes sense (an id), else left out (a URL).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from wireroom.models import Entry, FeedFormat, Link, Markup, Media, ParsedFeed, Person, RawDate, Tag
from wireroom.parse.json_items import DECODER, ITEM_KEYS, listed, newest_items
from wireroom.parse.newest_items import newest
from wireroom.parse.written_values import mend, seconds, whole_number
from wireroom.parse.xml_feeds.xml_tree import WHOLE_UP_TO

# A string, which stays as it is (one that never ends takes the rest: looked through once), or a comma
# before nothing, which templates leave after the last item.
_LAST_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+"?)|,(?=\s*+[}\]])', re.DOTALL)
_VERSION_MARK = "jsonfeed.org/version/"


def read_json_feed(text: str, max_entries: int | None) -> ParsedFeed | None:
    """Read a JSON Feed; None where the text is no JSON, or JSON of another kind."""
    said, kept, count, damage = _read(text, max_entries) or ({}, [], 0, "")
    if not _is_feed(said, (item for _, item in kept)):
        return None
    authors = _persons(said)
    return ParsedFeed(
        format=FeedFormat.JSON,
        version=(_string(said, "version") or "").rpartition(_VERSION_MARK)[2][:20],
        title=_string(said, "title"),
        link=_address(said, "home_page_url"),
        links=_feed_links(said),
        language=_string(said, "language"),
        rights=_rights(said),
        description=_string(said, "description"),
        image_url=_address(said, "icon") or _address(said, "favicon"),
        entries=tuple(_entry(item, position, authors) for position, item in kept),
        left_out=count - len(kept),
        problems=(f"not well-formed: {damage}",) if damage else (),
        is_damaged=bool(damage),
    )


def _read(
    text: str, max_entries: int | None
) -> tuple[dict[str, Any], list[tuple[int, dict[str, Any]]], int, str] | None:
    """The feed's members, its newest items with their positions, the number of items, and the damage in
    words.

    A small document is decoded whole, which is faster. None if the text is no such JSON.
    """
    said = _load(text) if max_entries is None or len(text) <= WHOLE_UP_TO else None
    if said is None:
        found = newest_items(text, max_entries, _dates_in)
        return (found.said, found.kept.items(), found.kept.count, found.damage) if found else None
    if (members := listed(said.get("items"))) is None:
        return None
    items = [item for item in members if isinstance(item, dict)]
    return said, newest(items, max_entries, _dates_in), len(items), ""


def is_json_feed(said: dict[str, Any]) -> bool:
    """Whether a JSON object is a JSON Feed: other formats have a list `items` too."""
    items = listed(said.get("items"))
    return items is not None and _is_feed(said, (item for item in items if isinstance(item, dict)))


def _is_feed(said: dict[str, Any], items: Iterable[dict[str, Any]]) -> bool:
    return _VERSION_MARK in str(said.get("version")) or any(ITEM_KEYS & item.keys() for item in items)


def _dates_in(item: dict[str, Any]) -> list[str]:
    return [said for key in ("date_published", "date_modified") if isinstance(said := item.get(key), str)]


def _load(text: str) -> dict[str, Any] | None:
    said = _decoded(text)
    if said is None and "jsonfeed" in text:
        said = _decoded(_LAST_COMMA.sub(r"\1", text))
    return said if isinstance(said, dict) else None


def _decoded(text: str) -> Any:
    try:  # there may be a script after the document
        return DECODER.raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _string(said: dict[str, Any], key: str) -> str | None:
    value = said.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return mend(str(value)) or None
    except ValueError:  # an integer of more digits than Python turns into text
        return None


def _address(said: dict[str, Any], key: str) -> str | None:
    """A URL as text; a number is none. Of an object its `url`, of a list its first element."""
    value = said.get(key)
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("url") if isinstance(value, dict) else value
    return _string({key: value}, key) if isinstance(value, str) else None


def _feed_links(said: dict[str, Any]) -> tuple[Link, ...]:
    named = (("home_page_url", "alternate"), ("feed_url", "self"), ("next_url", "next"))
    links = [Link(href, rel) for key, rel in named if (href := _address(said, key))]
    hubs = (_address(hub, "url") for hub in _list(said, "hubs") if isinstance(hub, dict))
    return (*links, *(Link(href, "hub") for href in hubs if href))


def _list(said: dict[str, Any], key: str) -> list[Any]:
    """The list `key`; a single string or object is a list of one."""
    value = said.get(key)
    if isinstance(value, dict | str):
        return [value]
    return value if isinstance(value, list) else []


def _persons(said: dict[str, Any]) -> tuple[Person, ...]:
    """Authors, from `authors` (version 1.1) and `author` (version 1); a bare name counts as one."""
    found = []
    for person in (*_list(said, "authors"), said.get("author")):
        person = {"name": person} if isinstance(person, str) else person
        if isinstance(person, dict):
            name, url = _string(person, "name"), _address(person, "url")
            if name or url:
                found.append(Person(name or "", None, url))
    return tuple(dict.fromkeys(found))


def _entry(item: dict[str, Any], position: int, authors: tuple[Person, ...]) -> Entry:
    summary, content = _bodies(item)
    title, link = _string(item, "title"), _address(item, "url")
    external = _address(item, "external_url")
    named = ((link, "alternate"), (external, "related" if link else "alternate"))
    dates = ((key, _string(item, key)) for key in ("date_published", "date_modified"))
    tags = item.get("tags")
    tags = tags.split(",") if isinstance(tags, str) else _list(item, "tags")
    return Entry(
        position=position,
        guid=_string(item, "id"),
        link=link or external,
        links=tuple(Link(href, rel) for href, rel in named if href),
        title=Markup(title, "text") if title else None,
        summary=summary,
        content=content,
        authors=_persons(item) or authors,
        dates=tuple(RawDate(key, text) for key, text in dates if text),
        tags=tuple(Tag(mend(tag)) for tag in tags if isinstance(tag, str) and tag.strip()),
        media=_media(item),
        rights=_rights(item),
        language=_string(item, "language"),
    )


def _rights(said: dict[str, Any]) -> str | None:
    """Licence and copyright, which publishers write though no version of the format has them."""
    lines = (_string(said, key) for key in ("license", "_license", "copyright", "_copyright", "rights"))
    return "; ".join(dict.fromkeys(filter(None, lines))) or None


def _bodies(item: dict[str, Any]) -> tuple[Markup | None, Markup | None]:
    """Summary and content: the content is the HTML, else the text, else the summary."""
    kinds = (("content_html", "html"), ("content_text", "text"), ("summary", "text"))
    found = [Markup(value, kind) for key, kind in kinds if (value := _string(item, key))]
    if not found:
        return None, None
    summary = found[-1] if len(found) > 1 else None
    return summary, found[0]


def _media(item: dict[str, Any]) -> tuple[Media, ...]:
    images = [Media(url, "image") for key in ("image", "banner_image") if (url := _address(item, key))]
    attached = [
        Media(
            url,
            "enclosure",
            _string(attachment, "mime_type"),
            whole_number(attachment.get("size_in_bytes")),
            title=_string(attachment, "title"),
            duration=seconds(_string(attachment, "duration_in_seconds")),
        )
        for attachment in _list(item, "attachments")
        if isinstance(attachment, dict) and (url := _address(attachment, "url"))
    ]
    return tuple(images + attached)
