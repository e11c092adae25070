"""Readers of an entry's titles, bodies, dates, rights and language."""

from __future__ import annotations

from mimetypes import guess_type

from wireroom.models import Link, Media, RawDate
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import (
    RDF_RESOURCE,
    Element,
    Scope,
    markup_of,
    read_licence,
    resolve,
    text_of,
)
from wireroom.parse.xml_feeds.known_names import Role


def title(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """Any title; the role's rank tells the entry's own from those of its media."""
    found = markup_of(element, scope, is_atom=role.is_atom)
    if found:
        draft.titles.append((role.detail, found))


def body(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A description, summary or content; captions are kept apart."""
    if role.is_atom and element.get("src"):
        out_of_line(draft, element, scope)
    found = markup_of(element, scope, is_atom=role.is_atom)
    if found:
        (draft.bodies if role.detail == "main" else draft.teasers).append(found)


def out_of_line(draft: Draft, element: Element, scope: Scope) -> None:
    """An atom:content that stands elsewhere (RFC 4287 §4.1.3.2): a page to read, or a recording or file."""
    href = resolve((element.get("src") or "").strip(), element, scope)
    written = (element.get("type") or "").strip() or _recording(href or "")
    is_page = not written or "html" in written or written.startswith("text")
    if href and not is_page:
        draft.media.append(Media(href, "enclosure", written))
    elif href:
        draft.links.append(Link(href, "related", written or None))


def date(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A date, verbatim, with the name of its element."""
    found = text_of(element)
    if found:
        draft.dates.append(RawDate(role.detail, found))


def rights(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A copyright notice, and where its terms stand (Media RSS, <media:copyright>); the first one holds."""
    draft.rights = draft.rights or rights_in(element, scope, is_atom=role.is_atom)
    if href := element.get("url"):
        draft.links.append(Link(href.strip(), "copyright"))


def rights_in(element: Element, scope: Scope, *, is_atom: bool) -> str | None:
    """The words of an element about rights, or the address it names."""
    found = markup_of(element, scope, is_atom=is_atom)
    return found.value if found else element.get(RDF_RESOURCE)


def licence(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A licence, mostly its address."""
    link, words = read_licence(element, scope)
    if link:
        draft.links.append(link)
    draft.rights = draft.rights or words


def language(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """An entry's own language."""
    draft.language = text_of(element) or draft.language


def field(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A field of Entry that keeps what is written; which, the vocabulary says."""
    if text := text_of(element):
        draft.fields[role.detail] = text


def _recording(address: str) -> str:
    """The type that an address ends like, where that is a recording's or picture's."""
    guessed = guess_type(address)[0] or ""
    return guessed if guessed.startswith(("audio/", "video/", "image/")) else ""
