"""A page's tree in; the tags that links below or above its article's text name (rel=tag) out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from wireroom.extract.blocks.text_blocks import KINDS, kinds_named

_LINKS: Final = etree.XPath("descendant-or-self::a[contains(@rel, 'tag')]")
_MOST: Final = 25  # of one article; a cloud has more
_LOOKED_AT: Final = 200
_LONGEST_TAG: Final = 60  # characters of a tag
_COMMENT, _RELATED, _TAGS, _BODY = (KINDS.index(kind) for kind in ("comment", "related", "tags", "body"))
_BESIDE = re.compile(r"cloud|trending|popular|search|sidebar", re.IGNORECASE)
_LANDMARKS: Final = frozenset(("aside", "nav"))
_STORIES: Final = ("h2", "h3", "h4")
_CARDS: Final = frozenset(("article", "li"))
_LEVELS: Final = 12  # elements around a link that are looked at
_ROWS: Final = frozenset(("li", "span", "b", "strong", "em", "i"))


def linked_tags(page: HtmlElement) -> tuple[str, ...]:
    """Of the innermost element that holds the page's first h1 and such links; of its only line of them.

    Those of a sidebar, a cloud or a card are of other things; of several lines nobody can tell which is the
    article's, unless all say the same. A category is no tag.
    """
    headline = next(page.iter("h1"), None)
    if headline is None:
        return ()
    found = islice(cast("list[HtmlElement]", _LINKS(page)), _LOOKED_AT)
    links = [link for link in found if "tag" in (words := _words(link)) and "category" not in words]
    level = {above: place for place, above in enumerate(headline.iterancestors())} if links else {}
    lines: dict[int, dict[HtmlElement, list[str]]] = {}
    cards: dict[HtmlElement, bool] = {}
    for link in links:
        name = " ".join(" ".join(link.itertext()).split()).lstrip("#").strip()
        around = next((above for above in link.iterancestors() if above in level), None)
        if around is None or not 0 < len(name) <= _LONGEST_TAG or _stands_beside(link, around, cards):
            continue
        lines.setdefault(level[around], {}).setdefault(_line_of(link), []).append(name)
    if not lines:
        return ()
    first, *others = {tuple(dict.fromkeys(names)) for names in lines[min(lines)].values()}
    return first if not others and len(first) <= _MOST else ()


def _words(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _line_of(link: HtmlElement) -> HtmlElement:
    return next((above for above in link.iterancestors() if above.tag not in _ROWS), link)


def _stands_beside(link: HtmlElement, around: HtmlElement, cards: dict[HtmlElement, bool]) -> bool:
    for above in _below(link, around):
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        kinds = kinds_named(name)
        is_tags = _TAGS in kinds
        is_other = _COMMENT in kinds or (_RELATED in kinds and not is_tags and _BODY not in kinds)
        if is_other or _BESIDE.search(name) or (above.tag in _LANDMARKS and not is_tags):
            return True
        if above.tag in _CARDS and above not in cards:
            cards[above] = any(above.find(f".//{tag}") is not None for tag in _STORIES)
        if cards.get(above):
            return True
    return _BESIDE.search(link.get("class") or "") is not None or link.get("style") is not None


def _below(link: HtmlElement, around: HtmlElement) -> Iterator[HtmlElement]:
    return islice(takewhile(lambda above: above is not around, link.iterancestors()), _LEVELS)
