"""Blocks in; the same without the date line and byline that repeat metadata, and those two out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from wireroom.clean.blocks import Block
from wireroom.clean.cut import without_start
from wireroom.clean.facts import rows
from wireroom.clean.written_dates import PATTERN


class Head(NamedTuple):
    """What is left, and what was taken, as written."""

    blocks: list[Block]
    date_line: str | None
    byline: str | None


def _labels(kind: str) -> str:
    return "|".join(f"(?:{row[2]})" for row in rows("heads.tsv") if row[0] == kind)


_CLOCK: Final = (
    r"(?:[T\s,|·–-]{0,3}(?:at |um |à |a las |alle |ore |kl\.? )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?"
    r"(?:\s?(?:uhr|[ap]\.?m\.?|z|[+-]\d\d:?\d\d))?(?:\s\(?[A-Z]{2,5}\)?)?)?"
)
_DAY: Final = rf"(?:[^\W\d]{{2,12}}\.?,?\s)?(?:{PATTERN}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}){_CLOCK}"
_LABEL: Final = rf"(?:{_labels('date')})\s?[:：.|–-]?\s{{0,3}}"
# `date 2022-02-08 Text of the article`: saved documents put it before the first paragraph, or into it.
_BEFORE_TEXT = re.compile(
    rf"[\[(]?{_LABEL}{_DAY}[\])]?(?:\s*[:|–—-])?(?=\s+(?-i:[^\s.,;:a-zа-я])|\s*$)", re.IGNORECASE
)
_WHOLE_DATE = re.compile(rf"[\[(]?(?:{_LABEL})?{_DAY}[\])]?\.?", re.IGNORECASE)
_NAME: Final = r"[^\W\d_][\w.'’-]*(?:\s(?:[^\W\d_][\w.'’-]*|&)){0,4}"
_BYLINE = re.compile(
    rf"(?i:{_labels('by')})\s(?=(?-i:[^\W\d_a-zа-я]))"
    rf"({_NAME}(?:(?:,| and| und| et| y| e| en| и)\s{_NAME}){{0,4}})"
)
_SEPARATOR = re.compile(r"\s*[|·•\n]\s*")
_LONGEST: Final = 200  # characters of a paragraph that is nothing but metadata


def take_head(blocks: list[Block]) -> Head:
    """Repeats until the head is prose, so that what is left has nothing more to take."""
    left = list(blocks)
    date_line = byline = None
    while (place := next((i for i, block in enumerate(left) if block.text), None)) is not None:
        block = left[place]
        if block.path or block.tag not in {"p", ""}:
            break
        date, name, end = _read(block.text)
        rest = without_start(block, end) if 0 < end < len(block.text) else None
        if not end or (rest is None and end < len(block.text)):
            break
        if (
            rest is None
            and not any(other.text for other in left[place + 1 :])
            and not _is_labelled(block.text)
        ):
            break  # the only words there are
        left[place : place + 1] = [rest] if rest else []
        date_line, byline = date_line or date, byline or name
    return Head(left, date_line, byline)


def without_title(blocks: list[Block], title: str) -> list[Block]:
    """Without a first heading that repeats the title, where words follow it."""
    first = next((place for place, block in enumerate(blocks) if block.text), 0)
    repeats = bool(blocks) and blocks[first].tag in {"h1", "h2", "h3"} and not blocks[first].path
    if repeats and " ".join(blocks[first].text.split()).casefold() == " ".join(title.split()).casefold():
        return blocks[:first] + blocks[first + 1 :] if len(blocks) > first + 1 else blocks
    return blocks


def _read(text: str) -> tuple[str | None, str | None, int]:
    """Date line, byline and where the prose begins; 0 where all of it is prose."""
    before = _BEFORE_TEXT.match(text)
    if before:
        return before[0].strip(" :|–—-[]()"), None, before.end()
    if len(text) > _LONGEST:
        return None, None, 0
    date = name = None
    for part in _SEPARATOR.split(text.strip()):
        byline = _BYLINE.fullmatch(part)
        if _WHOLE_DATE.fullmatch(part):
            date = date or part
        elif byline:
            name = name or byline[1]
        else:
            return None, None, 0
    return date, name, len(text)


def _is_labelled(text: str) -> bool:
    return _BEFORE_TEXT.match(text) is not None
