"""Find the text that a page carries although it shows none without its scripts.

Sites that draw their pages in the browser put the article into `noscript` or `template`, for those who run no
scripts, or only into `articleBody` of their JSON-LD, for search engines.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from lxml.html import HtmlElement

from wireroom.common.text import unescape

LITTLE: Final = 200  # characters; who shows as much shows an article, or its teaser
_SHARE: Final = 0.3  # of articleBody's characters; a page that shows less shows another thing
_CLOSED: Final = ("noscript", "template")
_TAG = re.compile(r"<(?:p|br|div|h\d|ul|ol|blockquote|figure)[\s/>]", re.IGNORECASE)
# A text that tells of one tag opens with none and closes none.
_WRITTEN_AS_MARKUP = re.compile(
    r"\A\s*<(?:p|div|h\d|ul|ol|blockquote|figure)[\s>]|<br[\s/]*>|</(?:p|div|h\d|ul|ol|blockquote|figure)>",
    re.IGNORECASE,
)


def open_unread(tree: HtmlElement) -> bool:
    """Make plain elements of those that only browsers without scripts show; whether any has text."""
    found = [element for element in tree.iter(*_CLOSED) if sum(map(len, element.itertext())) > LITTLE]
    for element in found:
        element.tag = "div"
    return bool(found)


def is_unshown(shown: int, body: str | None) -> bool:
    """Whether a page of `shown` characters keeps the text that it tells search engines."""
    length = len(body.strip()) if body else 0
    return length > LITTLE and shown < _SHARE * length


def body_markup(written: Any) -> str:
    """`articleBody` as markup: some write it so, once or twice escaped; others part paragraphs by lines."""
    text = written if isinstance(written, str) else ""
    if not _TAG.search(text) and _WRITTEN_AS_MARKUP.search(unescaped := unescape(text)):
        text = unescaped
    if _TAG.search(text):
        return text
    return "".join(
        f"<p>{escape(unescape(line), quote=False)}</p>" for line in map(str.strip, text.splitlines()) if line
    )
