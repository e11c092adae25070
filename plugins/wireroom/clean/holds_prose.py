"""An element with a doubtful name in, whether it holds the article itself out."""

from __future__ import annotations

from typing import Final

from lxml import etree

from wireroom.clean.furniture import Doubt
from wireroom.clean.walking import Walking

_MOST_JUDGED: Final = 50  # prose found in one body; nested a hundred deep, each would be read again


def holds_prose(walking: Walking, element: etree._Element, doubt: Doubt) -> bool:
    """`<div class="newsletter-body">` round a whole letter, a column of a grid called `gutter`.

    What is found to be furniture is not walked, so elements side by side are read once each.
    """
    if not doubt.characters:
        return False
    if walking.judged >= _MOST_JUDGED:
        return True
    count = _unlinked(element)
    if count < doubt.characters:
        return False
    if doubt.share:
        if walking.whole is None:
            walking.whole = _unlinked(element.getroottree().getroot())
        if count * 100 < walking.whole * doubt.share:
            return False
    walking.judged += 1
    return True


def _unlinked(element: etree._Element) -> int:
    """Letters and signs outside links and scripts; digits are the numbers of lines in a gutter."""
    unread = sum(_solid(part) for part in element.iter("a", "script", "style"))
    return _solid(element) - unread


def _solid(element: etree._Element) -> int:
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return sum(map(len, text.split())) - sum(map(text.count, "0123456789"))
