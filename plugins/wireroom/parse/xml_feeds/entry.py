"""The <item> or <entry> elements in; what their publisher said in each, as an Entry, out.

One reader serves RSS, RDF and Atom alike, since feeds mix them: every child element has a role
(data/vocabulary.tsv), and the role's reader puts what it finds into the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wireroom.models import Entry, Person
from wireroom.parse.xml_feeds import roles_links, roles_media, roles_people, roles_text
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import Element, Scope
from wireroom.parse.xml_feeds.known_names import Role, role_of

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

RoleReader = Callable[[Draft, Element, Role, Scope], None]
Known = dict[str, tuple[RoleReader, Role] | None]
_READERS: dict[str, RoleReader] = {
    "title": roles_text.title,
    "body": roles_text.body,
    "date": roles_text.date,
    "rights": roles_text.rights,
    "licence": roles_text.licence,
    "language": roles_text.language,
    "id": roles_links.atom_id,
    "guid": roles_links.guid,
    "identifier": roles_links.identifier,
    "link": roles_links.link,
    "origin": roles_links.origin,
    "field": roles_text.field,
    "source": roles_links.source,
    "person": roles_people.person,
    "contributor": roles_people.contributor,
    "tag": roles_people.tag,
    "keywords": roles_people.keywords,
    "media": roles_media.media,
    "group": roles_media.group,
    "point": roles_media.point,
    "where": roles_media.where,
    "latitude": roles_media.latitude,
    "longitude": roles_media.longitude,
}


def read_entries(
    elements: Sequence[tuple[int, Element]], scope: Scope, feed_authors: tuple[Person, ...] = ()
) -> tuple[Entry, ...]:
    """Read the entries of a document, each with its place there. Never raises on what feeds hold.

    `feed_authors` are those of an entry that names none (RFC 4287 §4.2.1).
    """
    known: Known = {}  # by tag: each is looked up once a document
    return tuple([_read(element, place, scope, known).freeze(feed_authors) for place, element in elements])


def _read(element: Element, place: int, scope: Scope, known: Known) -> Draft:
    draft = Draft(place)
    draft.identifier = element.get(_RDF_ABOUT)
    if scope.has_lang:
        draft.language = element.get(_LANG)
    for child in element:
        tag = child.tag
        if tag not in known:
            role = role_of(tag, scope.plain)
            known[tag] = (_READERS[role.reader], role) if role else None
        found = known[tag]
        if found is not None:
            reader, role = found
            reader(draft, child, role, scope)
    return draft


def dates_in(element: Element, scope: Scope) -> list[str]:
    """The dates of an entry as written, without reading the rest of it."""
    roles = ((child, role_of(child.tag, scope.plain)) for child in element)
    return [child.text for child, role in roles if role and role.reader == "date" and child.text]
