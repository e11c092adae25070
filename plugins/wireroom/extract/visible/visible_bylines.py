"""Find the byline that readers see beside an article's headline, as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import COMMENT, KINDS, LANDMARKS, Position, TextBlock
from wireroom.extract.visible.author_links import author_link
from wireroom.extract.visible.byline_parts import (
    EDGES,
    KOREAN_REPORTER,
    class_words,
    is_chinese,
    lead,
    login,
    may_name,
    next_line,
    parts_of,
    signs,
    without_roles,
    without_sections,
)
from wireroom.extract.visible.other_cards import in_other_card

_LONGEST_BYLINE: Final = 160  # characters of a block that holds a byline
_NEAR, _AFTER = 6, 4  # blocks before the headline, and after the text, that are looked at
_LABEL: Final = range(4, 21)  # characters of one that stands by itself
_LONGEST_SIGNATURE: Final = 4  # words
_TO_THE_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_COLONS: Final = (":", "：")
_LEVELS: Final = 4  # elements around the text whose names are read
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])")
_OF_AUTHORS: Final = frozenset({"card"})  # a word that means a story's, unless in `author-card`
# Of an element around one that is called after an author: a box that tells of that author, a bar beside it.
_AROUND_AUTHORS: Final = frozenset(
    {"about", "avatar", "bio", "biography", "credit", "follow", "share", "social"}
)
_ABOUT: Final = KINDS.index("about")
_BESIDE: Final = tuple(LANDMARKS.index(name) for name in ("nav", "figure", "button", "blockquote"))


def seen_byline(blocks: Sequence[TextBlock], kept: Sequence[int], headline: int | None) -> str | None:
    """`By Jane Doe and John Roe`, from an element called so or behind such a word; None where there is none.

    `kept` are the places of the article's blocks, ascending; `headline` that of its headline. Where nothing
    stands above the text, what stands right below it counts.
    """
    if not kept:
        return None
    first, last = next((place for place in kept if place != headline), kept[0]), kept[-1]
    start = headline if headline is not None and headline <= first + _NEAR else first
    stop = min(first + _NEAR, last, len(blocks))
    over = range(max(0, start - _NEAR), start)  # a menu may stand there, and a kicker that names somebody
    head = range(start, stop)
    above = (*over, *head) if headline is None else (*head, *over)
    below = range(max(last - 1, stop), min(last + _AFTER, len(blocks)))
    beside = {id(blocks[place]): place for place in (*over, *below)}

    def is_other(block: TextBlock, named: str) -> bool:
        place = beside.get(id(block))
        return place is not None and in_other_card(blocks, place, blocks[last].holder, named)

    for places in (above, below):
        near = [blocks[place] for place in places if _may_hold(blocks[place], blocks[last].place)]
        if places is below:  # `责任编辑：…`: who answers for the page, not who wrote
            near = [block for block in near if signs().match(block.text) is None]
        for read in (_behind_word, _in_named, _in_link) if places is above else (_behind_word, _in_named):
            if found := next(_listed(read, near, is_other), None):
                return found
        if found := next(filter(None, map(_below_label, near, near[1:])), None):
            return found
    return _signature(blocks[last])


def _listed(
    read: Callable[[TextBlock], str | None],
    near: Sequence[TextBlock],
    is_other: Callable[[TextBlock, str], bool],
) -> Iterator[str]:
    """What is read in the blocks, that of the items of one list together, and of the lines of one byline."""
    for place, block in enumerate(near):
        if (found := read(block)) and not is_other(block, found):
            after = near[place + 1 :]
            if block.holder.name == "li":
                others = (read(item) for item in after if item.holder.parent is block.holder.parent)
                yield ", ".join(dict.fromkeys([found, *filter(None, others)]))
            else:
                yield "\n".join([found, *takewhile(bool, (next_line(block, each) for each in after))])


def _may_hold(block: TextBlock, text: Position) -> bool:
    """Whether it is short, and in no menu, figure or quotation but in one that the text is in too.

    Some templates mark up a list of `Reported by: …` as a menu.
    """
    place = block.place
    if len(block.text) > _LONGEST_BYLINE or place.kinds[COMMENT] >= 0:
        return False
    found = lead().match(block.text)
    beside = _BESIDE[1:] if found and found["lead"][-1] in _COLONS else _BESIDE
    return all(place.landmarks[name] in (-1, text.landmarks[name]) for name in beside)


def _behind_word(block: TextBlock) -> str | None:
    """A part of the block that begins with `By`, `Von`, `Autor:`."""
    if block.place.kinds[_ABOUT] >= 0 and (alone := login().fullmatch(block.text)):
        return alone["name"]
    if not block.text.isascii() and (korean := KOREAN_REPORTER.fullmatch(block.text)):
        return korean["name"]
    for part in parts_of(block.nodes):
        own = without_sections(part)
        found = lead().fullmatch(own)
        if not found:
            continue
        is_sure = found["lead"][-1] in _COLONS or own != part or is_chinese(found["name"])
        if may_name(found["name"], is_sure=is_sure):
            return found["name"].strip(EDGES)
    return None


def _below_label(label: TextBlock, block: TextBlock) -> str | None:
    """`Article by`, `Autorin:` in an element of its own, the name in the next (bytesauna.com)."""
    words = label.text.rstrip(":： ")
    is_label = len(words) in _LABEL and lead().fullmatch(f"{words}: X") is not None
    return block.text.strip(EDGES) if is_label and may_name(block.text, is_sure=False) else None


def _signature(block: TextBlock) -> str | None:
    """The text's last line, a name set to the right (vnexpress.net)."""
    around = [each for node in block.nodes[:1] for each in _around(node, block.holder)]
    is_apart = any(_TO_THE_RIGHT.search(attribute(each, "style") or "") for each in around) or any(
        attribute(each, "align") == "right" for each in around
    )
    words = block.text.split()
    is_name = 1 < len(words) <= _LONGEST_SIGNATURE and may_name(block.text, is_sure=False)
    return block.text.strip(EDGES) if is_apart and is_name else None


