"""A page's chosen blocks and what other pages of its site say too in; those that are the article's own out.

What stands on several pages of a site before or after an article's own paragraphs, or between them in a box
of its own, is the site's furniture. Between paragraphs and made like them it stays: reporters use a paragraph
of background again and again. So does the caption of a picture, which is shown with article after article.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from wireroom.extract.blocks.text_blocks import TextBlock

_LEAST: Final = 6  # letters; `___` and `More` are everywhere
_LONGEST: Final = 2_000  # characters that are looked at
_PROSE: Final = 10  # words
_LINKED: Final = 0.5  # of its characters; with more a block leads elsewhere
_LINE: Final = 5  # words of a block that was not chosen; a shorter one is hardly ever taken for a text
_HEAD, _TAIL, _MOST = 4, 12, 40  # blocks that are remembered: at the ends, of either kind
# Of the chosen characters. More is the same text at another address: an agency's, one brought up to date.
_MOST_REMOVED: Final = 0.5
_MOST_ALIKE: Final = 0.2  # likewise of what is made like the article's own paragraphs

_Template = tuple[str, object, int]


def block_mark(text: str) -> int | None:
    """Letters and digits make it (a lottery's numbers are its news): 64 bits, signed; None of hardly any."""
    letters = "".join(filter(str.isalnum, text[:_LONGEST].lower()))
    if len(letters) < _LEAST:
        return None
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "big", signed=True)


def marks_of(blocks: Sequence[TextBlock], kept: Sequence[int], words: Sequence[float]) -> tuple[int, ...]:
    """To know them by on other pages: those of a page's blocks that may be furniture.

    Of the chosen ones, whose places are `kept`, what is not the body's middle; of the others lines that are
    no links, the last first: on another page they may be taken for the article's.
    """
    made = {place: _template(blocks[place]) for place in kept}
    sizes: Counter[_Template] = Counter()
    for place, template in made.items():
        sizes[template] += len(blocks[place].text)
    body = max(sizes, key=sizes.__getitem__, default=None)
    ends = {*kept[:_HEAD], *kept[-_TAIL:]}
    chosen = [place for place in kept if place in ends or made[place] != body]
    others = [
        place
        for place in range(len(blocks) - 1, -1, -1)
        if place not in made and words[place] >= _LINE and not _leads_elsewhere(blocks[place])
    ]
    marks = (block_mark(blocks[place].text) for place in (*chosen[-_MOST:], *others[:_MOST]))
    return tuple(dict.fromkeys(mark for mark in marks if mark is not None))


def without_repeated(
    blocks: Sequence[TextBlock], words: Sequence[float], repeated: Collection[int]
) -> list[int]:
    """Places of those of an article's chosen blocks that stay; `words` of each, `repeated`: their marks."""
    everything = list(range(len(blocks)))
    known = [
        place
        for place in everything
        if block_mark(blocks[place].text) in repeated and not _is_caption(blocks[place])
    ]
    own = [
        place
        for place in everything
        if place not in known and words[place] >= _PROSE and not _leads_elsewhere(blocks[place])
    ]
    if not known or not own:
        return everything
    paragraphs = {_template(blocks[place]) for place in own}
    alike = {place for place in known if _template(blocks[place]) in paragraphs}
    ends = {place for place in known if not own[0] < place < own[-1]}
    boxes = {place for place in known if words[place] >= _PROSE} - alike
    total = sum(len(block.text) for block in blocks)
    removed = (ends | boxes) - alike
    if _size(blocks, ends & alike) <= _MOST_ALIKE * total:
        removed |= ends & alike
    after = min((place for place in removed if place > own[-1]), default=len(blocks))
    removed |= {place for place in everything[after:] if _leads_elsewhere(blocks[place])}
    if _size(blocks, removed) > _MOST_REMOVED * total:
        return everything
    return [place for place in everything if place not in removed]


def _template(block: TextBlock) -> _Template:
    """What the page's template made it as, and where."""
    return block.holder.name, block.holder.attrs.get("class"), id(block.holder.parent)


def _is_caption(block: TextBlock) -> bool:
    return any(holder.name == "figcaption" for holder in (block.holder, *block.holder.parents))


def _leads_elsewhere(block: TextBlock) -> bool:
    return block.linked >= _LINKED * len(block.text)


def _size(blocks: Sequence[TextBlock], places: Collection[int]) -> int:
    return sum(len(blocks[place].text) for place in places)
