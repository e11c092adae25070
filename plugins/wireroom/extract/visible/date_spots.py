"""A block of a page in; the days that it shows out, with what is said beside them of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from bs4 import Tag

from wireroom.common.dates import label_in, read_date
from wireroom.common.dates.date_lexicon import label_words
from wireroom.common.elements import attribute, spaced
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.around_dates import (
    ends_span,
    named_label,
    names_month,
    says_date,
)
from wireroom.models import Precision

_LONGEST: Final = 200  # characters of a block that tells the date
_A_SENTENCE: Final = 100  # characters; in what is longer a day is the sentence's
_A_LABEL: Final = 30
_DATA: Final = ("data-datetime", "data-date", "data-timestamp", "data-time", "data-published")
_INSTANTS: Final = {
    **dict.fromkeys(("time", "relative-time", "time-ago", "local-time"), ("datetime", *_DATA)),
    "abbr": ("title", *_DATA),
    "span": ("title", "content", *_DATA),
}
_MOST_WORDS: Final = 9  # of a date with its weekday, clock and zone
_LONGEST_DATE: Final = 100  # characters of a date
HAS_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)")
_WORDS: Final = r"(?:,|(?<=\d{4})\.)\s(?=[^\W\d_]{3,}\s[^\W\d_]{3,})"
_MARKS: Final = rf"\s+[|/•·–—-]\s+|\s?[|•·;\n]\s?|\s{{3,}}|(?<=[^\d\s]):\s|：|{_WORDS}"
# `…, aktualisiert am`, `… et mis à jour le`: a word for another day
_AND: Final = r"(?:,|\s(?:and|und|et|y|e|en|och|og))\s"
_CLOCK = re.compile(
    r"\s*[|/,·•–-]?\s*(?:at |um |à |kl\.? )?"
    r"(\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4}\b)?(?![.:]?\d)"
    r"|(?:[上下]午|午[前後]|오[전후])?\s?\d{1,2}\s?[時时点點시]\s?\d{1,2}\s?[分분])"
)
# Chinese, Japanese and Korean say it behind: `2019年4月21日 12時00分更新`
_BEHIND: Final = r"(?:更新|修改|수정|公開|掲載|配信|投稿|发布|發布|发表|發表|입력|등록)"
_LABEL_BEHIND = re.compile(rf"\s?[(（]?{_BEHIND}(?![\w:：])")
_LABEL_AT_END = re.compile(rf"[,;.)]+$|{_BEHIND}$")
_WORD = re.compile(r"\S+")
_A_DAY_ANYWHERE: Final = timedelta(days=2)  # and so much earlier or later it begins somewhere
_READ_AT: Final = datetime(2100, 1, 1, tzinfo=UTC)  # here it only matters whether it is a date


class DateSpot(NamedTuple):
    """A day on a page."""

    place: int  # of its block
    text: str  # as written
    label: str  # published, modified, other, or empty
    is_named: bool  # its element's class says date
    is_apart: bool  # that element holds nothing else, and the block does


def date_spots(blocks: Sequence[TextBlock], place: int) -> Iterator[DateSpot]:
    """The days in the block at `place`, in order."""
    block = blocks[place]
    times = _times(block)
    if len(block.text) > _LONGEST:
        return
    before = _line_before(blocks, place)
    for element, written in times:
        shown = " ".join(element.get_text().split())
        said = block.text.partition(shown)[0] if shown else ""
        label = label_in(f"{said} {_words(shown)}") or named_label(element) or label_in(before)
        if label != "modified":
            written = _as_shown(shown, written)
        yield DateSpot(place, written, label, is_named=True, is_apart=element is not block.holder)
    if times or not HAS_YEAR.search(block.text):
        return
    lines = (block.text, spaced(block.nodes))  # `Jane Doe2019-03-05`
    text, days = next(((line, found) for line in lines if (found := list(dates_in(line)))), ("", []))
    end = 0
    for start, stop, written in days:
        holder = _holder_of(written, block)
        is_named = says_date(holder)
        behind = _LABEL_BEHIND.match(text, stop)
        said = f"{text[end:start]} {_words(written)}"
        label = label_in(said, behind[0] if behind else "") or (named_label(holder) if is_named else "")
        label = "other" if ends_span(text, end, start, written) else label
        if label or len(text) <= _A_SENTENCE:
            is_apart = holder is not block.holder and is_date(" ".join(holder.get_text().split()))
            yield DateSpot(place, written, label or label_in(before), is_named, is_named and is_apart)
        end = stop


def _as_shown(shown: str, written: str) -> str:
    """`written` in the attribute, but where the element shows another day, its month in words, that.

    `<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>`: the attribute tells a later hand
    (paris-luttes.info). Numbers alone may be a day and a month turned round.
    """
    day = next((text for _, _, text in dates_in(shown) if any(map(names_month, _WORD.findall(text)))), "")
    seen, told = (read_date(text, source="html:shown", now=_READ_AT).at for text in (day, written))
    return day if seen and told and abs(seen - told) > _A_DAY_ANYWHERE else written


def _holder_of(written: str, block: TextBlock) -> Tag:
    """The element whose own text the day is, the block's first where it spans several."""
    own = (node.parent for node in block.nodes if node.parent and written in " ".join(node.split()))
    return next(own, None) or block.nodes[0].parent or block.holder


