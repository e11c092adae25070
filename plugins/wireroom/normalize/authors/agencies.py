"""A name in, the news agency's usual name out, or None where it is no agency."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

# With whose help an article was written; the word of each language, and perhaps of what it is.
_WITH = re.compile(
    r"(?:with|avec|mit|con|com|med|met)\s"
    r"(?:(?:additional\s|des\s)?(?:inputs?|information|informations|informationen|información|informaciones|informações"
    r"|informazioni|reporting|files|material)\s(?:from|by|von|der|de|da|di|fra|från|van)\s)?(?:the\s)?",
    re.IGNORECASE,
)


def agency(name: str) -> str | None:
    """Give `AFP` for `Agence France-Presse`, `(AFP)`, `afp`; None for what is not in agencies.tsv.

    Short initials count in capitals only: `aa`, `pl` and `ep` are also words.
    """
    bare = name.strip(" .()[]—–-*:@").removeprefix("the ").removeprefix("The ")
    bare = bare.removesuffix(" Staff").removesuffix(" staff")
    found = _agencies().get(bare.casefold())
    return (
        None
        if found and len(bare) <= 3 and bare.isascii() and not bare.isupper() and bare != found
        else found
    )


def agency_with(part: str) -> str | None:
    """Give the agency of `Avec AFP`, `With inputs from PTI`, `Con información de EFE`."""
    said = _WITH.match(part)
    return agency(part[said.end() :].removesuffix(" inputs")) if said else None


@cache
def _agencies() -> dict[str, str]:
    names: dict[str, str] = {}
    with (Path(__file__).parent / "agencies.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for alias in (row["name"], *row["aliases"].split("|")):
                names[alias.casefold().removeprefix("the ")] = row["name"]
    return names
