"""Parse a page's bytes into its tree, with no more attributes on a tag than anyone writes.

libxml2 goes through all attributes that an element has for each that it gets, and so do those who copy the
tree: 200 KB of them took 6 s. How many there are is known before a tree is built, from the parser's events.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final, cast

import lxml.html
from lxml import etree
from trafilatura.utils import load_html

from wireroom.common.text import stream_safe
from wireroom.common.text.encoding import decode
from wireroom.common.text.hidden_addresses import with_addresses
from wireroom.common.unclosed_players import with_closed_players

MAX_BYTES: Final = 16 * 1024 * 1024
_MOST_ATTRIBUTES: Final = 200  # of a tag; the rest is left out
_ENOUGH_FOR_MANY: Final = 4_000  # characters; a shorter page costs nothing to read

# Browsers show what comes after them, libxml2 reads no further, and HTML needs neither.
_ENDS = re.compile(r"</(?:body|html)\s{0,20}>", re.IGNORECASE)
# Two documents in one: what an answer has twice, or a page that another was appended to.
_NEXT = re.compile(r"</html\s{0,20}>\s{0,200}(?:<!doctype\b[^<>]{0,300}>\s{0,200})?<html\b", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_AT_END = re.compile(rf"(?:{_ENDS.pattern}\s*)*", re.IGNORECASE)
_LONG: Final = 500  # characters; shorter towers of marks cost nothing
_MOST_INLINE: Final = 3_000  # elements; trafilatura looks through all that it has kept for each
_INLINE: Final = (
    "b",
    "i",
    "em",
    "strong",
    "u",
    "s",
    "small",
    "big",
    "sub",
    "sup",
    "span",
    "font",
    "code",
    "tt",
)
# libxml2 reads them in HTML (a form feed is white space there), and lxml lets nobody write them.
_UNSETTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A walk over all elements in Python costs ten times as much.
_COMMENT_IN_ATTRIBUTE = etree.XPath("//@*[contains(., '<!--')]")
_LONG_TEXTS = etree.XPath(f"//text()[string-length() > {_LONG}]")


def tree_of(body: bytes, content_type: str | None = None) -> lxml.html.HtmlElement | None:
    """The page's tree within bounds; None where it is none. `content_type`: the HTTP header as received."""
    written = decode(body[:MAX_BYTES], content_type).text
    text = _ENDS.sub("", _first_document(with_addresses(with_closed_players(written))))
    try:
        tree = _with_few_attributes(text) if _has_many_attributes(text) else load_html(text)
    except (ValueError, etree.LxmlError):
        return None
    return within_bounds(tree) if tree is not None else None


def _first_document(text: str) -> str:
    """Without the next, if both have a headline; one without frames a page that stands below."""
    following = _NEXT.search(text)
    if following is None or not _HEADLINE.search(text, 0, following.start()):
        return text
    return text[: following.start()] if _HEADLINE.search(text, following.end()) else text


class _Count:
    """The most attributes of any tag."""

    most = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> None:
        """Nothing is built."""


class _Few:
    """A tree of lxml.html, of which each tag has its first attributes only."""

    def __init__(self, parser: lxml.html.HTMLParser) -> None:
        self._builder = etree.TreeBuilder(element_factory=cast("Any", parser.makeelement))
        self.end, self.data, self.close = self._builder.end, self._builder.data, self._builder.close

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._builder.start(name, dict(islice(attributes.items(), _MOST_ATTRIBUTES)))


def _has_many_attributes(text: str | bytes) -> bool:
    if len(text) < _ENOUGH_FOR_MANY:
        return False
    count = _Count()
    _feed(count, text)
    return count.most > _MOST_ATTRIBUTES


def _with_few_attributes(text: str | bytes) -> Any:
    return _feed(_Few(lxml.html.HTMLParser()), text)


def _feed(target: Any, text: str | bytes) -> Any:
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    parser.feed(text.encode("utf-8", "replace") if isinstance(text, str) else text)
    return parser.close()


def within_bounds(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Change `tree` where it is hostile, and give it back.

    libxml2's serialiser looks for the end of each `<!--` in an attribute (for server-side includes); Unicode
    normalising sorts the marks on a letter; trafilatura compares inline elements with each other.
    """
    for value in cast("list[Any]", _COMMENT_IN_ATTRIBUTE(tree)):
        value.getparent().set(value.attrname, _UNSETTABLE.sub("", value.replace("<!--", "<! --")))
    for text in cast("list[Any]", _LONG_TEXTS(tree)):
        field = "text" if text.is_text else "tail"
        setattr(text.getparent(), field, _UNSETTABLE.sub(" ", stream_safe(text)))
    if sum(1 for _ in tree.iter(*_INLINE)) > _MOST_INLINE:
        etree.strip_tags(tree, *_INLINE)
    return tree
