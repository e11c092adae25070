"""An element that names a licence in, a link to it or its words out."""

from __future__ import annotations

from wireroom.models import Link
from wireroom.parse.xml_feeds.element_text import Element, Scope, resolve, text_of

RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
LICENCES = frozenset({"license", "licence"})  # as a link's `rel` (RFC 4946), and misspelt


def read_licence(element: Element, scope: Scope) -> tuple[Link | None, str | None]:
    """The address as a link of `rel` license, or what stands there where that is no address.

    creativeCommons:license and cc:license of RSS, media:license of Media RSS, dcterms:license.
    """
    said = text_of(element)
    href = element.get(RDF_RESOURCE) or element.get("href") or said
    if not href.lower().startswith(("http://", "https://", "//")):
        return None, said or None
    return Link(resolve(href.strip(), element, scope), "license", title=said if said != href else None), None


def has_licence(links: list[Link]) -> bool:
    """Any link leads to a licence."""
    return any(link.rel.lower() in LICENCES for link in links)
