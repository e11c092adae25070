"""A paragraph in; the news agency that its dateline or credit line names out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wireroom.clean.facts import rows
from wireroom.models import Attribution

_NAMES: Final = {written: row[0] for row in rows("agencies.tsv") for written in row[1].split("|")}
_WRITTEN: Final = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
# `WASHINGTON (AP) —`, `PARIS, March 3 (AFP) –`, `Berlin (dpa)`; `新华社北京2月8日电`
_DATELINE = re.compile(
    rf"[^\n(（]{{0,80}}?[(（/]\s?(?P<agencies>(?:{_WRITTEN})(?:\s?[/,|]\s?[\w. -]{{2,24}})?)\s?[)）/]"
    r"\s?(?P<dash>[-–—:.]|$|(?=\s))"
)
_BARE_DATELINE = re.compile(
    r"(?:[^\W\d_][\w.’' ]{1,40},? )?(?:\d{1,2}[^\n,]{0,20}, )?"
    rf"(?P<agencies>{_WRITTEN}) ?[.–—-]+ "
)
_ASIAN_DATELINE = re.compile(rf"[【(（]?(?P<agencies>{_WRITTEN})[^\n，。 ]{{0,24}}?(?:电|電|讯|訊|】)")
# Each with what must stand somewhere in the head, which few heads have.
_DATELINES: Final = (
    (re.compile(r"[)）/]"), _DATELINE),
    (re.compile(r"[.–—-] "), _BARE_DATELINE),
    (re.compile(r"[电電讯訊】]"), _ASIAN_DATELINE),
)
# `(AFP)`, `© 2022 AFP`, `Source: dpa`, `dpa/abc`, `EFE`
_CREDIT = re.compile(
    r"(?:[(\[（]|©\s?(?:\d{4}\s)?|—\s?"
    r"|(?:source|quelle|fonte|fuente|bron|источник|kaynak|with|mit|avec|con|com)\s?:?\s+"
    r"(?:agency |agencies )?)?"
    rf"(?P<agencies>(?:{_WRITTEN})(?:\s?[/,+]\s?(?:{_WRITTEN}|[a-z]{{2,4}}))*)[)\]）]?\.?",
)


def agency_in_dateline(text: str, offset: int) -> Iterator[Attribution]:
    """The agency at the head of a first paragraph; `offset` is where the paragraph begins in the text."""
    head = text[:160]
    for mark, pattern in _DATELINES:
        match = pattern.match(head) if mark.search(head) else None
        if match:
            start, end = match.span("agencies")
            if pattern is _DATELINE:
                start, end = start - 1, min(end + 1, len(text))
            yield _agency(match["agencies"], text[start:end], offset + start)
            return


def agency_at_end(text: str, offset: int) -> Iterator[Attribution]:
    """The agency that a short last paragraph or the last words in brackets name."""
    match = _CREDIT.fullmatch(text) if len(text) <= 120 else None
    if match:
        yield _agency(match["agencies"], text, offset)
        return
    last = text.rfind("(", len(text) - 60 if len(text) > 60 else 0)
    match = _CREDIT.fullmatch(text[last:]) if last > 0 else None
    if match:
        yield _agency(match["agencies"], text[last:], offset + last)


def _agency(written: str, notice: str, start: int) -> Attribution:
    first = re.split(r"\s?[/,|+]\s?", written)[0].strip()
    name = _NAMES.get(written) or _NAMES.get(first) or first
    return Attribution("agency", name, None, notice, (start, start + len(notice)))