def _in_named(block: TextBlock) -> str | None:
    """The text of an element whose class or id says author, and no other's."""
    nodes = [node for node in block.nodes if _is_named(node, block.holder)]
    elements = {node.strip() for node in nodes}
    for part in parts_of(nodes):
        found = lead().fullmatch(part)
        name = without_roles(found["name"] if found else part, elements)
        if may_name(name, is_sure=True):
            return name.strip(EDGES)
    return None


def _in_link(block: TextBlock) -> str | None:
    """The texts of links to authors' pages: `/author/jane-doe`."""
    links = {id(link): link for node in block.nodes if (link := author_link(node)) is not None}
    names = [" ".join(link.get_text(" ").split()).strip(EDGES) for link in links.values()]
    return (
        ", ".join(
            name
            for name in names
            if may_name(name, is_sure=False) and name.split()[0].lower() not in class_words("elsewhere")
        )
        or None
    )


def _around(node: NavigableString, holder: Tag) -> Iterator[Tag]:
    element, beyond = node.parent, 0
    for _ in range(_LEVELS):
        if element is None or element.name in ("body", "article", "main", "header") or beyond > 2:
            return
        yield element
        beyond += beyond > 0 or element is holder
        element = element.parent


def _is_named(node: NavigableString, holder: Tag) -> bool:
    """Whether an element around it is called after an author, and none after somebody beside the article."""
    is_author = False
    for element in _around(node, holder):
        around_author = _AROUND_AUTHORS if is_author else frozenset()
        for name in _names(element):
            words = {word.lower() for word in _WORD.findall(name)}
            is_own = bool(words & class_words("class"))
            if words & class_words("beside") - (_OF_AUTHORS if is_own else frozenset()) - around_author:
                return False
            is_author |= is_own
    return is_author


def _names(element: Tag) -> Iterator[str]:
    for name in ("class", "id", "itemprop", "data-testid", "data-test-id", "data-qa", "data-component"):
        if value := attribute(element, name):
            yield from (word for word in value[:200].split() if word != "h-card")
