"""Remove from a byline who made the pictures, and what each person did."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireroom.common.tables import rows
from wireroom.common.text import joining_words

AND: Final = joining_words.AND | {"&"}
JOINING: Final = AND | joining_words.WITH
JOINED: Final = rf"\s(?:{joining_words.one_of(JOINING)})"
# `…, foto di Ben Roe`, `… Beeld: Ben Roe`, `… and photographs by Ben Roe`
PICTURES: Final = (
    r"(?:foto(?:['’]?s|grafie|grafías?)?|photo(?:s|graphs|graphy)?|pictures?|beeld|bild(?:er)?"
    r"|zdjęcia|фото|video|illustrat(?:ion(?:en|s)?|ies?)|ilustraci(?:ón|ones)|illustrazioni|zeichnung(?:en)?)"
)
NAMING: Final = rf"(?:\s?:|\s(?:{joining_words.one_of(joining_words.BY)})(?:\s?:|\s))"
# `Jane Doe (Text) und Ben Roe (Bilder)`: what each did stands behind the name.
_WROTE = re.compile(r"\s\((?:texte?|text[oi]|test[oi]|words|story|tekst|текст)\)", re.IGNORECASE)
_PICTURED = re.compile(
    rf"(?:\s?,|{JOINED})\s(?:(?!{JOINED}\s)[^(),;|]){{1,60}}\s\({PICTURES}\)",
    re.IGNORECASE,
)
_OF_PICTURES = re.compile(rf"(?:\s?[,.;|/]|{JOINED})?\s+{PICTURES}{NAMING}[^\n]{{1,80}}$", re.IGNORECASE)
# `Story and photos by`, `Text/Foto:`: one did both, so it is who wrote it.
_WROTE_AND_PICTURED = re.compile(
    rf"(?<!\w)(stor(?:y|ies)|words|texte?s?|text[oi]s?|test[oi]|tekst|текст|article|report(?:ing|age)?)"
    rf"(?:{JOINED}\s|\s?[/+]\s?){PICTURES}(?={NAMING})",
    re.IGNORECASE,
)
# Korean says it behind the name: `김철수 글·사진`, `김철수 글 박영희 사진`. Not: `박완서 글 모음`.
_KOREAN_PICTURES: Final = r"(?:사진|그림|영상)"
_ENDS_THERE: Final = r"(?=\s*(?:$|[,;|()\n]|(?:기자|사진|그림|영상)(?![\w=:：])))"
_WROTE_IN_KOREAN = re.compile(
    rf"(?<=[가-힣])\s(?:글|취재)(?:\s?[·・&/,]\s?{_KOREAN_PICTURES})*(?![\w=:：]){_ENDS_THERE}"
)
_PICTURED_IN_KOREAN = re.compile(
    rf"(?<=\s글)(?:\s?[·・&/,]\s?|\s)[가-힣]{{2,4}}\s{_KOREAN_PICTURES}(?![\w=:：]){_ENDS_THERE}"
)


def words_of_kind(kind: str) -> str:
    """The words of the table's `kind`, for an expression."""
    return "|".join(row[1] for row in rows("wireroom.common", "byline_words.tsv") if row[0] == kind)


@cache
def unfilled() -> frozenset[str]:
    """What templates write for a field that is empty, in lower case: `null`, `n/a`."""
    return frozenset(words_of_kind("unfilled").split("|"))


def is_unfilled(name: str) -> bool:
    """Whether it is put together of nothing else: `None None`, `null undefined`."""
    return unfilled().issuperset(name.casefold().split())


def without_hands(text: str) -> str:
    """`Jane Doe` of `Jane Doe (Text) und Ben Roe (Bilder)`; `Story by` of `Story and photos by`."""
    text = _WROTE.sub("", _PICTURED.sub("", _WROTE_AND_PICTURED.sub(r"\1", text)))
    return without_korean_hands(text)


def without_korean_hands(text: str) -> str:
    """`김철수` of `김철수 글·사진`, `김철수 글 박영희 사진`."""
    return text if text.isascii() else _WROTE_IN_KOREAN.sub("", _PICTURED_IN_KOREAN.sub("", text))


def without_pictures(line: str) -> str:
    """`Testo di Jane Doe` of `Testo di Jane Doe, foto di Ben Roe`."""
    return _OF_PICTURES.sub("", without_hands(line))
