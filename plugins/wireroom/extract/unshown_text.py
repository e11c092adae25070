"""Find the text that a page carries although it shows none without its scripts.

Sites that draw their pages in the browser put the article into `noscript` or `template`, for those who run no
scripts, or only into `articleBody` of their JSON-LD, for search engines, or into the data of a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice
from typing import Any, Final

from lxml.html import HtmlElement

from wireroom.common.text import unescape
from wireroom.extract.json_documents import documents_in

LITTLE: Final = 200  # characters; who shows as much shows an article, or its teaser
_SHARE: Final = 0.3  # of articleBody's characters; a page that shows less shows another thing
_OF_DATA: Final = "application/json"  # `<script id="__NEXT_DATA__" type="application/json">`
_PARAGRAPHS: Final = 2  # of a text in data, at least
_MOST_VALUES: Final = 20_000  # of a page's data that are looked at
_A_TITLE: Final = 8  # characters
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


def body_in_data(tree: HtmlElement, title: str) -> str | None:
    """The markup of the text in a page's data that stands beside its title, or is the only one there."""
    found, titled = set[str](), set[str]()
    for values in islice(_objects(tree), _MOST_VALUES):
        written = [value for value in values if isinstance(value, str)]
        bodies = [each for each in written if len(each) > LITTLE and each.count("</p>") >= _PARAGRAPHS]
        found.update(bodies)
        if any(len(each) >= _A_TITLE and each in title for each in written):
            titled.update(bodies)
    chosen = titled or (found if len(found) == 1 else set[str]())
    return max(chosen, key=len, default=None)


def _objects(tree: HtmlElement) -> Iterator[list[object]]:
    """The values of each object in the data; nothing recurses."""
    for script in tree.iter("script"):
        if script.get("type") != _OF_DATA:
            continue
        left = list(documents_in(script.text or ""))
        while left:
            value = left.pop()
            inside = list(value.values()) if isinstance(value, Mapping) else value
            if isinstance(inside, list):
                left.extend(each for each in inside if isinstance(each, Mapping | list))
                yield inside


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
