"""An <item> or <entry> element in; what its publisher said in it, as an Entry, out.

One reader serves RSS, RDF and Atom alike, since feeds mix them: every child element has a role
(data/vocabulary.tsv), and the role's reader puts what it finds into the draft.
"""

from __future__ import annotations

from collections.abc import Callable

from wireroom.models import Entry
from wireroom.parse import roles_links, roles_media, roles_people, roles_text
from wireroom.parse.draft import Draft
from wireroom.parse.names import Role, role_of
from wireroom.parse.text import Element, Scope

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

RoleReader = Callable[[Draft, Element, Role, Scope], None]
_READERS: dict[str, RoleReader] = {
    "title": roles_text.title,
    "body": roles_text.body,
    "date": roles_text.date,
    "rights": roles_text.rights,
    "language": roles_text.language,
    "id": roles_links.atom_id,
    "guid": roles_links.guid,
    "identifier": roles_links.identifier,
    "link": roles_links.link,
    "origin": roles_links.origin,
    "comments": roles_links.comments,
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


def read_entry(element: Element, position: int, scope: Scope) -> Entry:
    """Read one entry; `position` is 0-based in the document. Never raises on what feeds hold."""
    draft = Draft(position)
    draft.identifier = element.get(_RDF_ABOUT)
    if scope.has_lang:
        draft.language = element.get(_LANG)
    for child in element:
        role = role_of(child.tag, scope.plain)
        if role is not None:
            _READERS[role.reader](draft, child, role, scope)
    return draft.freeze()
