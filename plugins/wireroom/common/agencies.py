"""Find a news agency's usual name from a name as a text or an author field writes it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from wireroom.common.tables import rows


class _Row(NamedTuple):
    """A line of agencies.tsv, whose head says what each field holds."""

    name: str
    written: list[str]
    doubtful: list[str]
    closing: list[str]
    after_name: list[str]
    in_bylines: list[str]


def _row(fields: tuple[str, ...]) -> _Row:
    forms = [field.split("|") if field else [] for field in fields[1:]]
    return _Row(fields[0], *forms, *([] for _ in range(len(_Row._fields) - len(fields))))


_ROWS: Final = tuple(map(_row, rows("wireroom.common", "agencies.tsv")))
# As datelines and credit lines write them; case matters.
WRITTEN: Final = {written: row.name for row in _ROWS for written in row.written}
DOUBTFUL: Final = frozenset(written for row in _ROWS for written in row.doubtful)
CLOSING: Final = frozenset(written for row in _ROWS for written in row.closing)
AFTER_NAME: Final = frozenset(written for row in _ROWS for written in row.after_name)
_FOLDED: Final = {
    written.casefold().removeprefix("the "): row.name
    for row in _ROWS
    for written in (*row.written, *row.in_bylines)
}
_LONGEST_INITIALS: Final = 3
# With whose help an article was written; the word of each language, and perhaps of what it is.
_WITH = re.compile(
    r"(?:with|avec|mit|con|com|med|met)\s"
    r"(?:(?:additional\s|des\s)?(?:inputs?|information|informations|informationen|información|informaciones|informações"
    r"|informazioni|reporting|files|material)\s(?:from|by|von|der|de|da|di|fra|från|van)\s)?(?:the\s)?",
    re.IGNORECASE,
)


def agency(name: str) -> str | None:
    """Give `AFP` for an author field's `Agence France-Presse`, `(AFP)`; None where it names no agency.

    Initials and what means more count in capitals or as the table writes them: not `aa`, `Sana`, `nova`.
    """
    bare = _bare(name)
    if bare in WRITTEN:
        return WRITTEN[bare]
    capitals = bare.upper()
    is_word = len(bare) <= _LONGEST_INITIALS or not DOUBTFUL.isdisjoint((capitals, bare.title()))
    if is_word and bare != capitals:
        return None
    return _FOLDED.get(bare.casefold())


def agency_with(part: str) -> str | None:
    """Give the agency of `Avec AFP`, `With inputs from PTI`, `Con información de EFE`."""
    said = _WITH.match(part)
    return agency(part[said.end() :].removesuffix(" inputs")) if said else None


def shares_its_name(name: str, outlet: str | None) -> bool:
    """Whether an author field names its own outlet, whose initials an agency has too: Singapore's `CNA`."""
    bare = _bare(name)
    return bare in DOUBTFUL and bare == outlet and bare != WRITTEN[bare]


def _bare(name: str) -> str:
    bare = name.strip(" .()[]—–-*:@").removeprefix("the ").removeprefix("The ")
    return bare.removesuffix(" Staff").removesuffix(" staff")
