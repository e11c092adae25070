"""Find a block's elements with an instant in an attribute, and the days they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bs4 import Tag

from wireroom.common.dates import label_in, read_date
from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.around_dates import named_label, names_month
from wireroom.extract.visible.written_days import READ_AT, dates_in, is_date

_DATA: Final = ("data-datetime", "data-date", "data-timestamp", "data-time", "data-published")
_TIMES: Final = ("time", "relative-time", "time-ago", "local-time")
_INSTANTS: Final = {
    **dict.fromkeys(_TIMES, ("datetime", *_DATA)),
    "abbr": ("title", *_DATA),
    "span": ("title", "content", *_DATA),
}
_A_ZONE: Final = timedelta(minutes=30)  # what zones differ by
_A_DAY_ANYWHERE: Final = timedelta(days=2)  # and so much earlier or later it begins somewhere


def instants_in(block: TextBlock) -> list[tuple[Tag, str]]:
    """The elements of the block that give an instant in an attribute, and that."""
    found: dict[int, tuple[Tag, str]] = {}
    for node in block.nodes:
        for element in _around(node.parent, block.holder):
            names = _INSTANTS.get(element.name, _DATA)
            values = ((attribute(element, name) or "").strip() for name in names)
            written = next(filter(is_date, values), "") or _titled(element)
            if written:
                found[id(element)] = (element, written)
                break
    return list(found.values())


def _titled(element: Tag) -> str:
    """The day in the title of what shows none, `3 hours ago`; beside one it tells of something else."""
    title = (attribute(element, "title") or "").strip() if element.name in _TIMES else ""
    return title if is_date(title) and not any(dates_in(" ".join(element.get_text().split()))) else ""


def _around(element: Tag | None, outermost: Tag) -> Iterator[Tag]:
    while element is not None:
        yield element
        if element is outermost:
            return
        element = element.parent


def labelled_days(element: Tag, line: str, instant: str) -> Sequence[tuple[str, str]]:
    """What `element` in a block of the text `line` tells: (label, day as written), one or several.

    `<time datetime="…">Posted: Nov 20, 2026 2:15 AM EST | Last Updated: November 23, 2026</time>` tells two;
    the attribute's instant stands for the one that it is nearest to.
    """
    shown = " ".join(element.get_text().split())
    days = list(dates_in(shown))
    edges = [0, *(stop for _, stop, _ in days)]
    told = [
        (label_in(f"{shown[edge:start]} {without_day(day)}"), day)
        for edge, (start, _, day) in zip(edges, days, strict=False)
    ]
    if len({label for label, _ in told}) > 1:
        own = _nearest([day for _, day in told], instant)
        return [(label, instant if place == own else day) for place, (label, day) in enumerate(told)]
    said = line.partition(shown)[0] if shown else ""
    around = (f"{said} {without_day(shown)}", without_day(instant), attribute(element, "aria-label") or "")
    label = label_in(*around) or named_label(element)
    return [(label, instant if label == "modified" else _as_shown(shown, instant))]


def _nearest(days: Sequence[str], instant: str) -> int | None:
    """The place of the day that `instant` may be; of two those clocks count that a zone may part from it."""
    at = _read(instant)
    apart = [(place, abs(seen - at)) for place, day in enumerate(days) if at and (seen := _read(day))]
    near = [(gap % _A_ZONE != timedelta(0), gap, place) for place, gap in apart if gap <= _A_DAY_ANYWHERE]
    return min(near)[2] if near else None


def _read(day: str) -> datetime | None:
    return read_date(day, source="html:shown", now=READ_AT).at


def without_day(written: str) -> str:
    """The words of it that hold no digit."""
    return " ".join(word for word in written.split() if not any(map(str.isdigit, word)))


def _as_shown(shown: str, written: str) -> str:
    """`written` in the attribute, but where the element shows another day, its month in words, that.

    `<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>`: the attribute tells a later hand
    (paris-luttes.info). Numbers alone may be a day and a month turned round.
    """
    day = next((text for _, _, text in dates_in(shown) if any(map(names_month, text.split()))), "")
    seen, told = _read(day), _read(written)
    return day if seen and told and abs(seen - told) > _A_DAY_ANYWHERE else written
