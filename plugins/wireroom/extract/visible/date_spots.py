"""Find the days that a block of a page shows, with what is said beside them of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bs4 import Tag

from wireroom.common.dates import label_in
from wireroom.common.elements import spaced
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.around_dates import ends_span, named_label, says_date
from wireroom.extract.visible.time_elements import instants_in, labelled_days, without_day
from wireroom.extract.visible.written_days import BEHIND, dates_in, has_year, is_date

_LONGEST_DATE_BLOCK: Final = 200  # characters of a block that tells the date
_A_SENTENCE: Final = 80  # characters beside the day; in what is longer it is the sentence's
_SMALL: Final = 2  # words of a sentence that is shorter, and ends as one
_SENTENCE_END = re.compile(r"[.!?]\s")
_A_NOTE: Final = 5  # words before the day in a short sentence below the headline: `Der Text erschien am …`
_A_LABEL: Final = 30
_SEVERAL: Final = 2
_BARS: Final = ("|", "•", "·")
_LABEL_BEHIND = re.compile(rf"\s?[(（]?{BEHIND}(?![\w:：])")


class DateSpot(NamedTuple):
    """A day on a page."""

    place: int  # of its block
    text: str  # as written
    label: str  # published, modified, other, or empty
    is_named: bool  # its element's class says date
    is_apart: bool  # that element holds nothing else, and the block does
    is_told: bool = False  # in a paragraph, of something: `The report, published on 3 May 2019, …`


def date_spots(blocks: Sequence[TextBlock], place: int, *, is_head: bool = False) -> Iterator[DateSpot]:
    """The days in the block at `place`, in order; `is_head` where it stands right below the headline."""
    block = blocks[place]
    times = instants_in(block)
    if len(block.text) > _LONGEST_DATE_BLOCK:
        return
    before = _line_before(blocks, place)
    for element, instant in times:
        for label, written in labelled_days(element, block.text, instant):
            is_apart = element is not block.holder
            yield DateSpot(place, written, label or label_in(before), is_named=True, is_apart=is_apart)
    if times or not has_year(block.text):
        return
    lines = (_parted(block), block.text, spaced(block.nodes))  # `Jane Doe2019-03-05`
    text, days = max(((line, list(dates_in(line))) for line in lines), key=lambda found: len(found[1]))
    end = 0
    for start, stop, written in days:
        holder = _holder_of(written, block)
        is_named = says_date(holder)
        behind = _LABEL_BEHIND.match(text, stop)
        said = " ".join(f"{text[end:start]} {without_day(written)}".split())
        label = label_in(said, behind[0] if behind else "") or (named_label(holder) if is_named else "")
        label = "other" if ends_span(text, end, start, written) else label
        is_behind_bar = text[:start].rstrip().endswith(_BARS)  # `Home Sport Harbour … | 3 May 2024`
        rest = f"{text[:start]}{text[stop:]}"
        if label or is_behind_bar or not (_is_sentence(rest) or _in_sentence(text, start, stop, is_head)):
            is_apart = holder is not block.holder and is_date(" ".join(holder.get_text().split()))
            is_told = len(rest) > _A_SENTENCE and len(days) == 1 and not is_behind_bar
            label = label or label_in(before)
            yield DateSpot(place, written, label, is_named, is_named and is_apart, is_told)
        # A word behind a day is not before the next: `2026年11月21日更新 2026年11月20日公開`
        end = behind.end() if behind and not label_in(said) else stop


def _parted(block: TextBlock) -> str:
    """Its text, a line for each of the elements that hold a day: `… 10:15 UhrZuletzt aktualisiert: …`.

    What begins with a digit is the clock of the day before it.
    """
    texts = [str(node) for node in block.nodes]
    if sum(has_year(text) is not None for text in texts) < _SEVERAL:
        return block.text
    line, is_behind = "", False
    for text in texts:
        if (first := text.lstrip()[:1]) and is_behind:
            line += "\n" if first.isalpha() else ""
        is_behind = has_year(text) is not None if first else is_behind
        line += text
    return line


def _is_sentence(rest: str) -> bool:
    """Whether the words beside a day are one: `The paper was founded on 1 May 1901.`"""
    small = sum(word[0].islower() for word in rest.split())
    return len(rest) > _A_SENTENCE or (small >= _SMALL and rest.rstrip().endswith((".", "!", "?")))


def _in_sentence(text: str, start: int, stop: int, is_head: bool) -> bool:
    """Whether the day is in one of several: `The Post, founded on 1 May 1901. © Post Ltd`.

    A short one in the article's head tells of the article: `By Jane Roe. Der Text erschien am 12. März 2024.`
    """
    before = _SENTENCE_END.split(text[:start])[-1].split()
    small = sum(word[0].islower() for word in (*before, *text[start:stop].split()[:1]))
    is_note = is_head and len(before) <= _A_NOTE
    return not is_note and small >= _SMALL and text[stop : stop + 1] == "."


def _holder_of(written: str, block: TextBlock) -> Tag:
    """The element whose own text the day is, the block's first where it spans several."""
    own = (node.parent for node in block.nodes if node.parent and written in " ".join(node.split()))
    return next(own, None) or block.nodes[0].parent or block.holder


def _line_before(blocks: Sequence[TextBlock], place: int) -> str:
    """`Published` in an element of its own, beside the date's."""
    line, holder = (blocks[place - 1].text, blocks[place - 1].holder) if place else ("", None)
    if holder is None or len(line) > _A_LABEL or has_year(line):
        return ""
    return line if line.endswith((":", "：")) or holder.parent is blocks[place].holder.parent else ""
