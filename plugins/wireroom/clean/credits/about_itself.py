"""Decide whether a statement of origin is about the text in which it stands.

`This article was adapted from …` and `Adapted from …` are; `The film was adapted from a novel` is not.
"""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.lexicon import rows

_ITSELF: Final = re.compile("|".join(f"(?:{row[0]})" for row in rows("itself.tsv")), re.IGNORECASE)
_OPENING = re.compile(r"\W*")
_GOES_ON = re.compile(r", (?!(?:under|with|and|by|on|as|where|an?)\b)[a-zà-ÿа-яёіїєα-ω]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_MONTH: Final = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august"
    r"|september|october|november|december)\.?"
)
_DATE: Final = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_DAY = re.compile(_DATE, re.IGNORECASE)
_DATE_AFTER = re.compile(rf"[ ,]{{1,2}}(?:on|in) {_DATE}$", re.IGNORECASE)
_ITALIC = re.compile(r"<(em|i)>(?:(?!</\1>).)*</\1>", re.DOTALL)


def is_about_itself(match: re.Match[str], start: int, end: int, markup: str) -> bool:
    """Whether `match`, in the sentence from `start` to `end`, is about the text itself.

    `markup` is the paragraph as HTML: notices are often in italics.
    """
    sentence = match.string[start:end]
    if _ITSELF.search(sentence) or _ITALIC.fullmatch(markup):
        return True
    if _OPENING.match(match.string, start, match.start()).end() != match.start():  # type: ignore[union-attr]
        return False
    name = (match.groupdict().get("name") or "").strip()
    if not name or match[0].find(":") > 0 or "：" in match[0]:  # `Source: …`
        return True
    is_named = not name[0].islower() or "." in name.rstrip(".")  # an outlet, not `a novel by …`
    return is_named and not _YEAR.match(name) and not _GOES_ON.match(match.string, match.end())


def outlet(name: str | None) -> str | None:
    """`name` without the date after it; None if it is nothing but a date (`first published in 2019`)."""
    if name is None:
        return None
    name = _DATE_AFTER.sub("", name.strip(" .,:;")).strip(" .,:;")
    return None if _YEAR.match(name) or _DAY.fullmatch(name) else name
