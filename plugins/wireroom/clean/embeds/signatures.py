"""Find the lines that end quoted posts in a text: `— Author Name (@handle) February 7, 2022`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wireroom.common.dates import FoundDate, find_date

_SIGNATURE = re.compile(
    r"(?:(?<=\s)|^)[—–―-]{1,2}\s?(?P<author>[^\n]{0,120}?)\s?[(（]\s?@(?P<handle>[\w.\-]{1,60}(?:@[\w.\-]{1,80})?)\s?[)）]",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"[\s,·|]{0,4}(?:\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?[\s·,-]{1,4})?", re.IGNORECASE)
_AFTER_DAY = re.compile(r"(?:\s(?:at|um|à|a las|alle|·))?,?\s?\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)

_LONGEST_DATE: Final = 60  # characters
_DASHES = ("—", "–―")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and the range of the line in the text."""

    author: str | None
    handle: str
    date: str | None  # ISO 8601; None also if its month is in no language that we know
    is_dated: bool
    start: int
    end: int

    @property
    def platform(self) -> str:
        """The platform by the form of the handle: `a@host` is Mastodon's, `a.host` Bluesky's, `a` X's."""
        if "@" in self.handle:
            return "mastodon"
        return "bluesky" if "." in self.handle else "x"


def find_signatures(text: str) -> Iterator[Signature]:
    """Signatures in order. Only one with a date ends a post; one without may be a mere mention."""
    if "@" not in text:
        return
    at = 0
    while match := _SIGNATURE.search(text, at):
        date, at = _date_after(text, match.end())
        author, start = match["author"], match.start()
        for dashes in _DASHES:  # the name begins after the last em dash, else en dash, else hyphen
            place = max(map(match[0].rfind, dashes), default=-1)
            if place >= 0:
                author = match[0][place + 1 : match.end("author") - match.start()]
                start = match.start() + place
                break
        author = " ".join(author.split()).strip("—–― ")
        yield Signature(author or None, match["handle"], date and date.day, date is not None, start, at)


def _date_after(text: str, end: int) -> tuple[FoundDate | None, int]:
    """The date that follows the handle, and the character at which the signature ends."""
    before = _BEFORE_DAY.match(text, end)
    place = before.end() if before else end
    date = find_date(text, place, place + _LONGEST_DATE)
    if date is None or date.start != place:
        return None, end
    after = _AFTER_DAY.match(text, date.end)
    return date, after.end() if after else date.end
