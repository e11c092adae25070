"""A page's tree in, the same within what the libraries that read it can do in linear time out."""

from __future__ import annotations

import re
from typing import Any, Final, cast

import lxml.html
from lxml import etree

from wireroom.common.text import stream_safe

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
_COMMENT_IN_ATTRIBUTE = etree.XPath("//@*[contains(., '<!--')]")


def within_bounds(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Change `tree` where it is hostile, and give it back.

    libxml2's serialiser looks for the end of each `<!--` in an attribute (for server-side includes); Unicode
    normalising sorts the marks on a letter; trafilatura compares inline elements with each other.
    """
    for value in cast("list[Any]", _COMMENT_IN_ATTRIBUTE(tree)):
        value.getparent().set(value.attrname, _UNSETTABLE.sub("", value.replace("<!--", "<! --")))
    inline = 0
    for element in tree.iter(etree.Element):
        inline += element.tag in _INLINE
        if element.text and len(element.text) > _LONG:
            element.text = _UNSETTABLE.sub(" ", stream_safe(element.text))
        if element.tail and len(element.tail) > _LONG:
            element.tail = _UNSETTABLE.sub(" ", stream_safe(element.tail))
    if inline > _MOST_INLINE:
        etree.strip_tags(tree, *_INLINE)
    return tree
