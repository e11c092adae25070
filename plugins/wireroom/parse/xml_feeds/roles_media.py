"""Readers of an entry's enclosures, images and place (RSS 2.0, Media RSS 1.5.1, GeoRSS)."""

from __future__ import annotations

import re

from wireroom.models import Media
from wireroom.parse.written_values import number, seconds, whole_number
from wireroom.parse.xml_feeds import roles_text
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import Element, Scope, markup_of, resolve, text_of
from wireroom.parse.xml_feeds.known_names import Role, known_name, role_of

_TRUE = frozenset({"true", "1", "yes"})
_PAIR = re.compile(r"^\s*(-?\d{1,3}(?:\.\d{1,20})?)[\s,]{1,20}(-?\d{1,3}(?:\.\d{1,20})?)\s*$")


def media(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """An enclosure, media:content, media:thumbnail or image; what is nested in it too."""
    found = read_media(element, role.detail, scope)
    if found:
        draft.media.append(found)
    if len(element):
        group(draft, element, role, scope)


def group(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A media:group, or a media:content that holds its own title, description and thumbnail.

    The group's description is the entry's (YouTube); one picture's is its caption, or its text for the
    blind (Mastodon).
    """
    for child in element:
        inner = role_of(child.tag, scope.plain)
        if inner is None or not known_name(child.tag).startswith("media:"):
            continue
        if inner.reader == "media":
            media(draft, child, inner, scope)
        elif inner.reader == "title":
            roles_text.title(draft, child, inner, scope)
        elif inner.reader == "body" and role.reader == "group":
            roles_text.body(draft, child, inner, scope)
        elif inner.reader == "body" and (caption := markup_of(child, scope, is_atom=False)):
            draft.captions.append(caption)


def read_media(element: Element, kind: str, scope: Scope) -> Media | None:
    """Read one resource; None where it has no address."""
    inner = {known_name(child.tag): text_of(child) for child in element if child.text} if len(element) else {}
    url = (element.get("url") or element.get("href") or inner.get("url") or "").strip()
    if not url and not len(element):
        url = text_of(element)
    if not url:
        return None
    return Media(
        resolve(url, element, scope),
        kind,
        element.get("type"),
        whole_number(element.get("length") or element.get("fileSize")),
        whole_number(element.get("width") or inner.get("width")),
        whole_number(element.get("height") or inner.get("height")),
        inner.get("media:title") or inner.get("title"),
        inner.get("media:credit"),
        seconds(element.get("duration")),
        (element.get("medium") or "").strip().lower() or None,
        is_default=(element.get("isDefault") or "").strip().lower() in _TRUE or None,
    )


def point(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A georss:point: latitude, then longitude."""
    pair = _PAIR.match(text_of(element))
    if pair:
        draft.point = draft.point or (float(pair.group(1)), float(pair.group(2)))


def where(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A georss:where that holds a gml:pos."""
    for child in element.iterdescendants("{*}pos"):
        point(draft, child, role, scope)


def latitude(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A W3C geo:lat, in degrees."""
    draft.latitude = number(text_of(element))


def longitude(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A W3C geo:long, in degrees."""
    draft.longitude = number(text_of(element))
