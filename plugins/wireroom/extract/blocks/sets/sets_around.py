"""A block of a page in; the list, table, code or quotation that it is a part of out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, islice, pairwise
from typing import Final

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString, PageElement
from numpy.typing import NDArray

from wireroom.common.elements import elements_in
from wireroom.extract.blocks.pull_quotes import is_quote
from wireroom.extract.blocks.text_blocks import LANDMARKS, TextBlock, names

_ITEMS: Final = names("li dd dt")
_CELLS: Final = names("td th caption")
_WORDS: Final = names("table pre blockquote q")
_SHOWN: Final = names("amp-img amp-video audio canvas embed iframe img object picture svg video")
_FIGURE, _TABLE = LANDMARKS.index("figure"), LANDMARKS.index("table")
_FIGURE_LEVELS: Final = 8  # of a figure around a block: `figure > div > table > tbody > tr > td > p`
_QUOTE_LEVELS, _CELL_LEVELS = 4, 4
_BEGINNING: Final = 60  # elements and strings
_LONGEST_QUOTE: Final = 600  # characters; a longer one is told by itself, and has sets of its own
_MOST_LEVELS: Final = 20
_MOST_ROWS: Final = 40  # of a table that are looked at
_MOST_LINES: Final = 2_000  # of code that are counted
_LONGEST_BAR: Final = 40  # characters over or under code: `bash`, `Copy code`
_BAR_LEVELS: Final = 4
_SAID: Final = names("p li dt dd td h1 h2 h3 h4 h5 h6 pre")  # no bar is called so


def set_of(block: TextBlock) -> Tag | None:
    """The list, table, code, quotation or figure of words that the block is a part of."""
    if (apart := _set_apart(block)) is not None:
        return apart
    item = block.holder
    if item.name in ("p", "div") and item.parent is not None:
        item = item.parent  # `<li><p>`, a line of code in an element of its own
    if item.name == "pre":
        return _table_of_code(item) or _with_bars(item)
    if item.name in _CELLS:
        return _table_of(item)
    found: Tag | None = None
    while item.name in _ITEMS and item.parent is not None:
        found = item.parent
        if found.parent is None:
            break
        item = found.parent  # a list in an item of another
    return found


def _table_of(item: Tag) -> Tag | None:
    element = item.parent
    for _ in range(4):
        if element is None or element.name == "table":
            return element
        element = element.parent
    return None


def _set_apart(block: TextBlock) -> Tag | None:
    """A figure of words (a table, code, a quotation with its caption), or a short quotation."""
    found = None
    is_in_figure = block.place.landmarks[_FIGURE] >= 0
    levels = _FIGURE_LEVELS if is_in_figure else _QUOTE_LEVELS
    for element in islice(chain((block.holder,), block.holder.parents), levels):
        if element.name == "figure":
            found = element if words_in(element) is not None else found
        elif is_quote(element) and _is_short_quote(element):
            found = element
    return found


def words_in(element: Tag) -> str | None:
    """What it shows first, where that holds words: a table, `pre`, a quotation."""
    inside = (node.name for node in islice(element.descendants, _BEGINNING) if isinstance(node, Tag))
    first = next((name for name in inside if name in _WORDS or name in _SHOWN), None)
    return first if first in _WORDS else None


def has_head(element: Tag) -> bool:
    """Whether a table, or a figure's, begins with a row of heads, and each row below has as many cells."""
    rows = list(islice(elements_in(element, {"tr"}), _MOST_ROWS))
    cells = [[each for each in row.children if isinstance(each, Tag) and each.name in _CELLS] for row in rows]
    if len(cells) < 2 or len(cells[0]) < 2:
        return False
    is_head = rows[0].parent is not None and rows[0].parent.name == "thead"
    is_head |= all(each.name == "th" for each in cells[0])
    return is_head and all(len(row) == len(cells[0]) for row in cells)


