"""Markup in, BeautifulSoup's tree of it out, of bounded depth and size; None where there is nothing to read.

lxml is the parser, as in `BeautifulSoup(markup, "lxml")`. What is hostile is cut before the tree is built:
of markup deeper than libxml2 reads (256), or of more elements than anyone writes, only the text is left.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup
from lxml import etree

from wireroom.clean.characters import escaped, printable
from wireroom.common.soup import MAX_ELEMENTS, soup_of

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})?[^<>]{0,20000}>?")
_MOST_RUNS: Final = MAX_ELEMENTS // 2  # paragraphs; what comes after is one
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "textarea", "title"})


def read_tree(markup: str) -> BeautifulSoup | None:
    """The whole document; comments are left out."""
    if markup.count("<") > MAX_ELEMENTS:
        markup = _flattened(markup)
    root, refused = _parse(markup)
    if refused:
        root, _ = _parse(_flattened(markup))
    return None if root is None else soup_of(root)


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = etree.fromstring(_encoded(markup), parser)
    except etree.XMLSyntaxError:
        return None, False  # nothing but comments and white space
    last = parser.error_log.last_error  # it ends the parsing, so no other comes after it
    return root, last is not None and last.type_name == "ERR_RESOURCE_LIMIT"


def _encoded(markup: str) -> bytes:
    try:
        return markup.replace("\0", "").encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates
        return printable(markup).encode("utf-8")


def _flattened(markup: str) -> str:
    """Every tag a paragraph's end: what is left of hostile markup is its text."""
    runs: list[str] = []
    end, unread = 0, False
    for tag in _TAG.finditer(markup):
        if not unread:
            runs.append(escaped(markup[end : tag.start()]))
        if (tag[2] or "").lower() in _UNREAD:
            unread = not tag[1]
        end = tag.end()
    runs.append("" if unread else escaped(markup[end:]))
    runs = [run for run in runs if run.strip()]
    return "<p>" + "<p>".join((*runs[:_MOST_RUNS], " ".join(runs[_MOST_RUNS:])))
