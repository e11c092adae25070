"""Split a byline into parts that may be persons, agencies and roles, in order."""

from __future__ import annotations

import re

from wireroom.common.agencies import agency
from wireroom.common.text.joining_words import JOINING_IN_NAMES, PARTICLES_IN_NAMES, one_of
from wireroom.normalize.authors.byline_words import words

_FIRM = "|".join(map(re.escape, sorted(words().firms, key=len, reverse=True)))
_LEGAL_FORM = "|".join(map(re.escape, sorted(words().legal_forms, key=len, reverse=True)))
_SEPARATORS = re.compile(
    rf"\s*[;，、；\n]\s*|\s*&(?!\s*(?i:{_FIRM})\b)(?!(?=[^,;|&]*[a-zß-ÿ]{{2}})[^,;|&]{{1,60}}\s(?:{_LEGAL_FORM})\b)\s*|\s*,\s+|(?<=[^\W\d_]),(?=[^\W\d_]+\s)|\s*\|\s*|\s+[+·•]\s+|(?<=[a-zß-ÿ])\+(?=[A-ZÀ-Þ])|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff])|\s+[-–—]\s+|(?<=[A-Z]{2})/(?=[A-Z])"
)
# Joining words that also occur within one name (`José Ortega y Gasset`): both sides must be whole names.
_GENERATIONS = frozenset({"jr", "jr.", "ii", "iii", "iv"})
_ALSO_IN = frozenset({"en", "i"})
_INITIALLED = re.compile(r"(?:[^\W\d_]{2,20}\s)?(?:[^\W\d_]\.[\s-]?){1,3}")
AND = re.compile(rf"\s+(?:&|{one_of(JOINING_IN_NAMES)})\s+")
_OF_A_FIRM = re.compile(rf"(?i:{_FIRM})\.?")
_OF = PARTICLES_IN_NAMES | {"of", "for", "für", "pour", "para", "per", "voor", "ds.", "по"}  # an institution
_WEAK = frozenset({"y", "e", "i", "en", "a", "ja", "va", "con", "et", "и"})


def split_names(byline: str) -> list[str]:
    """Split at separators and joining words; `Bouleau, Marie` becomes `Marie Bouleau`."""
    if byline.count(",") > 1 and (turned := _surnames_first(byline)):
        return turned
    parts = [part for part in _SEPARATORS.split(byline) if part]
    parts = [piece for part in _with_suffixes(parts) for piece in _at_slashes(part, byline)]
    split = [piece for part in parts for piece in _at_joiners(part)]
    if "," not in byline:
        return split
    if len(split) == 2 and byline.count(",") == 1 and ", " not in byline and _is_pair(*split):
        return _pairs_turned(split)
    if _are_initialled(split):  # `Smith, J., and Roe, A. B.`
        return _pairs_turned(split)
    return _turned_round(split) if split == parts else split


def _surnames_first(byline: str) -> list[str]:
    """`Ruiz, Maria and Okafor, Tunde`: a comma on each side of the word, and two names round each comma.

    A list has the word before its last name only. Agencies have a place behind the comma.
    """
    sides = [side.split(", ") for side in AND.split(byline)]
    known = words().roles | words().newsroom | words().no_names | words().suffixes
    are_pairs = len(sides) > 1 and all(
        len(side) == 2
        and all(map(_is_one_name, side))
        and _is_family(side[0])
        and not any(map(agency, side))
        and known.isdisjoint(map(str.casefold, side))
        for side in sides
    )
    return [f"{given} {family}" for family, given in sides] if are_pairs else []


def _with_suffixes(parts: list[str]) -> list[str]:
    """Join a suffix to its name: `John Smith, Jr.` is one."""
    joined: list[str] = []
    for part in parts:
        if joined and part.casefold() in _GENERATIONS:
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _at_slashes(part: str, byline: str) -> list[str]:
    """Split `dpa/Jane Doe` and `Jane Doe / John Roe` at the slash, but not `Jane Doe / New York`."""
    if "-" in part and all(map(agency, part.split("-"))):  # `TT-AFP`
        return part.split("-")
    if "/" not in part:
        return [part]
    pieces = [piece.strip() for piece in part.split("/")]
    if any(map(agency, pieces)) or ("," not in byline and all(map(_is_whole_name, pieces))):
        return [piece for piece in pieces if piece]
    return [part]


