"""Readers of an entry's identity, links, comments and source."""

from __future__ import annotations

from wireroom.models import Link, Media
from wireroom.parse.written_values import whole_number
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import (
    LICENCES,
    Element,
    Scope,
    language_of,
    markup_of,
    resolve,
    text_of,
)
from wireroom.parse.xml_feeds.known_names import Role, known_name
from wireroom.parse.xml_feeds.roles_people import read_person
from wireroom.parse.xml_feeds.roles_text import rights_in

_RELATIONS = "http://www.iana.org/assignments/relation/"


def guid(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read an RSS guid, which is a permalink unless it says otherwise (RSS 2.0, <guid>)."""
    found = text_of(element)
    if found:
        draft.guid = found
        named = (value for name, value in element.items() if str(name).lower() == "ispermalink")
        said = next(named, None)  # `isPermalink`: www.engadget.com
        draft.guid_is_permalink = None if said is None else said.strip().lower() == "true"


def atom_id(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read an Atom id: an IRI that is compared as text, so never resolved (RFC 4287 §4.2.6)."""
    draft.guid = text_of(element) or draft.guid


def identifier(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read a Dublin Core identifier, which counts only if there is no better one."""
    draft.identifier = draft.identifier or text_of(element) or None


def link(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read an RSS link (text) or an Atom link (attributes)."""
    found = read_link(element, scope)
    if found is None:
        return
    if found.rel == "alternate" and element.get("href") is None:
        draft.link_text = draft.link_text or found.href
    draft.links.append(found)
    if found.hreflang and (said := language_of(element, scope)) and not _is_in(said, found.hreflang):
        draft.translations.add(found)
    if found.rel == "enclosure":
        length = whole_number(element.get("length"))
        draft.media.append(Media(found.href, "enclosure", found.type, length, title=found.title))


def _is_in(language: str, hreflang: str) -> bool:
    return language.partition("-")[0].lower() == hreflang.strip().partition("-")[0].lower()


def read_link(element: Element, scope: Scope) -> Link | None:
    """Read an RSS or Atom link element; None where it leads nowhere."""
    if not element.keys():  # as nearly always in RSS
        href = text_of(element)
        return Link(resolve(href, element, scope)) if href else None
    written = element.get("href")
    href = text_of(element) if written is None else written.strip()
    if not href:
        return None
    return Link(
        resolve(href, element, scope),
        _relation(element.get("rel") or "alternate"),
        element.get("type"),
        element.get("title"),
        element.get("hreflang"),
    )


def _relation(written: str) -> str:
    """The link relation in lower case; an IANA address is replaced by its name (RFC 4287 §4.2.7.2)."""
    return written.strip().lower().removeprefix(_RELATIONS) or "alternate"


def origin(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read feedburner:origLink, the publisher's own address of the entry."""
    draft.original_link = text_of(element) or draft.original_link


def source(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Read the outlet an aggregator took the entry from: RSS (url and text), Atom (a feed's head) or DC."""
    draft.source_url = element.get("url") or draft.source_url
    if not len(element):
        found = text_of(element)
        if found.startswith(("http://", "https://")):
            draft.source_url = draft.source_url or found
        elif found:
            draft.source_title = draft.source_title or found
        return
    for child in element:
        _source_says(draft, child, known_name(child.tag, scope.plain), scope)


def _source_says(draft: Draft, child: Element, name: str, scope: Scope) -> None:
    if name.endswith("title"):
        title = markup_of(child, scope, is_atom=name.startswith("atom:"))
        draft.source_title = draft.source_title or (title.value if title else None)
    elif name.endswith("link"):
        found_link = read_link(child, scope)
        if found_link and found_link.rel in ("alternate", "self") and not draft.source_url:
            draft.source_url = found_link.href
        elif found_link and found_link.rel.lower() in LICENCES:
            draft.source_licences.append(found_link)
    elif name.endswith("author"):
        draft.source_authors.extend(read_person(child, scope))
    elif name.endswith(("rights", "copyright")):
        draft.source_rights = draft.source_rights or rights_in(child, scope, is_atom=name.startswith("atom:"))
