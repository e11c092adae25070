"""Readers of an entry's authors and tags."""

from __future__ import annotations

from wireroom.models import Tag
from wireroom.parse.draft import Draft
from wireroom.parse.names import Role, role_of
from wireroom.parse.people import read_person
from wireroom.parse.text import Element, Scope, text_of


def person(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """An author; who is named by several elements counts once in the end."""
    draft.authors.extend(read_person(element, scope))


def contributor(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A contributor: named only where no author is."""
    draft.contributors.extend(read_person(element, scope))


def tag(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A category: text with a domain (RSS), attributes (Atom), or a tree of them (iTunes)."""
    if element.keys():
        term = element.get("term") or element.get("text") or text_of(element)
        found = Tag(term, element.get("scheme") or element.get("domain"), element.get("label"))
    else:
        found = Tag(text_of(element))
    if found.term:
        draft.tags.append(found)
    for child in element if len(element) else ():
        inner = role_of(child.tag, scope.plain)
        if inner is not None and inner.reader == "tag":
            tag(draft, child, inner, scope)


def keywords(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A list of tags in one element, separated by commas."""
    terms = (element.get("term") or text_of(element)).split(",")
    draft.tags.extend([Tag(found) for term in terms if (found := term.strip())])
