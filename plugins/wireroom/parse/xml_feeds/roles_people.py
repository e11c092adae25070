"""Readers of an entry's authors and tags; an author element names persons, taken as written."""

from __future__ import annotations

import re

from wireroom.models import Person, Tag
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import Element, Scope, text_of
from wireroom.parse.xml_feeds.known_names import Role, role_of

_ADDRESS = r"[^\s()<>@]{1,64}@[^\s()<>@]{1,255}"
# RSS 2.0, <author>: `lawyer@boyer.net (Lawyer Boyer)`; mail programs write it the other way round.
_FORMS = (
    re.compile(rf"(?:mailto:)?(?P<email>{_ADDRESS})\s{{0,9}}\(\s{{0,9}}(?P<name>[^()]{{1,200}})\)"),
    re.compile(rf"(?P<name>[^()<>@]{{1,200}}?)\s{{0,9}}[(<]\s{{0,9}}(?P<email>{_ADDRESS})\s{{0,9}}[)>]"),
    re.compile(rf"(?:mailto:)?(?P<name>)(?P<email>{_ADDRESS})"),
)
# `jane@news.example (Jane Roe), bo@news.example (Bo Lind)`: RFC 5322 parts mailboxes by commas.
_NEXT_MAILBOX = re.compile(r"(?<=[)>])\s{0,9}[,;]\s{0,9}(?=(?:\"[^\"]{1,200}\")?[^,;@]{0,200}@)")
# `"Roe, Jane" <jane@news.example>`, `"Jane Roe, Reuters" <…>`: what the comma means, `people` knows.
_QUOTED = re.compile(r'"([^"@]{1,200})"(?=\s{0,9}<)')

_LISTED = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"  # of an rdf:Bag, rdf:Seq or rdf:Alt


def person(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """An author; who is named by several elements counts once in the end."""
    draft.authors.extend(read_person(element, scope))


def contributor(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A contributor: named only where no author is."""
    draft.contributors.extend(read_person(element, scope))


def tag(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A category: text with a domain (RSS), attributes (Atom), a tree (iTunes) or a list (RDF) of them."""
    listed = [each for box in element for each in box if each.tag == _LISTED] if len(element) else ()
    if listed:
        draft.tags.extend(Tag(term) for term in map(text_of, listed) if term)
        return
    if element.keys():
        term = element.get("term") or element.get("text") or text_of(element)
        found = Tag(term, element.get("scheme") or element.get("domain"), element.get("label"))
    else:
        found = Tag(text_of(element))
    if found.term or found.label:
        draft.tags.append(found)
    for child in element if len(element) else ():
        inner = role_of(child.tag, scope.plain)
        if inner is not None and inner.reader == "tag":
            tag(draft, child, inner, scope)


def keywords(draft: Draft, element: Element, role: Role, scope: Scope) -> None:
    """A list of tags in one element, separated by commas."""
    terms = (element.get("term") or text_of(element)).split(",")
    draft.tags.extend([Tag(found) for term in terms if (found := term.strip())])


def read_person(element: Element, scope: Scope) -> tuple[Person, ...]:
    """Read a person construct: Atom's children, or a line of text. Nobody gives an empty tuple."""
    if not len(element):
        return person_in(text_of(element))
    parts: dict[str, str] = {}
    for child in element:
        local = str(child.tag).rpartition("}")[2].lower()
        parts.setdefault(local, text_of(child))
    name = parts.get("name") or ""
    email = parts.get("email") or None
    url = parts.get("uri") or parts.get("url") or parts.get("homepage") or None
    if name or email or url:
        return (Person(name, email, url),)
    return person_in(text_of(element))


def person_in(line: str) -> tuple[Person, ...]:
    """Read a line: name and e-mail address where it has the form of both, else the whole as the name."""
    if line.count("@") > 1 and len(listed := _NEXT_MAILBOX.split(line)) > 1:
        return tuple([person for written in listed for person in person_in(written)])
    if "@" in line:
        line = _QUOTED.sub(r"\1", line)
        for form in _FORMS:
            found = form.fullmatch(line)
            if found:
                return (Person(found["name"].strip(), found["email"]),)
    return (Person(line),) if line else ()
