"""Find the statements in a text that say where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.credits.about_itself import is_about_itself, outlet
from wireroom.clean.credits.agency_names import (
    agency_at_end,
    agency_called,
    agency_in_dateline,
    agency_pattern,
    agency_that_closes,
)
from wireroom.clean.credits.linked_licence import linked_licence
from wireroom.clean.lexicon import rows
from wireroom.models import Attribution, Span

_NOTICES: Final = tuple(
    (
        row[0],
        tuple(row[2].split("|")),
        agency_pattern(row[3]) if row[0] == "agency" else re.compile(row[3], re.IGNORECASE),
    )
    for row in rows("notices.tsv")
)
# The first four letters of a keyword → the keyword, and the number of its notice.
_BY_STEM: Final[dict[str, list[tuple[str, int]]]] = {}
for _number, _notice in enumerate(_NOTICES):
    for _sign in _notice[1]:
        _BY_STEM.setdefault(_sign.split()[0][:4], []).append((_sign, _number))
# Chinese and Japanese put no space before a word; elsewhere a keyword begins a word.
_UNSPACED_LETTER: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_UNSPACED: Final = tuple(stem for stem in _BY_STEM if _UNSPACED_LETTER.search(stem))
_FIRST_LETTERS: Final = itemgetter(slice(4))
_OPENERS: Final = "([“„«\"'’*–—"
_HEAD: Final = 2  # paragraphs searched at the beginning
_TAIL: Final = 4  # and at the end
_BADGE_TAIL: Final = 8  # blocks at the end among which a picture may be the badge of a licence
_LONGEST_NOTICE: Final = 450  # characters; notices are short paragraphs
_WIDEST: Final = 240  # characters on either side that may belong to the sentence
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")


def find_credit_lines(blocks: Sequence[Block], places: Sequence[Span | None]) -> tuple[Attribution, ...]:
    """Notices in the order of the text, one at most for any part of it.

    Kinds: `agency`, `adapted`, `original`, `licence`.
    """
    written = [(block, place[0]) for block, place in zip(blocks, places, strict=True) if place]
    near_end = max(len(written) - _TAIL, 0)
    head, tail = written[:_HEAD], written[max(near_end, _HEAD) :]
    found: list[Attribution] = []
    prose = (each for each in written if each[0].tag in {"p", ""} and not each[0].inside("figure", "table"))
    for block, start in islice(prose, _HEAD):
        found.extend(agency_in_dateline(block.text, start))
    for block, start in written[near_end:]:
        found.extend(each for each in agency_at_end(block.text, start) if each not in found)
    for block, start in written[1:][-1:]:
        if block.tag in {"p", ""} and not block.path:
            found.extend(agency_that_closes(block.text, start))
    candidates = [
        each
        for each in (*head, *tail)
        if len(each[0].text) <= _LONGEST_NOTICE and not each[0].inside("table")
    ]
    _add_notices(found, candidates)
    _add_linked_licences(found, [each for each in written[near_end:] if len(each[0].text) <= _LONGEST_NOTICE])
    found.sort(key=lambda notice: notice.span or (0, 0))
    _add_badges(found, blocks[-_BADGE_TAIL:])
    return tuple(found)


def _add_notices(found: list[Attribution], candidates: Sequence[tuple[Block, int]]) -> None:
    words = "\n".join([block.text for block, _ in candidates]).lower()
    bare = words
    for opener in _OPENERS:
        bare = bare.replace(opener, " ")
    starts = set(map(_FIRST_LETTERS, bare.split()))
    stems = list(starts & _BY_STEM.keys())
    if not words.isascii() and _UNSPACED_LETTER.search(words):
        stems += [stem for stem in _UNSPACED if stem in words]
    numbers = {number for stem in stems for sign, number in _BY_STEM[stem] if sign in words}
    for number in sorted(numbers):
        kind, _, pattern = _NOTICES[number]
        for block, offset in candidates:
            found.extend(_notices(kind, pattern, block, offset, found))


def _add_linked_licences(found: list[Attribution], candidates: Sequence[tuple[Block, int]]) -> None:
    """`Published under <a rel="license" href="…/licenses/by/4.0/">these terms</a>`: the address names it."""
    for block, start in candidates:
        licence = linked_licence(block.links) if block.links and not block.inside("figure") else None
        span = (start, start + len(block.text))
        if licence and not any(_overlap(span, each.span) for each in found):
            found.append(Attribution("licence", licence.name, licence.url, block.text, span))


def _add_badges(found: list[Attribution], last: Sequence[Block]) -> None:
    """`<a rel="license" href="…/licenses/by/4.0/"><img></a>`: a picture, so nothing of it is in the text."""
    for block in last:
        if block.text or not block.links or block.inside("figure", "table"):
            continue
        licence = linked_licence(block.links)
        if licence and not any(each.kind == "licence" for each in found):
            found.append(Attribution("licence", licence.name, licence.url, licence.name))


def _overlap(span: Span, other: Span | None) -> bool:
    return other is not None and span[0] < other[1] and other[0] < span[1]


def _notices(
    kind: str, pattern: re.Pattern[str], block: Block, offset: int, before: Sequence[Attribution]
) -> list[Attribution]:
    taken = [notice.span for notice in before if notice.span]
    found: list[Attribution] = []
    for match in pattern.finditer(block.text):
        if kind == "agency":  # its sentence may be the news: `据新华社报道，…`
            start, end = match.span()
        else:
            start, end = _sentence(block.text, match.start(), match.end())
        if _must_be_its_own(kind, match) and not is_about_itself(match, start, end, block.html):
            continue
        span = (offset + start, offset + end)
        if not any(_overlap(span, other) for other in taken):
            taken.append(span)
            licence = linked_licence(block.links) if kind == "licence" and block.links else None
            name, link = _name(match), _link(block)
            if licence:  # `a Creative Commons licence` does not say which
                name, link = name if name and re.search(r"\d", name) else licence.name, licence.url
            if kind == "agency":
                name, link = agency_called(match["name"]), None
            found.append(Attribution(kind, name, link, block.text[start:end], span))
    return found


def _must_be_its_own(kind: str, match: re.Match[str]) -> bool:
    return kind in {"adapted", "original"} or match.groupdict().get("name") == "public domain"


def _sentence(text: str, start: int, end: int) -> Span:
    """The bounds of the sentence around the statement; on a side where it is long, of the statement alone."""
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
    return outlet(" ".join(name.split())) if name else None


def _link(block: Block) -> str | None:
    return block.links[-1] if block.links else None
