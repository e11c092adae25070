"""Readers of an entry's titles, bodies, dates, rights and language."""

from __future__ import annotations

from mimetypes import guess_type

from wireroom.models import Link, Media, RawDate
from wireroom.parse.draft import Draft
from wireroom.parse.names import Role
from wireroom.parse.text import Element, Scope, markup_of, resolve, text_of

_RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


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
    """A copyright line or the address of a licence; the first one holds."""
    found = markup_of(element, scope, is_atom=role.is_atom)
    draft.rights = draft.rights or (found.value if found else element.get(_RDF_RESOURCE))


def language(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """An entry's own language."""
    draft.language = text_of(element) or draft.language


def _recording(address: str) -> str:
    """The type that an address ends like, where that is a recording's or picture's."""
    guessed = guess_type(address)[0] or ""
    return guessed if guessed.startswith(("audio/", "video/", "image/")) else ""
