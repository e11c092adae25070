"""A page's blocks and those chosen in; those out without what is another article's, or a copy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.text import letters_of
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.blocks.unseen_text import without_hidden_copies

_AN_ARTICLE: Final = 200  # characters; an element of an article with less is its head, or a teaser
_LONG: Final = 1_000  # characters of each of several others; shorter are parts of a whole
_LONGEST_HEADLINE: Final = 1_000  # characters of a headline


def without_others(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str, *, is_live: bool
) -> NDArray[np.bool_]:
    """`kept` without all that; the posts of a live blog are articles with headlines."""
    own = kept if is_live else _without_next_articles(kept, blocks, title)
    return without_hidden_copies(own, blocks)


def _without_next_articles(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without the articles that sites append for readers who scroll on: each with a headline of its own.

    Only where enough text stands below the title in an `<article>` before, and no more in them: else that is
    a teaser's or a notice's. Several short ones are chapters, or the entries of a live blog.
    """
    said = letters_of(title)
    place = next((p for p, block in enumerate(blocks) if _is_headline(block, said)), None)
    own = blocks[place].holder.find_parent("article") if place is not None else None
    if place is None or own is None:
        return kept
    others = {
        id(article): article
        for block in blocks[place + 1 :]
        if block.holder.name == "h1" and said != letters_of(block.text)
        if (article := block.holder.find_parent("article")) is not None and _is_apart(article, own)
    }
    places: dict[int, list[int]] = {}
    for each in np.flatnonzero(kept).tolist() if others else ():
        around = _first_around(blocks[each], (id(own), *others)) if each > place else None
        places.setdefault(around or 0, []).append(each)
    size = {key: sum(len(blocks[each].text) for each in inside) for key, inside in places.items()}
    text, taken = size.get(id(own), 0), [size[key] for key in others if key in size]
    if text < _AN_ARTICLE or sum(taken) > text or (len(taken) > 1 and sum(taken) < _LONG * len(taken)):
        return kept
    left = kept.copy()
    left[[each for key in others for each in places.get(key, ())]] = False
    return left


def _is_headline(block: TextBlock, said: str) -> bool:
    if not said or block.holder.name not in ("h1", "h2"):
        return False
    return letters_of(block.text[:_LONGEST_HEADLINE]) == said


def _is_apart(article: Tag, own: Tag) -> bool:
    above = (*article.parents, article), (*own.parents, own)
    return not any(each is own for each in above[0]) and not any(each is article for each in above[1])


def _first_around(block: TextBlock, known: Collection[int]) -> int | None:
    around = (id(element) for element in (block.holder, *block.holder.parents))
    return next((each for each in around if each in known), None)
