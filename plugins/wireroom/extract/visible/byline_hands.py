"""A byline's text in; it without who made the pictures or helped, and without what each did, out."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from wireroom.common.tables import rows
from wireroom.common.text import joining_words

AND: Final = joining_words.AND | {"&"}
JOINING: Final = AND | joining_words.WITH
JOINED: Final = rf"\s(?:{joining_words.one_of(JOINING)})"
PARTICLES: Final = joining_words.PARTICLES | {"afp", "dpa"}  # which sign in small letters
SMALL: Final = JOINING | PARTICLES
# `…, foto di Ben Roe`, `… Beeld: Ben Roe`, `… and photographs by Ben Roe`
PICTURES: Final = (
    r"(?:foto(?:['’]?s|grafie|grafías?)?|photo(?:s|graphs|graphy)?|pictures?|beeld|bild(?:er)?"
    r"|zdjęcia|фото|video)"
)
NAMING: Final = rf"(?:\s?:|\s(?:{joining_words.one_of(joining_words.BY)})(?:\s?:|\s))"
# `Jane Doe (Text) und Ben Roe (Bilder)`: what each did stands behind the name.
_WROTE = re.compile(r"\s\((?:texte?|text[oi]|test[oi]|words|story|tekst|текст)\)", re.IGNORECASE)
_PICTURED = re.compile(
    rf"(?:\s?,|{JOINED})\s(?:(?!{JOINED}\s)[^(),;|]){{1,60}}\s\((?:{PICTURES}|illustration(?:en|s)?)\)",
    re.IGNORECASE,
)
# `Story and photos by`, `Text/Foto:`: one did both, so it is who wrote it.
_WROTE_AND_PICTURED = re.compile(
    rf"(?<!\w)(stor(?:y|ies)|words|texte?s?|text[oi]s?|test[oi]|tekst|текст|article|report(?:ing|age)?)"
    rf"(?:{JOINED}\s|\s?[/+]\s?){PICTURES}(?={NAMING})",
    re.IGNORECASE,
)


def words_of_kind(kind: str) -> str:
    """The words of the table's `kind`, for an expression."""
    return "|".join(row[1] for row in rows("wireroom.common", "byline_words.tsv") if row[0] == kind)


_HELPED = re.compile(
    rf"(?:\s?,|{JOINED})\s(?:(?:with|and)\s)?(?:{words_of_kind('more_by')})\s"
    rf"|(?:\s?,)?{JOINED}\s(?:{words_of_kind('nameless')})$",
    re.IGNORECASE,
)


def without_hands(text: str) -> str:
    """`Jane Doe` of `Jane Doe (Text) und Ben Roe (Bilder)`; `Story by` of `Story and photos by`."""
    return _WROTE.sub("", _PICTURED.sub("", _WROTE_AND_PICTURED.sub(r"\1", text)))


def without_roles(part: str, elements: Collection[str]) -> str:
    """`Jane Doe` of `Jane Doe, envoyée spéciale à Brest`, `…, with additional reporting by John Roe`.

    Where the page says that it is a byline: elsewhere what goes on in small letters is a sentence. A role may
    go on too, `author of The Ferry, Low Water`: whoever is named behind one is joined by a word, or alone in
    one of the `elements`.
    """
    first, *others = _HELPED.split(part, maxsplit=1)[0].split(", ")
    kept = [first]
    for place, piece in enumerate(others):
        is_joined = piece.partition(" ")[0] in JOINING or piece in elements
        if _may_begin_name(piece) and (is_joined or len(kept) > place):
            kept.append(piece)
    return ", ".join(kept)


def _may_begin_name(piece: str) -> bool:
    """`John Roe`, `and John Roe`, `van der Meer`; not `staff writer`, `and writes of bridges`."""
    first, _, rest = piece.partition(" ")
    return not first[:1].islower() or (first in SMALL and (first in PARTICLES or rest[:1].isupper()))
