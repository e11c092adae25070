"""An author element in; the persons it names, as written, out."""

from __future__ import annotations

from wireroom.models import Person
from wireroom.parse.text import Element, Scope, text_of


def read_person(element: Element, scope: Scope) -> tuple[Person, ...]:
    """Read a person construct: Atom's children, or a line of text. Nobody gives an empty tuple."""
    parts: dict[str, str] = {}
    for child in element:
        local = str(child.tag).rpartition("}")[2].lower()
        parts.setdefault(local, text_of(child))
    name = parts.get("name") or ""
    email = parts.get("email") or None
    url = parts.get("uri") or parts.get("url") or parts.get("homepage") or None
    if not (name or email or url):
        name = text_of(element)
    return (Person(name, email, url),) if name or email or url else ()
