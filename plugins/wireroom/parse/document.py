"""Parse a document's bytes into its feed, as its publisher wrote it.

    bytes ─ open_document ─┬─ our_reading      JSON Feed; XML as it stands, else mended: a feed or a sitemap
                           └─ second_reading   feedparser

`parse_document` asks for the second where the first leaves doubt, and believes the fuller; who keeps a feed's
state asks more often (docs/decisions/0012-the-second-reader.md). Nothing is repaired here but characters and
brackets: links, dates and markup leave as they came.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wireroom.common.sniff import holds_entries, root_name
from wireroom.common.text.encoding import Decoded
from wireroom.models import ParsedFeed, Reader
from wireroom.parse.breaks_off import breaks_off, without_half_tag
from wireroom.parse.json_feed import read_json_feed
from wireroom.parse.newest_items import Newest
from wireroom.parse.open_document import Document, not_a_feed, open_document
from wireroom.parse.repair import mended
from wireroom.parse.sitemap import PAGES, dates_of_page, is_sitemap, read_sitemap
from wireroom.parse.tolerant import read_tolerantly
from wireroom.parse.xml_feeds.element_text import Element, Scope
from wireroom.parse.xml_feeds.xml_feed import ENTRIES, dates_in, format_of, read_xml_feed
from wireroom.parse.xml_feeds.xml_tree import WHOLE_UP_TO, Tree, read_pruned, read_tree

_SCOPED = re.compile(rb"xml:(?:base|lang)")
MAX_ENTRIES = 5_000  # of one poll; the rest of a saved feed is wanted too
_MOST_DOUBTED = 2_000_000  # characters given to feedparser at most: hostile ones cost it 15 s a million


def parse_document(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    max_entries: int | None = MAX_ENTRIES,
    believed: Reader | None = None,
) -> ParsedFeed:
    """Read a feed of any dialect: RSS, RDF, Atom, JSON Feed, sitemap.

    `url` is where the bytes came from (xml:base is relative to it), `content_type` the HTTP header as
    received. Of more than `max_entries` entries the newest are read (None: all), in the document's order.
    `believed`: whose reading of this feed is, where that is known. Raises NotAFeedError, and nothing else,
    for bytes that hold no feed; its `found` says what they look like.
    """
    document = open_document(body, url=url, content_type=content_type)
    ours = our_reading(document, max_entries)
    is_second_wanted = believed is Reader.FEEDPARSER or _is_doubtful(document, ours)
    theirs = second_reading(document, ours, max_entries) if is_second_wanted else None
    if theirs and believed is Reader.FEEDPARSER:
        return theirs
    if theirs and theirs.is_fuller_than(ours):
        return theirs
    if ours is None:
        raise not_a_feed(document)
    return ours


def our_reading(document: Document, max_entries: int | None = MAX_ENTRIES) -> ParsedFeed | None:
    """Read with our own readers; None if the document is no feed."""
    if document.is_json:
        feed = read_json_feed(document.text, max_entries)
    else:
        feed = _read_xml(document, max_entries) if document.has_root else None
    return _with_remarks(feed, document) if feed else None


def _is_doubtful(document: Document, ours: ParsedFeed | None) -> bool:
    """True where our reading is damaged, or found no entry though something is written like one."""
    if ours is None or ours.is_damaged:
        return True
    return not ours.entries and not document.is_json and holds_entries(document.text)


def second_reading(
    document: Document, ours: ParsedFeed | None, max_entries: int | None = MAX_ENTRIES
) -> ParsedFeed | None:
    """Read with feedparser, which finds entries in anything; None if it finds none.

    JSON Feeds, sitemaps and very long documents are not given to it. It reads the text before our mending,
    so that it can show our mending to be wrong, and the mended text only if our mending was not enough.
    """
    if document.utf8 is not None and len(document.utf8) > 4 * _MOST_DOUBTED:
        return None
    text = document.text
    if document.is_json or len(text) > _MOST_DOUBTED or not holds_entries(text):
        return None
    half = ""
    if ours is None or ours.is_damaged or document.entities:
        text, half = without_half_tag(mended(text, document.entities))
    feed = read_tolerantly(text, max_entries)
    if feed is None or not feed.entries:
        return None
    if ours is None or not ours.entries or ours.is_damaged:
        words = ours.problems[-1] if ours and ours.is_damaged else "not well-formed: no feed at its root"
        feed = _damaged(replace(feed, problems=(words,)), text + half)
    return _with_remarks(feed, document)


def _with_remarks(feed: ParsedFeed, document: Document) -> ParsedFeed:
    """`feed` with the encoding, and with what was wrong with the bytes or the number of entries."""
    remarks = (_cap_words(len(feed.entries), feed.left_out),) if feed.left_out else ()
    if document.decoded.problem:
        remarks = (*remarks, document.decoded.problem)
    return replace(feed, encoding=document.decoded.encoding, problems=(*remarks, *feed.problems))


def _read_xml(document: Document, max_entries: int | None) -> ParsedFeed | None:
    xml = _in_utf8(document.beginning, document.decoded) if document.utf8 is None else document.utf8
    tree, pruned = _tree(xml, document.beginning, max_entries)
    slip, half = tree.damage, ""
    if slip:
        del tree, pruned
        text, half = without_half_tag(mended(document.text, document.entities))
        xml = text.encode("utf-8", "replace")
        del text
        tree, pruned = _tree(xml, document.beginning, max_entries)
    feed = _read_tree(tree, xml, document.url, max_entries, pruned)
    if feed is None:
        return None
    if tree.damage:
        words = f"not well-formed: {tree.damage}"
        return _damaged(replace(feed, problems=(*feed.problems, words)), xml.decode() + half)
    return replace(feed, problems=(*feed.problems, f"mended: {slip}")) if slip else feed


def _damaged(feed: ParsedFeed, text: str) -> ParsedFeed:
    """`feed`, read of a damaged `text`, with the place of the entry in which it breaks off."""
    last = len(feed.entries) + feed.left_out - 1
    return replace(feed, is_damaged=True, cut_off=last if breaks_off(text) else None)


def _tree(xml: bytes, text: str, max_entries: int | None) -> tuple[Tree, Newest[Element] | None]:
    """Parse the XML; of a large document, only the newest `max_entries` entries, which are returned too."""
    if max_entries is None or len(xml) <= WHOLE_UP_TO:
        return read_tree(xml), None
    root = root_name(text)
    if root == "urlset":
        return read_pruned(xml, PAGES, max_entries, dates_of_page)
    scope = Scope("", "atom" if root == "feed" else "")
    return read_pruned(xml, ENTRIES, max_entries, lambda entry: dates_in(entry, scope))


def _in_utf8(text: str, decoded: Decoded) -> bytes:
    """`text` in UTF-8; if it is the end of bytes that came in UTF-8, those bytes are cut instead."""
    if decoded.utf8 is None or not decoded.text.endswith(text):
        return text.encode("utf-8", "replace")
    before = decoded.text[: len(decoded.text) - len(text)]
    return decoded.utf8[len(before.encode()) :]


def _read_tree(
    tree: Tree, xml: bytes, url: str, max_entries: int | None, pruned: Newest[Element] | None
) -> ParsedFeed | None:
    """Read with our own readers; None for a root we do not know, and for a tree that cannot be read."""
    root = tree.root
    if root is None:
        return None
    try:
        plain = "atom" if root.tag in ("feed", "entry") else ""
        has_either = _SCOPED.search(xml) is not None  # a third of the time of two plain searches
        scope = Scope(
            url,
            plain,
            has_base=has_either and b"xml:base" in xml,
            has_lang=has_either and b"xml:lang" in xml,
        )
        if is_sitemap(root):
            return read_sitemap(root, max_entries, pruned=pruned)
        return read_xml_feed(root, scope, max_entries, pruned=pruned) if format_of(root) else None
    except ValueError:  # libxml2 recovered a lone surrogate, which lxml cannot give as text
        return None


def _cap_words(kept: int, left_out: int) -> str:
    return f"kept the newest {kept:,} of {kept + left_out:,} entries, as many as one poll takes in"
