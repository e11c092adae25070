"""A page's blocks and those chosen in; those out without boxes of the house among them.

A label stands over such a box (`About the author`, `Got a tip?`; `Read also` over a link to another story),
or an attribute says what it is. Scores tell its few lines one by one, and often keep half of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.common.others_speak import somebody_is_quoted
from wireroom.common.tables import pattern, rows
from wireroom.extract.blocks.text_blocks import TextBlock

_LONGEST_LABEL: Final = 60  # characters
_LONGEST_BOX: Final = 600
_LONGEST_CLASS: Final = 200
_MOST_BLOCKS: Final = 10
_LEVELS: Final = 3  # elements around a label
_LINKED: Final = 0.9  # of the characters under a label of other stories
_AT_MOST: Final = 1 / 3  # of the text; what is more of it is the article
_TELLING: Final = ("type", "data-type", "data-component", "data-module", "data-block", "data-widget")
_OTHER_STORY = re.compile(
    r"related|recommend|read-?(?:more|also|next)|newsletter|promo(?![a-z]*t)", re.IGNORECASE
)
# A class that says so is an editor's, too: what stands in it must speak to the reader.
_ASKING = re.compile(r"newsletter|(?<![a-z])donat(?:e|ion)s?(?![a-z])", re.IGNORECASE)


def without_house_boxes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without what stands in them; what is a third of the text stays, for that is what the page is about."""
    left = kept.copy()
    most = _AT_MOST * sum(len(blocks[place].text) for place in np.flatnonzero(kept).tolist())
    for places in (*_labelled(kept, blocks), *_called_so(kept, blocks)):
        if sum(len(blocks[place].text) for place in places) <= min(most, _LONGEST_BOX):
            left[places] = False
    return left


def _labelled(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> Iterator[list[int]]:
    chosen = np.flatnonzero(kept).tolist()
    near = {place for each in chosen for place in range(max(0, each - _MOST_BLOCKS), each + 1)}
    for place in sorted(near):
        block = blocks[place]
        if len(block.text) > _LONGEST_LABEL:
            continue
        label = _label().fullmatch(block.text)
        if label is None:
            continue
        box = _box_below(blocks, place) or ([] if label["house"] else _links_below(blocks, place))
        under = [blocks[each] for each in box[1:]]
        size = sum(len(each.text) for each in under)
        if label["house"] and somebody_is_quoted(" ".join(each.text for each in under)):
            continue
        if under and (label["house"] or sum(each.linked for each in under) >= _LINKED * size):
            yield box


def _box_below(blocks: Sequence[TextBlock], place: int) -> list[int]:
    """The places of the smallest element that begins with the label and holds more; none where it is long."""
    for element in islice((blocks[place].holder, *blocks[place].holder.parents), _LEVELS):
        if place and _holds(element, blocks[place - 1]):
            return []
        inside = []
        for each in range(place, min(place + _MOST_BLOCKS, len(blocks))):
            if not _holds(element, blocks[each]):
                break
            inside.append(each)
        if len(inside) > 1:
            return inside if len(inside) < _MOST_BLOCKS else []
    return []


def _links_below(blocks: Sequence[TextBlock], place: int) -> list[int]:
    """The label, and what follows it that is all links: `<h3>Read also:</h3><ul><li><a>…`."""
    inside = [place]
    for each in range(place + 1, min(place + _MOST_BLOCKS, len(blocks))):
        if blocks[each].linked < _LINKED * len(blocks[each].text):
            break
        inside.append(each)
    return inside


def _holds(element: Tag, block: TextBlock) -> bool:
    return block.holder is element or any(
        each is element for each in islice(block.holder.parents, 2 * _LEVELS)
    )


def _called_so(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> Iterator[list[int]]:
    """`<div type="RelatedOneNews">`; of one class all together, for a whole letter may be made of such."""
    boxes: dict[int, list[int]] = {}
    asking: dict[str, list[int]] = {}
    for place in np.flatnonzero(kept).tolist():
        for element in islice((blocks[place].holder, *blocks[place].holder.parents), _LEVELS):
            if any(name in element.attrs for name in _TELLING) and _is_called_so(element):
                boxes.setdefault(id(element), []).append(place)
            called = attribute(element, "class") if element.name != "p" else None
            if called and _ASKING.search(called[:_LONGEST_CLASS]):
                asking.setdefault(called, []).append(place)
    yield from boxes.values()
    for places in asking.values():
        words = " ".join(blocks[place].text for place in places)
        if _addressed().search(words) and not somebody_is_quoted(words):
            yield places


def _is_called_so(element: Tag) -> bool:
    return any(_OTHER_STORY.search((attribute(element, name) or "")[:60]) for name in _TELLING)


@cache
def _addressed() -> re.Pattern[str]:
    return pattern("wireroom.common", "addressed.tsv")


@cache
def _label() -> re.Pattern[str]:
    house = "|".join(row[0] for row in rows("wireroom.extract", "house_boxes.tsv"))
    other = "|".join(row[0] for row in rows("wireroom.common", "related.tsv"))
    return re.compile(rf"[\W_]*(?:(?P<house>{house})|{other})[\W_]*", re.IGNORECASE)