def _line_before(blocks: Sequence[TextBlock], place: int) -> str:
    """`Published` in an element of its own, beside the date's."""
    line, holder = (blocks[place - 1].text, blocks[place - 1].holder) if place else ("", None)
    if holder is None or len(line) > _A_LABEL or HAS_YEAR.search(line):
        return ""
    return line if line.endswith((":", "：")) or holder.parent is blocks[place].holder.parent else ""


def _words(written: str) -> str:
    return " ".join(word for word in written.split() if not any(map(str.isdigit, word)))


def _times(block: TextBlock) -> list[tuple[Tag, str]]:
    """The elements of the block that give an instant in an attribute, and that."""
    found: dict[int, tuple[Tag, str]] = {}
    for node in block.nodes:
        for element in _around(node.parent, block.holder):
            names = _INSTANTS.get(element.name, _DATA)
            written = next((value for name in names if (value := attribute(element, name))), "").strip()
            if written and is_date(written):
                found[id(element)] = (element, written)
                break
    return list(found.values())


def _around(element: Tag | None, outermost: Tag) -> Iterator[Tag]:
    while element is not None:
        yield element
        if element is outermost:
            return
        element = element.parent


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of `text` that are a date as a whole: start, end, the text."""
    if is_date(text):
        yield 0, len(text), text
        return
    edges = [0, *(edge for mark in _separator().finditer(text) for edge in mark.span()), len(text)]
    for start, stop in list(pairwise(edges))[::2]:
        part = text[start:stop]
        if not HAS_YEAR.search(part):
            continue
        found = (0, len(part.rstrip())) if is_date(part) else _longest(part)
        if found:
            yield _with_clock(text, start + found[0], start + found[1])


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(rf"{_MARKS}|{_AND}(?={label_words()})", re.IGNORECASE)


def _with_clock(text: str, start: int, stop: int) -> tuple[int, int, str]:
    """`25.04.24 | 14:07 Uhr` is parted by a mark that also parts dates from other things."""
    written = text[start:stop].strip()
    clock = _CLOCK.match(text, stop)
    if clock and is_date(whole := f"{written} {clock[1]}"):
        return start, clock.end(), whole
    return start, stop, written


def _longest(text: str) -> tuple[int, int] | None:
    """Of the runs of words round the first year, the longest that is a date."""
    year = HAS_YEAR.search(text)
    words = [word.span() for word in _WORD.finditer(text)]
    at = next(place for place, (_, end) in enumerate(words) if year and end >= year.end())
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
            if first and names_month(text[slice(*words[first - 1])]):
                continue  # half of `March 12-14, 2024`
            start, stop = words[first][0], words[first + length - 1][1]
            run = _LABEL_AT_END.sub("", text[start:stop])
            if is_date(run):
                return start, start + len(run)
    return None


@lru_cache(maxsize=4096)  # bylines and dates are looked for in the same lines
def is_date(text: str) -> bool:
    """Whether all of it is a day, with its clock or without; a month is none."""
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_DATE:
        return False
    reading = read_date(text, source="html:shown", now=_READ_AT)
    return reading.at is not None and reading.precision is not Precision.MONTH
