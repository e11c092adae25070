"""Markup in, an lxml tree of bounded depth out, or None where there is nothing to read.

BeautifulSoup's "lxml" parser is this same parser; building its tree costs fourteen times the parsing
(docs/decisions/0020), so the whole body is walked as lxml gives it, and BeautifulSoup reads the pieces
that are searched rather than walked (`cards`).
"""

from __future__ import annotations

import re

from lxml import etree

from wireroom.clean.characters import escaped, printable

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})?[^<>]{0,20000}>?")
_UNREAD = frozenset({"script", "style", "noscript", "template", "textarea", "title"})


def read_tree(markup: str) -> etree._Element | None:
    """The root element. A tree too deep for libxml2 (256) is read as the flat run of its text instead."""
    root, refused = _parse(markup)
    return _parse(_flattened(markup))[0] if refused else root


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
    """Every tag a paragraph's end: what is left of hostile nesting is its text."""
    runs: list[str] = []
    end, unread = 0, False
    for tag in _TAG.finditer(markup):
        if not unread:
            runs.append(escaped(markup[end : tag.start()]))
        if (tag[2] or "").lower() in _UNREAD:
            unread = not tag[1]
        end = tag.end()
    runs.append("" if unread else escaped(markup[end:]))
    return "<p>" + "<p>".join(run for run in runs if run.strip())