def _is_short_quote(element: Tag) -> bool:
    inside = list(islice(element.descendants, _BEGINNING + 1))
    words = (len(node) for node in inside if type(node) is NavigableString)
    if len(inside) > _BEGINNING or sum(words) > _LONGEST_QUOTE:
        return False
    return element.name != "aside" or words_in(element) in ("blockquote", "q")


def _table_of_code(code: Tag) -> Tag | None:
    """The table in whose cells lines of code and their numbers stand side by side, with nothing else."""
    element = code
    for _ in range(_CELL_LEVELS):
        parent = element.parent
        if parent is None or _has_company(element):
            return None
        if parent.name == "td":
            return _table_of(parent)
        element = parent
    return None


def _with_bars(code: Tag) -> Tag:
    """The element that holds nothing but the code and bars: its language, a button that copies it."""
    found = element = code
    for _ in range(_BAR_LEVELS):
        parent = element.parent
        if parent is None or not _holds_bars_alone(parent, element):
            break
        found, element = (parent if _has_company(element) else found), parent
    return found


def _holds_bars_alone(parent: Tag, code: Tag) -> bool:
    left = _LONGEST_BAR
    for each in chain(code.next_siblings, code.previous_siblings):
        inside = [each, *islice(each.descendants, _BEGINNING)] if isinstance(each, Tag) else [each]
        if any(isinstance(node, Tag) and node.name in _SAID for node in inside) or len(inside) > _BEGINNING:
            return False
        left -= sum(len(node.strip()) for node in inside if type(node) is NavigableString)
        if left < 0:
            return False
    return parent.name not in _SAID


def is_bar_of_code(block: TextBlock, sets: Collection[int]) -> bool:
    """Whether it stands in one of `sets`, by their `id()`, without being code itself."""
    around = islice((block.holder, *block.holder.parents), _BAR_LEVELS)
    return len(block.text) <= _LONGEST_BAR and any(id(each) in sets for each in around)


def without_line_numbers(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """`kept` without the numbers of a listing's lines: a cell that counts, beside one that holds `pre`."""
    counts: dict[int, bool] = {}
    left = kept.copy()
    for place in np.flatnonzero(kept).tolist():
        block = blocks[place]
        if block.place.landmarks[_TABLE] < 0 or not block.text[0].isdigit():
            continue
        around = islice((block.holder, *block.holder.parents), _CELL_LEVELS)
        cell = next((each for each in around if each.name == "td"), None)
        if cell is not None:
            if id(cell) not in counts:
                counts[id(cell)] = _counts_lines(cell)
            left[place] = not counts[id(cell)]
    return left


def _counts_lines(cell: Tag) -> bool:
    beside = (*islice(cell.next_siblings, 3), *islice(cell.previous_siblings, 3))
    if not any(isinstance(each, Tag) and each.name == "td" and _holds_code(each) for each in beside):
        return False
    written = " ".join(islice(cell.stripped_strings, _MOST_LINES)).split()
    if not all(each.isdecimal() for each in written):
        return False
    numbers = [int(each[:9]) for each in written]
    is_alone = len(numbers) == 1 and _holds_code(cell)  # `<td><pre>1</pre>`; a bare number may be a fact
    return is_alone or (len(numbers) > 1 and all(after == one + 1 for one, after in pairwise(numbers)))


def _holds_code(cell: Tag) -> bool:
    return any(isinstance(node, Tag) and node.name == "pre" for node in islice(cell.descendants, _BEGINNING))


def outside(element: Tag) -> Tag | None:
    """Its parent, beyond elements that hold nothing else."""
    for _ in range(_MOST_LEVELS):
        parent = element.parent
        if parent is None or _has_company(element):
            return parent
        element = parent
    return None


def _has_company(element: Tag) -> bool:
    """Whether its parent holds anything else: an element, or words."""
    return any(map(_says_something, chain(element.next_siblings, element.previous_siblings)))


def _says_something(node: PageElement) -> bool:
    return isinstance(node, Tag) or (type(node) is NavigableString and not node.isspace())
