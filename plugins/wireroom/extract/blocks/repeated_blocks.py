"""A page's chosen blocks and what other pages of its site end with too in; the article's own out.

Only what stands last may go, and only as far back as every block is known from other pages: reporters use a
paragraph of background again and again, two pages tease a third, and a picture is shown with many articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bs4 import Tag

from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.site_mentions import speaks_for_site

_LEAST: Final = 6  # letters; `___` and `More` are everywhere
_MOST_COMPARED: Final = 2_000  # characters that are looked at
_PROSE: Final = 10  # words
_LINKED: Final = 0.5  # of its characters; with more a block leads elsewhere
_TAIL: Final = 12  # blocks that may be boilerplate; where all are known, it is the same text elsewhere
_MOST_REMOVED: Final = 0.2  # of the characters
_WHOLE: Final = frozenset({"table", "ul", "ol", "dl"})  # they go whole or not at all

IsRepeated = Callable[[int], bool]
_Template = tuple[str, object, str, object]


def block_mark(text: str) -> int | None:
    """Letters and digits make it (a lottery's numbers are its news): 64 bits, signed; None of hardly any."""
    letters = "".join(filter(str.isalnum, text[:_MOST_COMPARED].lower()))
    if len(letters) < _LEAST:
        return None
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "big", signed=True)


def marks_of(blocks: Sequence[TextBlock]) -> tuple[int, ...]:
    """To know them by on other pages: those of an article's chosen blocks that stand last."""
    marks = (block_mark(block.text) for block in blocks[-_TAIL:])
    return tuple(dict.fromkeys(mark for mark in marks if mark is not None))


def own_blocks(
    blocks: Sequence[TextBlock], words: Sequence[float], names: Sequence[str], is_repeated: IsRepeated
) -> int:
    """How many of an article's chosen blocks, from the first on, are its own; `words` of each.

    `names` are the site's, `is_repeated` knows the marks of what other pages of it end with.
    """
    least = max(0, len(blocks) - _TAIL)
    start = len(blocks)
    while start > least and _is_known(blocks[start - 1], is_repeated):
        start -= 1
    if start == least:
        return len(blocks)
    paragraphs = {
        _template(block) for block, count in zip(blocks[:start], words, strict=False) if count >= _PROSE
    }
    if not paragraphs:
        return len(blocks)
    own = len(blocks)
    for first in _units(blocks, start):
        unit = range(first, own)
        if not any(_is_boilerplate(blocks[place], words[place], names, paragraphs) for place in unit):
            break
        own = first
    total = sum(len(block.text) for block in blocks)
    return own if sum(len(block.text) for block in blocks[own:]) <= _MOST_REMOVED * total else len(blocks)


def _is_known(block: TextBlock, is_repeated: IsRepeated) -> bool:
    mark = block_mark(block.text)
    return mark is not None and is_repeated(mark) and not _is_caption(block)


def _is_caption(block: TextBlock) -> bool:
    return any(holder.name == "figcaption" for holder in (block.holder, *block.holder.parents))


def _units(blocks: Sequence[TextBlock], start: int) -> Iterator[int]:
    """Where what goes together begins, the last first: a table, a list, a block."""
    containers = [_container(block) for block in blocks]
    place = len(blocks)
    while place > start:
        place -= 1
        around = containers[place]
        while around is not None and place > 0 and containers[place - 1] is around:
            place -= 1
        if place >= start:
            yield place


def _container(block: TextBlock) -> Tag | None:
    """The outermost table or list that it stands in."""
    found = block.holder if block.holder.name in _WHOLE else None
    for element in block.holder.parents:
        if element.name in _WHOLE:
            found = element
    return found


def _is_boilerplate(block: TextBlock, words: float, names: Sequence[str], paragraphs: set[_Template]) -> bool:
    """Whether it speaks of the site, leads elsewhere or is prose that is not made as the article's own is.

    A short line may be a fact: a referee, who reported from where.
    """
    is_box = words >= _PROSE and _container(block) is None and _template(block) not in paragraphs
    return is_box or _leads_elsewhere(block) or speaks_for_site(block.text, names)


def _template(block: TextBlock) -> _Template:
    """What the page's template made it as, and in what."""
    holder, around = block.holder, block.holder.parent
    attributes = around.attrs if around else {}
    return holder.name, holder.attrs.get("class"), around.name if around else "", attributes.get("class")


def _leads_elsewhere(block: TextBlock) -> bool:
    return block.linked >= _LINKED * len(block.text)
