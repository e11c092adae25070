"""The root of an RSS, RDF or Atom tree in; the whole feed out."""

from __future__ import annotations

from wireroom.models import FeedFormat, ParsedFeed
from wireroom.parse.newest_items import Newest, newest
from wireroom.parse.xml_feeds.channel import ChannelHead, read_head
from wireroom.parse.xml_feeds.element_text import Element, Scope, language_of
from wireroom.parse.xml_feeds.entry import dates_in, read_entries
from wireroom.parse.xml_feeds.known_names import known_name, settle_namespaces

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


def format_of(root: Element) -> FeedFormat | None:
    """Return the dialect whose root this is, or None for a root that is not ours."""
    return _FORMATS.get(known_name(root.tag))


def read_xml_feed(
    root: Element, scope: Scope, max_entries: int | None, *, pruned: Newest[Element] | None = None
) -> ParsedFeed:
    """Read a feed whose root `format_of` knows; the newest `max_entries` entries, in document order.

    `pruned` are its entries where most were cut out of the tree already.
    """
    settle_namespaces(root)
    # First, and held on to: lxml makes an element anew for each look at one that nobody holds.
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
        entries=read_entries(kept, scope, tuple(head.authors)),
        left_out=count - len(kept),
    )


def _heads(root: Element) -> list[Element]:
    """The elements whose children speak of the feed: the channel and its siblings, or Atom's root."""
    channels = [child for child in root if known_name(child.tag).endswith("channel")]
    return [*channels, root]


def _version(root: Element) -> str:
    """The version attribute, else what the namespace says."""
    written = root.get("version")
    if written:
        return written.strip()[:20]
    namespaces = " ".join(uri for uri in root.nsmap.values() if uri)
    for mark, version in _MARKS:
        if mark in namespaces:
            return version
    return ""


_MARKS = (
    ("http://www.w3.org/2005/Atom", "1.0"),
    ("http://purl.org/atom/ns#", "0.3"),
    ("http://purl.org/net/rss1.1#", "1.1"),
    ("http://purl.org/rss/1.0/", "1.0"),
    ("netscape.com/rdf/simple/0.9/", "0.90"),
)
