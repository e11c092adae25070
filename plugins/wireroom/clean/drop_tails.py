"""Blocks in, the same without what feeds hang on an article's end out."""

from __future__ import annotations

import html
import re
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.characters import tidied
from wireroom.clean.cut import without_end
from wireroom.clean.facts import rows
from wireroom.clean.related import first_of_related_list


def _pattern(kind: str) -> re.Pattern[str]:
    choices = "|".join(f"(?:{row[2]})" for row in rows("tails.tsv") if row[0] == kind)
    return re.compile(rf"[\s\W]*(?:{choices})[\s\W]*", re.IGNORECASE)


_CREDIT: Final = _pattern("credit")
_SIGNED: Final = _pattern("signed")
_SIGNS: Final = tuple(sign for row in rows("tails.tsv") if row[0] == "signed" for sign in row[3].split("|"))
_MORE: Final = _pattern("more")
_FURNITURE: Final = _pattern("furniture")
_LONGEST: Final = 700  # characters; a longer paragraph is prose, whatever it begins with
_LONGEST_UNLINKED: Final = 40  # characters; `Read more` needs a link, or nothing else beside it
_LAST_LINK = re.compile(r"<a [^>]*>((?:(?!</?a\b).){1,600})</a>(?:</\w+>|[^\w<>]){0,12}$", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_CUT_OFF = re.compile(r"(?:…|\.{3}|\[(?:…|\.{3})\])(?=[^…]{1,60}$)")
_STAYS: Final = frozenset({"pre", "hr"})


def drop_tails(blocks: list[Block]) -> list[Block]:
    """Credits to the blog itself, ways to the rest and calls to share, at the end and until none is left."""
    kept = list(blocks)
    place = len(kept) - 1
    while place >= 0:
        block = kept[place]
        if not block.text:
            place -= 1
            continue
        if block.tag in _STAYS or block.inside("table"):
            break
        first = first_of_related_list(kept, place)
        if first is not None:
            del kept[first : place + 1]
            place = first - 1
            continue
        start = _tail_start(block)
        if start is None:
            break
        shorter = without_end(block, start) if start else None
        if start and shorter is None:
            break
        kept[place : place + 1] = [shorter] if shorter else []
        place -= 0 if shorter else 1
    return kept


def _tail_start(block: Block) -> int | None:
    """Where in the text of `block` its tail begins; None where it has none."""
    for reader in (_credit, _line, _link, _phrase):
        start = reader(block)
        if start is not None:
            return start
    return None


def _credit(block: Block) -> int | None:
    """`The post … appeared first on ….`, as a paragraph or as the last line of one."""
    if "\n" not in block.text:
        return 0 if _is_credit(block.text) else None
    start = block.text.rfind("\n") + 1
    return start if _is_credit(block.text[start:]) else None


def _is_credit(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if _CREDIT.fullmatch(line):
        return True
    lowered = line.lower()
    return any(sign in lowered for sign in _SIGNS) and _SIGNED.fullmatch(line) is not None


def _line(block: Block) -> int | None:
    """A paragraph or last line that says nothing but `Read more` or `Share this`."""
    start = block.text.rfind("\n") + 1
    line = block.text[start:]
    if len(line) > _LONGEST:
        return None
    if _FURNITURE.fullmatch(line):
        return start
    is_short = len(line) <= _LONGEST_UNLINKED
    return start if (is_short or block.links) and _MORE.fullmatch(line) else None


def _link(block: Block) -> int | None:
    """A last link that says `Continue reading →` after the text."""
    if not block.links:
        return None
    start = block.html.rfind("<a ")  # no link holds or follows another
    match = _LAST_LINK.match(block.html, start) if start >= 0 else None
    if match is None:
        return None
    words = tidied(" ".join(html.unescape(_TAGS.sub("", match[1])).split()))
    start = block.text.rfind(words) if words else -1
    return start if start >= 0 and _MORE.fullmatch(words) else None


def _phrase(block: Block) -> int | None:
    """`… Read more »` without a link, after the mark that the text was cut off."""
    mark = _CUT_OFF.search(block.text, max(0, len(block.text) - 70))
    return mark.end() if mark and _MORE.fullmatch(block.text[mark.end() :]) else None


def without_loose_rules(blocks: list[Block]) -> list[Block]:
    """Without rules that part nothing any more: at the head, at the end, one after another."""
    kept: list[Block] = []
    for block in blocks:
        if block.tag != "hr" or (kept and kept[-1].tag != "hr"):
            kept.append(block)
    while kept and kept[-1].tag == "hr":
        kept.pop()
    return kept
