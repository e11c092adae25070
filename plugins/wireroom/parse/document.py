"""A document's bytes in; the feed in it, as its publisher wrote it, out.

    bytes ─ unpack ─ sniff ─ decode ─┬─ JSON Feed
                                     └─ XML ─ as it stands ─ mended ─┬─ sitemap
                                                                     ├─ no damage left: our reader
                                                                     └─ damage: ours and feedparser

Whichever of those two finds more is believed (docs/decisions/0010-fast-parser.md). Nothing is repaired
here but characters and brackets: links, dates and markup leave as they came.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wireroom.errors import NotAFeedError
from wireroom.models import ParsedFeed
from wireroom.parse.encoding import Decoded, decode
from wireroom.parse.json_feed import read_json_feed
from wireroom.parse.repair import mended, without_doctype
from wireroom.parse.sitemap import is_sitemap, read_sitemap
from wireroom.parse.sniff import holds_entries, root_at, sniff_bytes, sniff_text
from wireroom.parse.text import Scope
from wireroom.parse.tolerant import read_tolerantly
from wireroom.parse.unpack import unpacked
from wireroom.parse.xml_feed import format_of, read_xml_feed
from wireroom.parse.xml_tree import Tree, read_tree

_BLANK = " \t\r\n\x00\ufeff\u200b\xa0"
_DECLARATION = re.compile(r"<\?xml\b", re.IGNORECASE)
_SCOPED = re.compile(rb"xml:(?:base|lang)")
# Before a JSON Feed: a callback's name (JSONP), a comment, guards against being run as a script.
_PADDING = re.compile(
    r"(?:\s|/\*[^*]{0,500}\*/|//[^\n]{0,500}\n|\)\]\}',?|while\(1\);|for\(;;\);)*(?:[\w$.]{1,100}\s?\(\s{0,20})?(?=\{)"
)
MAX_ENTRIES = 5_000  # of one poll; the rest of a saved feed is wanted too
_MOST_DOUBTED = 2_000_000  # characters given to feedparser at most


def parse_document(
    body: bytes, *, url: str, content_type: str | None = None, max_entries: int | None = MAX_ENTRIES
) -> ParsedFeed:
    """Read a feed of any dialect: RSS, RDF, Atom, JSON Feed, sitemap.

    `url` is where the bytes came from (xml:base is relative to it), `content_type` the HTTP header as
    received. Of more than `max_entries` entries the newest are read (None: all), in the document's order.
    Raises NotAFeedError, and nothing else, for bytes that hold no feed; its `found` says what
    they look like.
    """
    body = unpacked(body)
    found = sniff_bytes(body)
    if found:
        raise NotAFeedError(f"{url} gave no feed but {found}", found=found)
    decoded = decode(body, content_type)
    text = decoded.text.lstrip(_BLANK)
    if not text.startswith("<") and (padding := _PADDING.match(text)):
        text = text[padding.end() :]
    is_json = text.startswith(("{", "["))
    feed = read_json_feed(text, max_entries) if is_json else _read_xml(text, decoded, url, max_entries)
    if feed is None:
        found = sniff_text(text)
        raise NotAFeedError(f"{url} gave no feed but {found}", found=found)
    problems = (decoded.problem, *feed.problems) if decoded.problem else feed.problems
    if feed.left_out:
        problems = (_cap_words(len(feed.entries), feed.left_out), *problems)
    return replace(feed, encoding=decoded.encoding, problems=problems)


def _read_xml(text: str, decoded: Decoded, url: str, max_entries: int | None) -> ParsedFeed | None:
    start = root_at(text)
    if start is None:
        return _by_feedparser(text, None, max_entries)
    declaration = _DECLARATION.search(text, 0, start)
    if declaration:
        text = text[declaration.start() :]
    elif not text.startswith(("<?", "<!")):
        text = text[start:]  # a PHP warning, a licence, a stray character
    text, entities = without_doctype(text)
    xml = _in_utf8(text, decoded)
    tree = read_tree(xml)
    slip = tree.damage
    if slip:
        text = mended(text, entities)
        xml = text.encode("utf-8", "replace")
        tree = read_tree(xml)
    feed = _read_tree(tree, xml, url, max_entries)
    if feed and not tree.damage and (feed.entries or not holds_entries(text)):
        return replace(feed, problems=(*feed.problems, f"mended: {slip}")) if slip else feed
    return _fuller(feed, _by_feedparser(text, feed, max_entries), tree.damage)


def _in_utf8(text: str, decoded: Decoded) -> bytes:
    """Encode `text`; where it is the end of what came in UTF-8, cut the bytes that came instead."""
    if decoded.utf8 is None or not decoded.text.endswith(text):
        return text.encode("utf-8", "replace")
    before = decoded.text[: len(decoded.text) - len(text)]
    return decoded.utf8[len(before.encode()) :]


def _read_tree(tree: Tree, xml: bytes, url: str, max_entries: int | None) -> ParsedFeed | None:
    """Read with our own readers; None for a root that is not ours, and for a tree that cannot be read."""
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
            return read_sitemap(root, max_entries)
        return read_xml_feed(root, scope, max_entries) if format_of(root) else None
    except ValueError:  # libxml2 recovered a lone surrogate, which lxml cannot give as text
        return None


def _by_feedparser(text: str, ours: ParsedFeed | None, max_entries: int | None) -> ParsedFeed | None:
    """Ask feedparser, which reads entries out of anything; None where it finds none.

    It takes up to 15 s for a million hostile characters, so there is less of it where we found entries.
    """
    limit = _MOST_DOUBTED // 2 if ours and ours.entries else _MOST_DOUBTED
    if len(text) > limit or not holds_entries(text):
        return None
    feed = read_tolerantly(text, max_entries)
    return feed if feed and feed.entries else None


def _fuller(ours: ParsedFeed | None, theirs: ParsedFeed | None, damage: str | None) -> ParsedFeed | None:
    """Return the reading with more entries, then with more in them; ours where they are equal."""
    if theirs is None and damage is None:
        return ours
    readings = [reading for reading in (ours, theirs) if reading]
    if not readings:
        return None
    best = max(readings, key=_fill)
    return replace(best, problems=(*best.problems, f"not well-formed: {damage or 'no feed at its root'}"))


def _fill(feed: ParsedFeed) -> tuple[int, int]:
    fields = sum(
        bool(entry.guid) + bool(entry.link) + bool(entry.title) + bool(entry.dates) + bool(entry.content)
        for entry in feed.entries
    )
    return len(feed.entries), fields


def _cap_words(kept: int, left_out: int) -> str:
    return f"kept the newest {kept:,} of {kept + left_out:,} entries, as many as one poll takes in"
