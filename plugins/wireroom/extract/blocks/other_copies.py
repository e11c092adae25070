"""A page's blocks and those chosen in; those out without what is another article's, a copy or a banner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.text import letters_of
from wireroom.extract.blocks.consent_banners import without_consent_banners
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import headline_place

_AN_ARTICLE: Final = 200  # characters; an element of an article with less is its head, or a teaser
_A_PARAGRAPH: Final = 60  # characters of a copy


def without_others(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str, *, is_live: bool
) -> NDArray[np.bool_]:
    """`kept` without all that; the posts of a live blog are articles with headlines."""
    own = kept if is_live else _without_next_articles(kept, blocks, title)
    return without_consent_banners(_without_hidden_copies(own, blocks), blocks, title)


def _without_next_articles(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without the articles that sites append for readers who scroll on: each with a headline of its own.

    Only where the page's headline and enough of its text stand in an `<article>` before.
    """
    place = headline_place(blocks, title)
    own = blocks[place].holder.find_parent("article") if place is not None else None
    if place is None or own is None:
        return kept
    others = {
        id(article): article
        for block in blocks[place + 1 :]
        if block.holder.name == "h1" and letters_of(block.text) != letters_of(blocks[place].text)
        if (article := block.holder.find_parent("article")) is not None and _is_apart(article, own)
    }
    if not others:
        return kept
    around = {each: _articles_around(blocks[each], others) for each in np.flatnonzero(kept).tolist()}
    before = sum(len(blocks[each].text) for each, other in around.items() if not other and each > place)
    if before < _AN_ARTICLE:
        return kept
    left = kept.copy()
    left[[each for each, other in around.items() if other]] = False
    return left


def _is_apart(article: Tag, own: Tag) -> bool:
    above = (*article.parents, article), (*own.parents, own)
    return not any(each is own for each in above[0]) and not any(each is article for each in above[1])


def _articles_around(block: TextBlock, others: dict[int, Tag]) -> bool:
    return any(id(element) in others for element in (block.holder, *block.holder.parents))


def _without_hidden_copies(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the paragraphs in hidden elements, where the same are shown elsewhere."""
    places = np.flatnonzero(kept).tolist()
    hidden = [place for place in places if blocks[place].place.hidden]
    if not hidden:
        return kept
    shown = {blocks[place].text for place in places if not blocks[place].place.hidden}
    left = kept.copy()
    left[[p for p in hidden if len(blocks[p].text) >= _A_PARAGRAPH and blocks[p].text in shown]] = False
    return left
