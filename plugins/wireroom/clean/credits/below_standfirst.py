"""Take the line of a day and a reading time below a standfirst: `Nov 20th 2026|MARSH END|2 min read`.

A day alone may be a letter's, or a diary's.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.boilerplate.find_footer import interrupts
from wireroom.clean.credits.datelines import is_date_line, is_place

_NEAR: Final = 3  # paragraphs from the head: a kicker, a standfirst, the line
_LONGEST_LINE: Final = 100  # characters
_LONGEST_STANDFIRST: Final = 400
_SEPARATOR = re.compile(r"\s*[|·•\n]\s*")


def take_day_below(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """`blocks` without it, and the day as written."""
    near = list(islice((place for place, block in enumerate(blocks) if block.text), _NEAR + 1))
    for place in near[1:_NEAR]:
        before = near[: near.index(place)]
        if place == near[-1] or any(len(blocks[each].text) > _LONGEST_STANDFIRST for each in before):
            break
        if (day := _day_of(blocks[place])) is not None:
            return blocks[:place] + blocks[place + 1 :], day
    return blocks, None


def _day_of(block: Block) -> str | None:
    """The day of a paragraph that says nothing else but where, and how long it takes to read."""
    if block.tag not in {"p", ""} or block.path or len(block.text) > _LONGEST_LINE:
        return None
    parts = [part for part in _SEPARATOR.split(block.text.strip()) if part]
    days = [part for part in parts if is_date_line(part)]
    times = [part for part in parts if interrupts(part)]
    is_told = all(part in days or part in times or is_place(part) for part in parts)
    return days[0] if len(days) == 1 and times and is_told else None
