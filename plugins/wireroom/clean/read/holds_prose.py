"""An element with a doubtful name in, whether it holds the article itself out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from wireroom.clean.read.furniture import Doubt
from wireroom.clean.read.walk_context import WalkContext

_UNCOUNTED: Final = frozenset({"a", "script", "style"})


def holds_prose(context: WalkContext, element: Tag, doubt: Doubt) -> bool:
    """`<div class="newsletter-body">` round a whole letter, a column of a grid called `gutter`."""
    if not doubt.characters:
        return False
    if context.prose is None:
        context.prose = _prose(context.soup)
    count = context.prose.get(id(element), 0)
    return count >= doubt.characters and count * 100 >= context.prose[id(context.soup)] * doubt.share


def _prose(soup: BeautifulSoup) -> dict[int, int]:
    """Letters and signs outside links and scripts, by the `id` of each element, in one reading of the tree.

    Digits do not count: they are the numbers of lines in a gutter.
    """
    counts: dict[int, int] = {}
    total = 0
    nodes: Iterator[PageElement] = iter(soup.contents)
    above: list[tuple[Iterator[PageElement], Tag, int]] = []
    while True:
        for node in nodes:
            if isinstance(node, Tag):
                above.append((nodes, node, total))
                nodes = iter(node.contents)
                break
            total += _solid(str(node))
        else:
            if not above:
                break
            nodes, element, before = above.pop()
            if element.name in _UNCOUNTED:
                total = before
            else:
                counts[id(element)] = total - before
    counts[id(soup)] = total
    return counts


def _solid(text: str) -> int:
    return sum(map(len, text.split())) - sum(map(text.count, "0123456789"))
