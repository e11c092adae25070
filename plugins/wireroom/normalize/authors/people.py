"""Read the persons and agencies in author fields, each once, in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from wireroom.common.agencies import agency, agency_with, shares_its_name
from wireroom.common.text import inert
from wireroom.common.text.joining_words import JOINING_IN_NAMES, PARTICLES_IN_NAMES
from wireroom.models import Person
from wireroom.normalize.authors.byline_text import MAX_BYLINE, byline_text, without_place
from wireroom.normalize.authors.byline_words import words
from wireroom.normalize.authors.person_name import person_name
from wireroom.normalize.authors.split_names import AND, split_names

MAX_PEOPLE = 30  # of one article; scientific papers have hundreds

_FROM = frozenset({"desde", "from", "in", "aus"})  # before a place, in lower case; else it belongs to a name
_OF = frozenset(
    {"de", "da", "do"}
)  # before a place after a lead; in a field without one they begin a family name
_BRACKETS = str.maketrans("（）", "()")
_LONGEST_AGENCY = 4  # words of an agency's name: `The Press Trust of India` less its article


def people(
    persons: Sequence[Person], *, byline: str | None = None, publisher: str | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(authors, agencies) named in author elements, and agencies in the byline of the text.

    Authors are taken from the byline too, if no element names one.

    `publisher` is the name of the outlet: in an author field it means its newsroom. Newsrooms, roles and
    mailboxes are neither author nor agency. Never raises.
    """
    authors, agencies = _read_all([person.name[:MAX_BYLINE] for person in persons if person.name], publisher)
    if not authors:  # the part before an @ is a name only where there is no other
        mailboxes = [(person.email or "")[:MAX_BYLINE] for person in persons if not person.name]
        authors, _ = _read_all(mailboxes, publisher)
    if not byline:
        return authors, agencies
    more_authors, more_agencies = _read_all([byline[:MAX_BYLINE]], publisher)
    return authors or more_authors, _distinct([*agencies, *more_agencies])


