"""Take the date lines and the byline from the head of a text, where they repeat metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from wireroom.clean.blocks import Block
from wireroom.clean.boilerplate.drop_footers import drop_footers
from wireroom.clean.credits.agency_names import is_agency
from wireroom.clean.credits.datelines import date_before_text, is_date_line, labels, tells_change, two_dates
from wireroom.clean.lexicon import rows
from wireroom.clean.write.cut import without_start


class Head(NamedTuple):
    """The blocks that are left, and what was taken from them, as written."""

    blocks: list[Block]
    date_line: str | None
    byline: str | None


_NAME: Final = r"[^\W\d_][\w.'’-]*(?:\s(?:[^\W\d_][\w.'’-]*|&)){0,4}"
_BYLINE = re.compile(
    rf"(?i:{labels('by')})(?:\s|(?<=[:：]))(?=(?-i:[^\W\d_a-zа-я]|(?:dpa|epd|sda)\b))"
    rf"({_NAME}(?:(?:,| and| und| et| y| e| en| и)\s{_NAME}){{0,4}})"
)
_WIRE = re.compile(
    r"(?:,\s|\s[–—-]\s|\s?/\s?|\s?\()(?P<wire>[^\W\d_][\w -]{1,24})\)?$"
)  # `Por Ana Ruiz – EFE`
_OUTLET = re.compile(
    r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|&|of|de|der|di|do|la)){0,4}"
)  # `By Jane Roe | Bay News`
_OF_NAMES: Final = frozenset(
    {"de", "del", "della", "di", "da", "das", "dos", "du", "des", "van", "von", "der", "den", "ter", "ten"}
    | {"la", "le", "el", "al", "bin", "ibn"}
)  # small words that stand in one
_NEWSROOM: Final = frozenset({"staff", "agencies"})  # `By Bay News staff and agencies`
# Bylines of scripts in which no capital begins a name, and leads of which only the name is read.
_LINES: Final = tuple((row[1], re.compile(row[2])) for row in rows("heads.tsv") if row[0] == "line")
_LEADS: Final = tuple((row[1], re.compile(row[2])) for row in rows("heads.tsv") if row[0] == "lead")
_LONGEST_LEAD: Final = 80  # characters
_BETWEEN_NAMES = re.compile(r"[\s·,，、]+")
_SEPARATOR = re.compile(r"\s*[|·•\n]\s*")
_LONGEST_METADATA: Final = 200  # characters of a paragraph that is nothing but metadata


def take_byline(blocks: list[Block]) -> Head:
    """Take what is metadata; then also a footer that is alone by now (`date 2022-02-08 Related:`)."""
    head = _taken(blocks)
    return head._replace(blocks=drop_footers(head.blocks)) if head.date_line or head.byline else head


def _taken(blocks: list[Block]) -> Head:
    """Take lines until the head is prose, so that taking again would find nothing more."""
    left = list(blocks)
    gone = set()
    last = max((place for place, block in enumerate(blocks) if block.text), default=-1)
    dates: list[str] = []
    byline = lead = None
    place = 0
    while place <= last:
        block = left[place]
        if not block.text:
            place += 1
            continue
        if block.path or block.tag not in {"p", ""}:
            break
        written, name, end = _read(block.text)
        if not end and not block.text.isascii():
            lead = _named(_LEADS, block.text[:_LONGEST_LEAD])
        rest = without_start(block, end) if 0 < end < len(block.text) else None
        if not end or (rest is None and end < len(block.text)):
            break
        if rest is None and place == last and not date_before_text(block.text):
            break  # the only words there are
        if rest is None:
            gone.add(place)
            place += 1
        else:
            left[place] = rest
        dates += written
        byline = byline or name
    kept = [block for place, block in enumerate(left) if place not in gone]
    first = {tells_change(date): date for date in reversed(dates)}  # of each kind
    date_line = "\n".join(first[kind] for kind in sorted(first)) or None
    return Head(kept, date_line, byline or lead)


def without_title(blocks: list[Block], title: str) -> list[Block]:
    """Remove a first heading that repeats the title, if words follow it.

    A page's `h1` may be longer or shorter than the title in its head: `Interview: …`, `… - Bay Post`.
    """
    first = next((place for place, block in enumerate(blocks) if block.text), 0)
    is_heading = bool(blocks) and blocks[first].tag in {"h1", "h2", "h3"} and not blocks[first].path
    if is_heading and _repeats(blocks[first], title):
        return blocks[:first] + blocks[first + 1 :] if len(blocks) > first + 1 else blocks
    return blocks


def _repeats(heading: Block, title: str) -> bool:
    written, told = (" ".join(text.split()).casefold() for text in (heading.text, title))
    shorter, longer = sorted((written, told), key=len)
    is_alike = heading.tag == "h1" and 2 * len(shorter) >= len(longer)
    # `Part 1` is no part of `Part 12` or `Part 1.5`
    return written == told or (
        is_alike and re.search(rf"(?<!\w){re.escape(shorter)}(?![.,]?\w)", longer) is not None
    )


def _read(text: str) -> tuple[list[str], str | None, int]:
    """Date lines, byline, and the character at which the prose begins: 0 if all of it is prose."""
    dates, before = _dates_before_text(text)
    if before:
        return dates, None, before
    if len(text) > _LONGEST_METADATA:
        return [], None, 0
    if not text.isascii() and (name := _named(_LINES, text.strip(), whole=True)):
        return [], name, len(text)
    name = None
    for part in _SEPARATOR.split(text.strip()):
        byline, wire = _byline(part)
        if is_date_line(part):
            dates.append(part)
        elif byline and _names_somebody(byline):
            name = name or byline[1] + wire
        elif name and is_agency(part):
            name = f"{name}, {part}"
        elif name and _OUTLET.fullmatch(part):
            continue
        elif not part.isascii() and (line := _named(_LINES, part, whole=True)):
            name = name or line
        else:
            return [], None, 0
    return dates, name, len(text)


def _dates_before_text(text: str) -> tuple[list[str], int]:
    if len(text) <= _LONGEST_METADATA and (both := two_dates(text)):
        return both, len(text)
    before = date_before_text(text)
    return ([text[:before].strip(" :|–—-[]()")], before) if before else ([], 0)


def _byline(line: str) -> tuple[re.Match[str] | None, str]:
    """The line as a byline, without the agency at its end, and that end (`, dpa`)."""
    whole = _BYLINE.fullmatch(line)
    wire = _WIRE.search(line) if not whole and _BYLINE.match(line) else None
    if wire is None or not is_agency(wire["wire"]):
        return whole, ""
    return _BYLINE.fullmatch(line, endpos=wire.start()), f", {wire['wire']}"


def _names_somebody(byline: re.Match[str]) -> bool:
    """Whether it names a person: `By Jane Roe`, not `By Christmas`, `Von Anfang an` or `Di Maio torna`.

    After a colon anything is a name.
    """
    lead, words = byline.string[: byline.start(1)].rstrip(), byline[1].split()
    if lead.endswith((":", "：")) or is_agency(byline[1]) or words[-1].casefold() in _NEWSROOM:
        return True
    if len(words) == 1:
        return words[0].isupper()
    ends_as_name = not words[-1][0].islower() or is_agency(words[-1])  # `Max Muster, dpa`
    begins_as_name = " " in lead or is_agency(words[0].rstrip(",")) or _is_whole_name(words)
    return ends_as_name and begins_as_name


def _is_whole_name(words: list[str]) -> bool:
    """Whether it begins with given and family name: not `Hamburg nach Bremen`, `Way of Introduction`."""
    capitals = 0
    for word in words:
        if word[0].islower() and word not in _OF_NAMES:
            break
        capitals += not word[0].islower()
        if word.endswith(","):
            break
    return capitals > 1


def _named(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str, *, whole: bool = False) -> str | None:
    """The name found by the first pattern that matches; Chinese and Korean names contain no space."""
    for language, pattern in patterns:
        found = pattern.fullmatch(text) if whole else pattern.match(text)
        if found:
            name = found["name"]
            return _BETWEEN_NAMES.sub("、", name) if language in {"zh", "ko"} else name
    return None
