"""Read the name of a person in one part of a byline, which may also be a role, a newsroom or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from wireroom.common.text.byline_hands import is_unfilled
from wireroom.normalize.authors.byline_words import words

_OF_SIGNS = frozenset("\u200d\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400))))
MAX_WORDS = 6
MAX_NAME = 80  # characters

_PARENTHESIS = re.compile(r"\s*[(\[（][^()\[\]（）]{0,100}[)\]）]?")
_PLACE = re.compile(
    r"\s+(?:in|à|aus|à|em|en|i|reporting from|dans|nach|près de|w|v)\s+[A-ZÀ-ÞА-ЯΑ-Ω].{0,60}$"
)
_TEMPLATE = frozenset("{}%$")  # of a content system: `{{author}}`, `%author%`, `$author`
_OUTLET = re.compile(
    r"(?<=\w)(?P<name>\s+\S+)\s+(?:[Ff]or|[Ss]pecial (?:to|for))\s+[A-ZÀ-Þ].{0,60}$"
)  # Jane Roe for The Times
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|[a-z]{2})(?:\.[a-z]{2})?", re.IGNORECASE)
_ARROW = re.compile("[\u2190-\u21ff]")
_OF_POSTS = frozenset({"of", "in", "for", "at", "to"})
_NOBILIARY = frozenset({"van", "von", "bin", "ibn"})  # Arie van Deursen writes on avandeursen.com
_SURNAMES = frozenset(
    {"north", "south", "east", "court", "royal", "young"}
)  # family names that may also belong to a role
_ARTICLES = frozenset({"il", "la", "le", "der", "die", "el"})
_BEFORE_OTHERS = frozenset({"at", "in", "for", "of", "to", "on", "with", "para", "pour", "für", "voor"})
_NO_OFFICES = frozenset({"chief", "senior", "staff", "guest", "expert", "fellow", "bureau", "intern"})
_OFFICES = ("redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "chefreporter")
_PAPER_AND_ROLE = 3  # words
_UNFILLED = frozenset({"null", "none", "undefined"})  # `nan` is an article within Gaelic names
_EDGES = " .,;:|/*_<>@#-–—•·\"“”«»„'’"


def person_name(part: str, *, publisher: str | None) -> str | None:
    """The name without titles, brackets and places; None if it names no person.

    `publisher` is the name of the outlet: in an author field it means its newsroom.
    """
    if not part.isascii():
        part = "".join(_without_signs(part)).strip()
    if _is_post(part.split()) or _PLACE.match(f" {part}") or not _TEMPLATE.isdisjoint(part):
        return None
    name = _PLACE.sub("", _OUTLET.sub(r"\g<name>", _PARENTHESIS.sub("", part))).strip(_EDGES)
    tokens = _without_role(_without_titles(_without_office(_without_unfilled(name.split()))))
    name = " ".join(tokens)
    if not name or len(name) > MAX_NAME or len(tokens) > MAX_WORDS or _is_no_name(name):
        return None
    if _is_newsroom(tokens, publisher):
        return None
    is_short = tokens[-1] in ("Jr", "Sr") or (len(tokens) > 1 and len(tokens[-1]) == 1)  # `Joe S.`
    return _cased(name) + ("." if is_short and part.rstrip().endswith(".") else "")


def _without_signs(part: str) -> Iterator[str]:
    """Without emoji, and what joins or colours them; within names of India a joiner stays."""
    is_behind_one = False
    for letter in part:
        is_behind_one = category(letter) == "So" or (is_behind_one and letter in _OF_SIGNS)
        if not is_behind_one and letter != "\ufe0f":
            yield letter


def _without_unfilled(tokens: list[str]) -> list[str]:
    """`Ada null` without the family name that a template did not have; `Christopher Null` is a person."""
    is_capital = any(token[0].isupper() for token in tokens)
    return [token for token in tokens if token not in _UNFILLED] if is_capital else tokens


def _without_titles(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and tokens[0].casefold() in words().titles and not _is_initial(tokens):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].casefold() in words().suffixes - {"jr", "jr.", "ii", "iii", "iv"}:
        tokens = tokens[:-1]
    return tokens


def _without_office(tokens: list[str]) -> list[str]:
    """The name after an office: `NDR-Reporterin Eva Roe`, `Political Correspondent Jane Doe`.

    It has two words or more. A label of pictures or editing stays, since it decides what becomes of the name.
    """
    end = next((place for place, token in enumerate(tokens[:-2], 1) if _is_office(token)), 0)
    about, name = tokens[: end - 1], tokens[end:]
    if not end or (end == 1 and tokens[0].casefold() in words().helped):
        return tokens
    if name[0].casefold() == "general":  # `Director General`
        name = name[1:]
    about = about[1:] if about and about[0].casefold() in _ARTICLES else about
    is_about = all("-" in token or token.isupper() or token.casefold() in _of_roles() for token in about)
    is_name = len(name) > 1 and all(
        token[0].isupper() and token.casefold() not in _of_roles() - _SURNAMES for token in name[:2]
    )
    is_other = name[0].casefold() in _BEFORE_OTHERS or any(
        token.casefold() in words().newsroom for token in name
    )
    return name if is_about and is_name and not is_other else tokens


def _is_office(token: str) -> bool:
    """Whether it is an office: `Reporterin`, `F.A.Z.-Redakteur`, `Wirtschaftsredakteurin`."""
    lowered = token.casefold().rpartition("-")[2]
    return lowered in words().roles - _NO_OFFICES or lowered.endswith(_OFFICES)


def _is_initial(tokens: list[str]) -> bool:
    """Whether `M.` is an initial (`M. S. Roe`, `M. Roe`) and not Monsieur, whom a given name follows."""
    return tokens[0] == "M." and (len(tokens) < 3 or tokens[1].endswith("."))


def _without_role(tokens: list[str]) -> list[str]:
    """Remove a role after a name: `Jane Roe Deputy political editor` (theguardian.com) becomes `Jane Roe`."""
    end = len(tokens)
    while end > 2 and tokens[end - 1].casefold() in (words().roles if end == len(tokens) else _of_roles()):
        end -= 1
    if len(tokens) - end < 2 or {token.casefold() for token in tokens[:end]} & _of_roles() - _SURNAMES:
        return tokens  # a role alone, as `City Science Editor`: judged as a whole
    return tokens[:end]


def _is_post(tokens: list[str]) -> bool:
    """Whether the words after a name are a post: `Professor of History`, `University of Aberdeen`."""
    if not tokens:
        return False
    first, small = tokens[0].casefold(), _OF_POSTS.intersection(tokens)
    is_school = len(tokens) > 2 and first in words().schools and tokens[1] == "of"
    return is_school or (bool(small) and first in words().posts)


def _of_roles() -> frozenset[str]:
    return words().roles | words().beats


def _is_no_name(name: str) -> bool:
    letters = sum(character.isalpha() for character in name)
    digits = sum(character.isdigit() for character in name)
    is_label = ": " in name or _ARROW.search(name)  # `design: Scott Doe`: what somebody else did; a hint
    return (
        bool(is_label) or letters < 2 or (digits > 0 and " " in name) or digits > letters or _is_domain(name)
    )


def _is_domain(name: str) -> bool:
    return _DOMAIN.fullmatch(name) is not None


def _is_newsroom(tokens: list[str], publisher: str | None) -> bool:
    lowered = [token.casefold().strip(_EDGES) for token in tokens]
    whole = " ".join(lowered)
    is_of_paper = len(lowered) == _PAPER_AND_ROLE and lowered[1] not in _SURNAMES  # `Herald Staff Writer`
    if whole in words().newsroom | words().no_names or is_unfilled(whole) or lowered[0] == "the":
        return True
    if " ".join(lowered[-2:]) in ("news service", "wire service"):
        return True
    if len(lowered) > 1 and (lowered[-1] in words().newsroom or lowered[0] in words().newsroom_first):
        return True
    if lowered[-1] in words().roles and _of_roles().issuperset(lowered[-2:] if is_of_paper else lowered):
        return True
    if publisher is None:
        return False
    if len(tokens) > 1 and publisher.isupper() and tokens[0] == publisher and " ".join(tokens).isupper():
        return True  # `MDR THÜRINGEN` of MDR
    if whole != publisher.casefold():
        return False
    return len(lowered) != 2 and not (len(lowered) > 2 and lowered[1] in _NOBILIARY)


def _cased(name: str) -> str:
    """`JANE DOE` as `Jane Doe`; initials and single words stay as they are."""
    if " " in name and name.isupper() and len(name) > 6:
        return name.title().replace("i\u0307", "i")  # `ALİ`: Python lowers İ to an i with a second dot
    return name
