"""Read text that strict readers doubt with feedparser, the tolerant reference.

Nothing is sanitised or resolved: `clean` does the one, `normalize` the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wireroom.models import Entry, FeedFormat, Link, Markup, Media, ParsedFeed, Person, RawDate, Tag
from wireroom.parse.linear_feedparser import parse_with_feedparser
from wireroom.parse.newest_items import newest
from wireroom.parse.written_values import whole_number

_TEXT_TYPES = ("text/plain",)
_FORMATS = {"atom": FeedFormat.ATOM, "rss090": FeedFormat.RDF, "rss10": FeedFormat.RDF}
# feedparser folds the elements of a kind into one key; the name we give is the kind's best-known element.
_DATES = {"published": "published", "updated": "updated", "created": "created"}


def read_tolerantly(text: str, max_entries: int | None) -> ParsedFeed | None:
    """Read with feedparser whatever can be read; None if feedparser itself fails."""
    try:
        parsed = parse_with_feedparser(text)
    except Exception:  # its sgmllib ancestry raises what it likes on hostile input; that is no feed then
        return None
    feed, version = parsed["feed"], parsed.get("version") or ""
    is_atom = version.startswith("atom")
    kept = newest(parsed["entries"], max_entries, _dates_in)
    return ParsedFeed(
        format=_format(version),
        version=_version(version),
        title=_string(feed, "title"),
        link=_string(feed, "link"),
        links=_links(feed),
        language=_string(feed, "language"),
        description=_string(feed, "subtitle"),
        image_url=_string(feed.get("image") or {}, "href"),
        generator=_string(feed, "generator"),
        rights=_string(feed, "rights"),
        ttl_minutes=whole_number(_string(feed, "ttl")),
        is_complete="fh_complete" in feed,
        is_archive="fh_archive" in feed,
        left_out=len(parsed["entries"]) - len(kept),
        entries=tuple(_entry(entry, position, is_atom) for position, entry in kept),
    )


def _dates_in(entry: Mapping[str, Any]) -> list[str]:
    return [said for key in _DATES if (said := _string(entry, key))]


def _format(version: str) -> FeedFormat:
    return next((found for mark, found in _FORMATS.items() if version.startswith(mark)), FeedFormat.RSS)


def _version(version: str) -> str:
    digits = "".join(letter for letter in version if letter.isdigit())
    return f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else ""


def _string(said: Mapping[str, Any], key: str) -> str | None:
    value = dict(said).get(key)  # not the mapping's own get: it answers `updated` with `published`
    return value.strip() or None if isinstance(value, str) else None


def _entry(entry: Mapping[str, Any], position: int, is_atom: bool) -> Entry:
    bodies = [_markup(body, is_atom) for body in entry.get("content", [])]
    bodies.append(_detail(entry, "summary", is_atom))
    found = sorted((body for body in bodies if body), key=lambda body: -len(body.value))
    source = dict(entry).get("source") or {}
    return Entry(
        position=position,
        guid=_string(entry, "id"),
        guid_is_permalink=dict(entry).get("guidislink"),
        link=_entry_link(entry),
        links=_links(entry),
        title=_title(entry, is_atom),
        content=found[0] if found else None,
        summary=found[1] if len(found) > 1 else None,
        authors=_persons(entry),
        dates=_dates(entry, is_atom),
        tags=tuple(_tag(tag) for tag in _dicts(entry, "tags", "term")),
        media=_media(entry),
        source_title=_string(source, "title"),
        source_url=_string(source, "href") or _string(source, "link"),
        original_link=_string(entry, "feedburner_origlink"),
        rights=_string(entry, "rights"),
        language=_string(entry, "language"),
        comments=_string(entry, "comments"),
    )


def _entry_link(entry: Mapping[str, Any]) -> str | None:
    """The entry's link.

    Not a GUID that feedparser takes for one because it does not say otherwise (www.apple.com).
    """
    link = _string(entry, "link")
    has_page = any(page.get("rel") == "alternate" for page in _dicts(entry, "links", "href"))
    return link if has_page or (link and "://" in link) else None


def _dicts(said: Mapping[str, Any], key: str, needed: str) -> list[Mapping[str, Any]]:
    values = dict(said).get(key)
    values = values if isinstance(values, list) else []
    return [value for value in values if isinstance(value, dict) and isinstance(value.get(needed), str)]


def _detail(entry: Mapping[str, Any], key: str, is_atom: bool) -> Markup | None:
    detail = dict(entry).get(f"{key}_detail")
    if isinstance(detail, dict):
        return _markup(detail, is_atom)
    value = _string(entry, key)
    return Markup(value) if value else None


def _title(entry: Mapping[str, Any], is_atom: bool) -> Markup | None:
    """The entry's own title: feedparser lets that of its media overwrite the detail, but not the title."""
    value, detail = _string(entry, "title"), _detail(entry, "title", is_atom)
    return Markup(value, detail.type, detail.base, detail.language) if value and detail else None


def _markup(detail: Mapping[str, Any], is_atom: bool) -> Markup | None:
    value = _string(detail, "value")
    if not value:
        return None
    kind = "text" if is_atom and detail.get("type") in _TEXT_TYPES else "html"
    return Markup(value, kind, detail.get("base") or None, detail.get("language") or None)


def _dates(entry: Mapping[str, Any], is_atom: bool) -> tuple[RawDate, ...]:
    names = _DATES if is_atom else {**_DATES, "published": "pubDate"}
    found = ((names[key], _string(entry, key)) for key in names)
    return tuple(RawDate(name, text) for name, text in found if text)


def _links(said: Mapping[str, Any]) -> tuple[Link, ...]:
    return tuple(_link(link) for link in _dicts(said, "links", "href") if link.get("rel") != "enclosure")


def _link(said: Mapping[str, Any]) -> Link:
    rel = said.get("rel") or "alternate"
    return Link(said["href"], rel, said.get("type"), said.get("title"), said.get("hreflang"))


def _tag(said: Mapping[str, Any]) -> Tag:
    return Tag(said["term"], said.get("scheme"), said.get("label"))


def _persons(entry: Mapping[str, Any]) -> tuple[Person, ...]:
    persons = [person for person in dict(entry).get("authors") or [] if isinstance(person, dict)]
    found = (Person(person.get("name") or "", person.get("email"), person.get("href")) for person in persons)
    return tuple(person for person in dict.fromkeys(found) if person.name or person.email or person.url)


def _media(entry: Mapping[str, Any]) -> tuple[Media, ...]:
    found = [
        Media(link["href"], "enclosure", link.get("type"), whole_number(link.get("length")))
        for link in _dicts(entry, "links", "href")
        if link.get("rel") == "enclosure"
    ]
    for key, kind in (("media_content", "content"), ("media_thumbnail", "thumbnail")):
        found += [Media(item["url"], kind, item.get("type")) for item in _dicts(entry, key, "url")]
    return tuple(dict.fromkeys(found))