def _read_all(fields: Sequence[str], publisher: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(fields) == 1:
        only_authors, only_agencies = _read_field(fields[0], publisher)
        return _distinct(only_authors)[:MAX_PEOPLE], _distinct(only_agencies)
    authors: list[str] = []
    agencies: list[str] = []
    for field in fields:
        found_authors, found_agencies = _read_field(field, publisher)
        authors.extend(found_authors)
        agencies.extend(found_agencies)
    return _distinct(authors)[:MAX_PEOPLE], _distinct(agencies)


@lru_cache(maxsize=4096)
def _read_field(field: str, publisher: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    authors: list[str] = []
    agencies: list[str] = []
    byline = byline_text(field)
    if shares_its_name(byline, publisher):
        return (), ()
    if whole := agency(byline) or agency_with(byline):  # the names of some agencies contain a separator
        return (), (whole,)
    before_place = _FROM if field.lstrip().startswith(byline) else _FROM | _OF
    byline, employer = without_employer(byline)
    agencies.extend([employer] if employer else [])
    parts = split_names(byline)
    for written in [part for part in parts if not _took_pictures(part)] or parts:
        if found := agency(written) or agency_with(written) or (agencies and agency(written.upper())):
            agencies.append(found)  # `dpa/afp`: beside another agency, lower case is no everyday word
            continue
        part, employer = without_employer(written)
        agencies.extend([employer] if employer else [])
        if found := agency(part) or _bureau(part, authors):
            agencies.append(found)
        elif part and not _is_place(part, authors, before_place) and not _goes_on(part, authors):
            name = person_name(without_place(part), publisher=publisher)
            authors.extend([inert(name)] if name else [])
    if authors and not agencies and _is_of_an_office(byline, authors, publisher):
        authors = []
    agencies.extend(found for word in _bracketed(byline) if (found := agency(word) or agency_with(word)))
    if agencies and publisher:  # `Harbour Post with AFP`: the outlet's newsroom
        authors = [name for name in authors if name.casefold() != publisher.casefold()]
    return tuple(authors), tuple(agencies)


def _is_of_an_office(byline: str, authors: Sequence[str], publisher: str | None) -> bool:
    """Whether the only name is a word of an office's: `Arts and Culture Desk`."""
    sides = AND.split(byline)
    if len(sides) != 2 or len(authors) != 1 or authors[0] not in sides:
        return False
    if authors[0].casefold() not in words().beats:  # `Pelé and Sports Desk`
        return False
    other = sides[sides[0] == authors[0]]
    return " " in other and person_name(other, publisher=publisher) is None


def _took_pictures(part: str) -> bool:
    """Whether the person took the pictures: `Bo Ek (Fotos)`, `鈴木花子（写真）`."""
    part = part.translate(_BRACKETS)
    _, _, label = part.rstrip(") ").rpartition("(")
    return part.endswith(")") and label.strip(" :").casefold() in words().helped


def _bracketed(byline: str) -> list[str]:
    """The words that may be agencies in `Jane Doe (AFP)`, `Jane Doe | Reuters`, `JANE DOE/AP`."""
    for mark in "()[]/|-–—,":
        byline = byline.replace(mark, "\n")
    return [piece.strip() for piece in byline.split("\n")][1:]


def _bureau(part: str, authors: list[str]) -> str | None:
    """The agency of `Jane Doe, AFP Paris`; `Jane Doe, AP Roe` are two persons."""
    written, _, place = part.partition(" ")
    is_bureau = _is_place(place, authors) and len(written) > 2 and written in words().employers
    return agency(written) if is_bureau else None


def _is_place(part: str, authors: list[str], before: frozenset[str] = _FROM) -> bool:
    """Whether it is a place: one word after a whole name, `By Jane Doe, London`, `…, de Lisboa`."""
    where = part.split()
    where = where[1:] if len(where) > 1 and where[0] in before else where
    return bool(authors) and " " in authors[-1] and len(where) == 1 and ord(part[0]) < 0x2E80


def _goes_on(part: str, authors: list[str]) -> bool:
    """`Jane Doe, inviata a Genova`, `…, zu Gast in Bern`: three words or more, one in no name."""
    first, *more = part.split()
    small = {word for word in (first, *more) if word[0].islower()} - PARTICLES_IN_NAMES - JOINING_IN_NAMES
    return bool(authors) and authors[-1][0].isupper() and first[0].islower() and len(more) > 1 and bool(small)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) < 2:
        return tuple(names)
    seen: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).casefold()
        seen.setdefault("".join(letter for letter in plain if letter.isalnum()), name)
    return tuple(seen.values())


def without_employer(byline: str) -> tuple[str, str | None]:
    """`JANE DOE AP Business Writer` → (`JANE DOE`, `AP`); `Jane Doe BBC News` → (`Jane Doe`, None).

    Only after a whole name, or if nothing precedes: `Anna Lusa`, `AP Ramakrishnan` are persons.
    """
    tokens = byline.split()
    if words().employer_starts.isdisjoint(tokens):
        return byline, None
    for start in (0, *range(2, len(tokens))):
        for end in range(min(start + _LONGEST_AGENCY, len(tokens)), start, -1):
            written = " ".join(tokens[start:end])
            if written in words().employers and _are_roles(tokens[end:]) and _may_end_name(tokens[:start]):
                return " ".join(tokens[:start]).removesuffix(" of"), agency(written)
    return byline, None


def _may_end_name(tokens: list[str]) -> bool:
    """Whether a name may end there: not in `Jane Doe with` AFP or `Jane Doe |` Reuters, split elsewhere."""
    return not tokens or (tokens[-1][-1] not in "|/,;-–—" and tokens[-1].casefold() not in JOINING_IN_NAMES)


def _are_roles(tokens: list[str]) -> bool:
    """Whether the words are a role (`Business Writer`), or none at all."""
    lowered = [token.casefold().strip(".") for token in tokens]
    return not lowered or (
        lowered[-1] in words().roles and (words().roles | words().beats).issuperset(lowered)
    )
