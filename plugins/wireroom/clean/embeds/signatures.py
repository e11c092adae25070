"""A text in, the lines that end quoted posts out: `— Author Name (@handle) February 7, 2022`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wireroom.clean.credits.written_dates import PATTERN, iso_day

_SIGNATURE = re.compile(
    r"(?:(?<=\s)|^)[—–―-]{1,2}\s?(?P<author>[^\n]{0,120}?)\s?[(（]\s?@(?P<handle>[\w.\-]{1,60}(?:@[\w.\-]{1,80})?)\s?[)）]"
    rf"(?:[\s,·|]{{0,4}}(?:\d{{1,2}}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?[\s·,-]{{1,4}})?{PATTERN}"
    r"(?P<time>(?:\s(?:at|um|à|a las|alle|·))?,?\s?\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?)?)?",
    re.IGNORECASE,
)

_DASHES = ("—", "–―")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and where the line stands in the text."""

    author: str | None
    handle: str
    date: str | None  # ISO 8601 day
    start: int
    end: int

    @property
    def platform(self) -> str:
        """What the handle's shape tells: `a@host` is Mastodon's, `a.host` Bluesky's, `a` X's."""
        if "@" in self.handle:
            return "mastodon"
        return "bluesky" if "." in self.handle else "x"


def find_signatures(text: str) -> Iterator[Signature]:
    """Signatures in order; only those with a date end a post, the others may be mere mentions."""
    if "@" not in text:
        return
    for match in _SIGNATURE.finditer(text):
        day = iso_day(match) if match.lastindex and match.lastindex > 2 else None
        author, start = match["author"], match.start()
        for dashes in _DASHES:  # the name begins after the last dash of the most formal kind
            place = max(map(match[0].rfind, dashes), default=-1)
            if place >= 0:
                author = match[0][place + 1 : match.end("author") - match.start()]
                start = match.start() + place
                break
        yield Signature(
            " ".join(author.split()).strip("—–― ") or None, match["handle"], day, start, match.end()
        )
