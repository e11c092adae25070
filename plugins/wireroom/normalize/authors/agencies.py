"""A name in, the news agency's usual name out, or None where it is no agency."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


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


@cache
def _agencies() -> dict[str, str]:
    names: dict[str, str] = {}
    with (Path(__file__).parent / "agencies.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for alias in (row["name"], *row["aliases"].split("|")):
                names[alias.casefold().removeprefix("the ")] = row["name"]
    return names
