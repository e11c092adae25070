"""Parse markup into BeautifulSoup's tree, of bounded depth and size.

Markup deeper than libxml2 reads (256), or with more elements than anyone writes, is reduced to its text.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup

from wireroom.common.soup import MAX_ELEMENTS, soup_from
from wireroom.common.text import escaped, joined_halves, printable, unescape
from wireroom.common.text.hidden_addresses import with_addresses
from wireroom.common.unclosed_players import with_closed_players

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})?[^<>]{0,20000}>?")
_MOST_RUNS: Final = MAX_ELEMENTS // 2  # paragraphs; the rest becomes one
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "textarea", "title"})

_NAMES: Final = (
    "title|textarea|iframe|noscript|noembed|noframes|button|select|option|optgroup|datalist|svg|canvas|nav|dialog"
    "|meter|progress|applet|template|script|style"
)
_OPENING = re.compile(rf"<({_NAMES})(\s[^<>]{{0,4000}})?/?>", re.IGNORECASE)
_CLOSING = re.compile(rf"</({_NAMES})\b", re.IGNORECASE)
_CODE = re.compile(r"[{}=;]|\(\)|//|/\*")
_AHEAD: Final = 300  # characters after an opening tag by which code is told from prose

_ANY_TAG = re.compile(r"<[a-zA-Z/!]")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;/?(?:p|a|br|div|span|img|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|figure|iframe|script"
    r"|font|center)"
    r"(?=\s|/|&)",
    re.IGNORECASE,
)
_MOST_ROUNDS: Final = 4  # levels of escaping; more have not been seen


def read_tree(markup: str) -> BeautifulSoup:
    """The tree of the whole markup, without comments."""
    markup = without_unclosed(with_addresses(with_closed_players(markup)))
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
    """Replace each tag by a paragraph break: of hostile markup only the text is kept."""
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


def without_unclosed(markup: str) -> str:
    """Close frames and scripts with an address that are never closed where they begin: they have no content.

    A script or style with code of its own, cut off by a limit, stays open, so that its code goes with it.
    """
    if _OPENING.search(markup) is None:
        return markup
    last = {closing[1].lower(): closing.start() for closing in _CLOSING.finditer(markup)}

    def settled(opening: re.Match[str]) -> str:
        name = opening[1].lower()
        if opening.start() < last.get(name, -1):
            return opening[0]
        if name == "iframe" or (name == "script" and "src" in (opening[2] or "").lower()):
            return f"{opening[0]}</{name}>"
        if name in {"script", "style"}:
            return opening[0] if _is_code(markup, opening) else ""
        return ""

    return _OPENING.sub(settled, markup)


def _is_code(markup: str, opening: re.Match[str]) -> bool:
    ahead = markup[opening.end() : opening.end() + _AHEAD]
    return bool(opening[2]) or _CODE.search(ahead.partition("<")[0]) is not None


def has_tags(markup: str) -> bool:
    """Whether an HTML parser would find any tag, comment or declaration."""
    return _ANY_TAG.search(markup) is not None


def unescaped(markup: str) -> str:
    """`markup`, unescaped until tags appear; unchanged if it has tags, or would never have any."""
    for _ in range(_MOST_ROUNDS):
        if (
            "lt;" not in markup
            or "gt;" not in markup
            or _ANY_TAG.search(markup)
            or not _ESCAPED_TAG.search(markup)
        ):
            return markup
        markup = unescape(markup)
    return markup
