"""Markup in, BeautifulSoup's tree of it out, of bounded depth and size.

Of markup that is deeper than libxml2 reads (256) or has more elements than anyone writes, the text is left.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup

from wireroom.clean.read.unclosed import without_unclosed
from wireroom.common.soup import MAX_ELEMENTS, soup_from
from wireroom.common.text import escaped, joined_halves, printable

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})?[^<>]{0,20000}>?")
_MOST_RUNS: Final = MAX_ELEMENTS // 2  # paragraphs; what comes after is one
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "textarea", "title"})


def read_tree(markup: str) -> BeautifulSoup:
    """The whole document; comments are left out."""
    markup = without_unclosed(markup)
    if markup.count("<") > MAX_ELEMENTS:
        markup = _flattened(markup)
    soup, is_whole = soup_from(_encoded(markup))
    return soup if is_whole else soup_from(_encoded(_flattened(markup)))[0]


def _encoded(markup: str) -> bytes:
    markup = joined_halves(markup)
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
