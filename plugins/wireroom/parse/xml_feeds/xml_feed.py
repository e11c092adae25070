"""Read an RSS, RDF or Atom feed with its entries from its tree's root, as their publisher wrote them.

One reader of entries serves all three formats, since feeds mix them: every child element has a role
(parse/data/vocabulary.tsv), and the reader of that role puts what it finds into the draft of the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wireroom.models import Entry, FeedFormat, ParsedFeed, Person
from wireroom.parse.newest_items import Newest, newest
from wireroom.parse.xml_feeds import roles_links, roles_media, roles_people, roles_text
from wireroom.parse.xml_feeds.channel import ChannelHead, read_head
from wireroom.parse.xml_feeds.draft import Draft
from wireroom.parse.xml_feeds.element_text import Element, Scope, language_of
from wireroom.parse.xml_feeds.known_names import Role, known_name, role_of, settle_namespaces

ENTRIES = ("{*}item", "{*}entry")
_FORMATS = {
    "rss": FeedFormat.RSS,
    "channel": FeedFormat.RSS,
    "rdf:rdf": FeedFormat.RDF,
    "?:rdf": FeedFormat.RDF,
    "?:rss": FeedFormat.RSS,
    "atom:feed": FeedFormat.ATOM,
    "?:feed": FeedFormat.ATOM,
    "feed": FeedFormat.ATOM,
    "atom:entry": FeedFormat.ATOM,  # a document of one entry (RFC 4287 §2)
}
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_VERSIONS = (
    ("http://www.w3.org/2005/Atom", "1.0"),
    ("http://purl.org/atom/ns#", "0.3"),
    ("http://purl.org/net/rss1.1#", "1.1"),
    ("http://purl.org/rss/1.0/", "1.0"),
    ("netscape.com/rdf/simple/0.9/", "0.90"),
)

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


def format_of(root: Element) -> FeedFormat | None:
    """The format whose root element this is, or None for a root that is no feed's."""
    return _FORMATS.get(known_name(root.tag))


def read_xml_feed(
    root: Element, scope: Scope, max_entries: int | None, *, pruned: Newest[Element] | None = None
) -> ParsedFeed:
    """Read a feed whose root `format_of` knows, with its newest `max_entries` entries, in document order.

    `pruned` has the entries of a feed of which most were cut out of the tree before.
    """
    settle_namespaces(root)
    # Before anything else, and kept: lxml makes a new Python object each time an element is looked up that
    # nothing refers to.
    found = [] if pruned else list(root.iter(*ENTRIES))
    kept = pruned.items() if pruned else newest(found, max_entries, lambda entry: dates_in(entry, scope))
    count = pruned.count if pruned else len(found)
    head = ChannelHead()
    for element in _heads(root):
        read_head(element, scope, head)
    return ParsedFeed(
        format=_FORMATS[known_name(root.tag)],
        version=_version(root),
        title=head.texts.get("title"),
        link=head.link,
        links=tuple(head.links),
        language=head.texts.get("language") or language_of(root, scope),
        description=head.texts.get("description") or head.texts.get("teaser"),
        image_url=head.image_url or head.texts.get("image") or head.texts.get("icon"),
        generator=head.texts.get("generator"),
        rights=head.texts.get("rights"),
        ttl_minutes=head.ttl_minutes,
        is_complete=head.is_complete,
        is_archive=head.is_archive,
        entries=_read_entries(kept, scope, head),
        left_out=count - len(kept),
    )


def _heads(root: Element) -> list[Element]:
    """The elements whose children speak of the feed: the channel and its siblings, or Atom's root."""
    channels = [child for child in root if known_name(child.tag).endswith("channel")]
    return [*channels, root]


def _version(root: Element) -> str:
    """What the attribute `version` says, else the version that a namespace stands for; empty if neither."""
    written = root.get("version")
    if written:
        return written.strip()[:20]
    namespaces = " ".join(uri for uri in root.nsmap.values() if uri)
    for mark, version in _VERSIONS:
        if mark in namespaces:
            return version
    return ""


def _read_entries(
    elements: Sequence[tuple[int, Element]], scope: Scope, head: ChannelHead
) -> tuple[Entry, ...]:
    """The entries of `elements`: pairs of a place in the document and the element there. Never raises.

    The head's authors are those of an entry that names none (RFC 4287 §4.2.1).
    """
    known: Known = {}  # by tag: each is looked up once a document
    drafts = [_read_entry(element, place, scope, known) for place, element in elements]
    if head.name_of:
        for draft in drafts:
            draft.authors = [Person(head.name_of.get(who.name, who.name), who.email) for who in draft.authors]
    authors = tuple(head.authors)
    return tuple([draft.freeze(authors) for draft in drafts])


def _read_entry(element: Element, place: int, scope: Scope, known: Known) -> Draft:
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
    """The dates of an entry as written; nothing else of it is read."""
    roles = ((child, role_of(child.tag, scope.plain)) for child in element)
    return [child.text for child, role in roles if role and role.reader == "date" and child.text]
