"""A table beside the code in, its rows out: tab-separated, `#` begins a line of comment."""

from __future__ import annotations

import re
from importlib.resources import files


def rows(package: str, name: str) -> list[tuple[str, ...]]:
    """The fields of each line of `<package>/data/<name>`; empty ones at a line's end may be left out."""
    text = files(package).joinpath("data", name).read_text("utf-8")
    return [
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]


def pattern(package: str, name: str, *, before: str = "") -> re.Pattern[str]:
    """One case-blind pattern out of a table with a regular expression a line; `before` stands before each."""
    choices = "|".join(f"(?:{row[0]})" for row in rows(package, name))
    return re.compile(f"{before}(?:{choices})", re.IGNORECASE)
