"""A ParsedFeed in; the same in the keys of feedparser's result out: its own expectations can judge us.

Only what we keep, and only where both mean the same: parsed dates are `normalize`'s, resolved and sanitised
markup is `clean`'s.
"""

from __future__ import annotations

import html
from typing import Any

from wireroom.models import Entry, Link, Markup, ParsedFeed, Person

_FEED = (
    "title link links.href links.rel links.type links.title subtitle description tagline language rights"
    " copyright generator image.href"
)
_DETAIL = "value type base language"
_ENTRY = (
    "id guid guidislink link links.href links.rel links.type links.title title summary description author"
    " author_detail author_detail.name author_detail.email author_detail.url author_detail.href authors.name"
    " authors.email authors.href authors.url tags tags.term tags.scheme tags.label category categories"
    " published updated modified created date issued enclosures.href enclosures.url enclosures.type"
    " enclosures.length media_content.url media_content.type media_thumbnail.url comments rights language"
    " source.title source.href image.href content"
)
KEPT = {f"feed.{key}" for key in _FEED.split()}
KEPT |= {f"entries.{key}" for key in _ENTRY.split()}
for _body in ("title_detail", "summary_detail", "content"):
    KEPT |= {f"entries.{_body}.{key}" for key in _DETAIL.split()}
_TYPES = {"html": "text/html", "text": "text/plain"}
_LINK_TYPES = {"self": "application/atom+xml"}
_DATES = {
    "published": {"pubDate", "published", "issued", "dcterms:issued"},
    "updated": {"updated", "modified", "dc:date", "date", "dcterms:modified", "lastBuildDate"},
    "created": {"created", "dcterms:created"},
}


class Html(str):
    """Markup that equals another spelling of itself: `&#146;`, `&#x2019;` and the character are one."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and html.unescape(str(self)) == html.unescape(str(other))

    __hash__ = str.__hash__


def in_feedparsers_shape(feed: ParsedFeed) -> dict[str, Any]:
    """Return `feed`, `entries` and `encoding` as feedparser names them."""
    head = {
        "title": feed.title,
        "link": feed.link,
        "links": [_link(link) for link in feed.links],
        "subtitle": feed.description or "",
        "description": feed.description or "",
        "tagline": feed.description,
        "language": feed.language,
        "rights": feed.rights,
        "copyright": feed.rights,
        "generator": feed.generator,
        "image": {"href": feed.image_url},
    }
    return {"feed": head, "entries": [_entry(entry) for entry in feed.entries], "encoding": feed.encoding}


def _entry(entry: Entry) -> dict[str, Any]:
    bodies = [_markup(body) for body in (entry.content, entry.summary) if body]
    summary = _markup(entry.summary or entry.content)
    enclosed = [{"href": media.url, "rel": "enclosure"} for media in entry.media if media.kind == "enclosure"]
    said: dict[str, Any] = {
        "id": entry.guid,
        "guid": entry.guid,
        "guidislink": entry.guid_is_permalink is not False and entry.link == entry.guid,
        "link": entry.link,
        "links": enclosed + [_link(link) for link in entry.links],
        "title": Html(entry.title.value) if entry.title else "",
        "title_detail": _markup(entry.title),
        "summary": summary.get("value"),
        "description": summary.get("value"),
        "summary_detail": summary,
        "content": bodies,
        "authors": [_person(person) for person in entry.authors],
        "tags": [{"term": tag.term, "scheme": tag.scheme, "label": tag.label} for tag in entry.tags],
        "categories": [(tag.scheme, tag.term) for tag in entry.tags],
        "category": entry.tags[0].term if entry.tags else None,
        "enclosures": [_media(entry, index) for index in _of_kind(entry, "enclosure")],
        "media_content": [_media(entry, index) for index in _of_kind(entry, "content")],
        "media_thumbnail": [_media(entry, index) for index in _of_kind(entry, "thumbnail")],
        "image": next(({"href": media.url} for media in entry.media if media.kind == "image"), {}),
        "comments": entry.comments,
        "rights": entry.rights,
        "language": entry.language,
        "source": {"title": entry.source_title, "href": entry.source_url, "link": entry.source_url},
    }
    for key, names in _DATES.items():
        said[key] = next((date.text for date in reversed(entry.dates) if date.field in names), None)
    said |= {"date": said["updated"], "modified": said["updated"], "issued": said["published"]}
    if entry.authors:
        said |= {"author": _byline(entry.authors[-1]), "author_detail": _person(entry.authors[-1])}
    return said


def _of_kind(entry: Entry, kind: str) -> list[int]:
    return [index for index, media in enumerate(entry.media) if media.kind == kind]


def _media(entry: Entry, index: int) -> dict[str, Any]:
    media = entry.media[index]
    length = None if media.length is None else str(media.length)
    return {"href": media.url, "url": media.url, "type": media.type, "length": length}


def _link(link: Link) -> dict[str, Any]:
    said = {
        "href": link.href,
        "rel": link.rel,
        "type": link.type or _LINK_TYPES.get(link.rel, "text/html"),
        "title": link.title,
    }
    return {key: value for key, value in said.items() if value is not None}


def _markup(body: Markup | None) -> dict[str, Any]:
    if body is None:
        return {}
    return {
        "value": Html(body.value),
        "type": _TYPES[body.type],
        "base": body.base,
        "language": body.language,
    }


def _person(person: Person) -> dict[str, Any]:
    said = {"name": person.name, "email": person.email, "href": person.url, "url": person.url}
    return {key: value for key, value in said.items() if value}


def _byline(person: Person) -> str:
    return (
        f"{person.name} ({person.email})"
        if person.name and person.email
        else person.name or person.email or ""
    )
