"""Blocks and their places in the text in; the statements of where the text comes from out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from wireroom.clean.agencies import agency_at_end, agency_in_dateline
from wireroom.clean.blocks import Block
from wireroom.clean.facts import rows
from wireroom.models import Attribution, Span

_NOTICES: Final = tuple(
    (row[0], tuple(row[2].split("|")), re.compile(row[3], re.IGNORECASE)) for row in rows("notices.tsv")
)
_HEAD: Final = 2  # paragraphs from the start that are looked at
_TAIL: Final = 5  # and from the end
_LONGEST: Final = 1200  # characters; notices are short paragraphs
_WIDEST: Final = 240  # characters on either side that still belong to the sentence
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")


def find_notices(blocks: Sequence[Block], places: Sequence[Span | None]) -> tuple[Attribution, ...]:
    """In order of their place, one statement a stretch of text; `agency`, `adapted`, `original`, `licence`."""
    written = [(block, place[0]) for block, place in zip(blocks, places, strict=True) if place]
    found: list[Attribution] = []
    near_end = max(len(written) - _TAIL, 0)
    for number, (block, start) in enumerate(written):
        if _HEAD <= number < near_end:
            continue
        if number < _HEAD:
            found.extend(agency_in_dateline(block.text, start))
        if number >= near_end:
            found.extend(agency_at_end(block.text, start))
        if len(block.text) <= _LONGEST and not block.inside("table"):
            found.extend(_notices(block, start, found))
    return tuple(sorted(found, key=lambda notice: notice.span or (0, 0)))


def _notices(block: Block, offset: int, before: Sequence[Attribution]) -> Iterator[Attribution]:
    text, lower = block.text, block.text.lower()
    taken = [notice.span for notice in before if notice.span]
    for kind, signs, pattern in _NOTICES:
        if not any(sign in lower for sign in signs):
            continue
        for match in pattern.finditer(text):
            start, end = _sentence(text, match.start(), match.end())
            span = (offset + start, offset + end)
            if not any(span[0] < other_end and other_start < span[1] for other_start, other_end in taken):
                taken.append(span)
                yield Attribution(kind, _name(match), _link(block), text[start:end], span)


def _sentence(text: str, start: int, end: int) -> Span:
    """From the sentence's first to its last character, unless it is far from the statement."""
    floor = max(0, start - _WIDEST)
    first = max((found.end() for found in _SENTENCE_END.finditer(text, floor, start)), default=floor)
    if first == floor and floor > 0:
        first = start
    ending = _SENTENCE_END.search(text, end, end + _WIDEST)
    last = ending.start() + 1 if ending else len(text) if len(text) - end <= _WIDEST else end
    cut = text[first:last]
    return first + len(cut) - len(cut.lstrip()), first + len(cut.rstrip())


def _name(match: re.Match[str]) -> str | None:
    name = match.groupdict().get("name")
    return " ".join(name.split()).strip(" .,:;") if name else None


def _link(block: Block) -> str | None:
    return block.links[-1] if block.links else None