def _is_whole_name(piece: str) -> bool:
    tokens = piece.split()
    return (
        len(tokens) in (2, 3)
        and all(token[0].isupper() for token in tokens if token not in PARTICLES_IN_NAMES)
        and tokens[0].casefold() not in words().place_first
    )


def _at_joiners(part: str) -> list[str]:
    tokens = part.split()
    if _is_institution(tokens):
        return [part]
    pieces: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        if _is_joiner(token, part) and _joins(token, pieces[-1], tokens[index + 1 :]):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [" ".join(piece) for piece in pieces if piece]


def _is_institution(tokens: list[str]) -> bool:
    """`Ministry of Food and Fisheries`, `Ministerium für Umwelt und Verkehr`; two words may be a person."""
    is_last_alone = len(tokens) > 4 and tokens[-2] in JOINING_IN_NAMES
    return is_last_alone and tokens[0].casefold() in words().schools and tokens[1] in _OF


def _is_joiner(token: str, part: str) -> bool:
    return (token.casefold() if part.isupper() else token) in JOINING_IN_NAMES


def _joins(token: str, before: list[str], after: list[str]) -> bool:
    if not after or _OF_A_FIRM.fullmatch(after[0]):
        return False
    if token not in _WEAK:
        return True
    if token in _ALSO_IN and after[0].casefold() in words().place_first:  # `en Buenos Aires`
        return False
    return (len(before) >= 2 and len(after) >= 2) or all(agency(" ".join(name)) for name in (before, after))


def _turned_round(parts: list[str]) -> list[str]:
    """Turn `Bouleau, Marie-Sarah` round: Le Figaro writes several such pairs in one element."""
    if len(parts) == 2 and _is_double_family_name(parts[0]) and _is_one_name(parts[1]):
        return [f"{parts[1]} {parts[0]}"]
    if len(parts) % 2 or any(part.casefold() in words().roles | words().suffixes for part in parts):
        return parts
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    if not (all(map(_is_one_name, parts)) or all(_is_family(one) and _is_given(two) for one, two in pairs)):
        return parts
    return _pairs_turned(parts)


def _pairs_turned(parts: list[str]) -> list[str]:
    return [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _is_pair(family: str, given: str) -> bool:
    """Whether it is family and given name: `Müller,Hans Peter`, but not `Reuters,Ada North`."""
    known = words().roles | words().newsroom | words().place_first | words().no_names | words().suffixes
    tokens = given.split()
    return (
        _is_one_name(family)
        and not agency(family)
        and 1 < len(tokens) < 4
        and all(token[0].isupper() for token in tokens)
        and known.isdisjoint(token.casefold() for token in (family, *tokens))
    )


def _are_initialled(parts: list[str]) -> bool:
    """Whether every second part is initials or ends in one: `Smith`, `J.`, `Roe`, `Ann B.`."""
    if len(parts) % 2:
        return False
    return all(map(_is_one_name, parts[::2])) and all(map(_INITIALLED.fullmatch, parts[1::2]))


def _is_given(part: str) -> bool:
    """Whether it is given names only: `José Luis`, `María del Carmen`."""
    names = [token.casefold() for token in part.split() if token not in PARTICLES_IN_NAMES]
    return bool(names) and words().given.issuperset(names)


def _is_family(part: str) -> bool:
    """Whether it is one or two family names: `Rodríguez Zapatero`, `de la Torre`."""
    names = [token for token in part.split() if token not in PARTICLES_IN_NAMES]
    return len(names) in (1, 2) and all(
        name[0].isupper() and name.casefold() not in words().given for name in names
    )


def _is_double_family_name(part: str) -> bool:
    """Whether it is a double family name (`García Márquez`): `Ada North, London` must not be turned round."""
    tokens = part.split()
    return len(tokens) == 2 and tokens[0].casefold() in words().family_first and tokens[1][0].isupper()


def _is_one_name(part: str) -> bool:
    significant = [token for token in part.split() if token.casefold() not in PARTICLES_IN_NAMES]
    return len(significant) == 1 and significant[0][:1].isupper() and not significant[0].isupper()
