"""Blocks in, the same without what feeds hang on an article's end out."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.boilerplate.find_tail import is_more, tail_start
from wireroom.clean.boilerplate.related import first_of_related_list
from wireroom.clean.write.cut import without_end
from wireroom.common.text import tidied, unescape

_LAST_LINK = re.compile(r"<a [^>]*>((?:(?!</?a\b).){1,600})</a>(?:</\w+>|[^\w<>]){0,12}$", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_MOST_CUTS: Final = 100  # more inside paragraphs come from an attacker, and each reads a whole paragraph
_LONGEST_LIST: Final = 40  # blocks; related articles are fewer, and the search reads back over all of them
_STAYS: Final = frozenset({"pre", "hr"})


def drop_tails(blocks: list[Block]) -> list[Block]:
    """Credits to the blog itself, ways to the rest and calls to share, at the end and until none is left."""
    kept = list(blocks)
    place, cuts = len(kept) - 1, 0
    while place >= 0:
        block = kept[place]
        if not block.text:
            place -= 1
            continue
        if block.tag in _STAYS or block.inside("table"):
            break
        floor = max(0, place - _LONGEST_LIST)
        first = first_of_related_list(kept[floor : place + 1], place - floor)
        if first is not None:
            del kept[floor + first : place + 1]
            place = floor + first - 1
            continue
        start = _tail_start(block)
        if start is None:
            break
        if start and cuts == _MOST_CUTS:
            break
        cuts += 1 if start else 0
        shorter = without_end(block, start) if start else None
        if start and shorter is None:
            break
        kept[place : place + 1] = [shorter] if shorter else []
        place -= 0 if shorter else 1
    return kept


def _tail_start(block: Block) -> int | None:
    """Where in the text of `block` its tails begin, however many; None where it has none."""
    text, markup, start = block.text, block.html, None
    for _ in range(_MOST_CUTS):  # all in one go: each cut reads the whole block
        if not text:
            break
        first = text.rfind("\n") + 1
        found = tail_start(text[first:], linked=bool(block.links), markup=block.html)
        if found is not None:
            start = first + found
        elif block.links and (link := _link(text, markup)) is not None:
            start, markup = link, markup[: markup.rfind("<a ")].rstrip()
        else:
            break
        text = text[:start].rstrip()
    return start


def _link(text: str, markup: str) -> int | None:
    """A last link that says `Continue reading →` after the text."""
    start = markup.rfind("<a ")  # no link holds or follows another
    match = _LAST_LINK.match(markup, start) if start >= 0 else None
    if match is None:
        return None
    words = tidied(" ".join(unescape(_TAGS.sub("", match[1])).split()))
    start = text.rfind(words) if words else -1
    return start if start >= 0 and is_more(words) else None


def without_loose_rules(blocks: list[Block]) -> list[Block]:
    """Without rules that part nothing any more: at the head, at the end, one after another."""
    kept: list[Block] = []
    for block in blocks:
        if block.tag != "hr" or (kept and kept[-1].tag != "hr"):
            kept.append(block)
    while kept and kept[-1].tag == "hr":
        kept.pop()
    return kept
