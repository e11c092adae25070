"""The name of a data file of this package in, its rows or the one pattern that they make out."""

from __future__ import annotations

import re
from importlib.resources import files


def rows(name: str) -> list[tuple[str, ...]]:
    """Fields of each line of a tab-separated file; `#` begins a comment line."""
    text = files("wireroom.clean").joinpath("data", name).read_text("utf-8")
    return [
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]


def pattern(name: str, *, before: str = "") -> re.Pattern[str]:
    """One case-blind pattern out of a file with a regular expression a line; `before` stands before each."""
    choices = "|".join(f"(?:{row[0]})" for row in rows(name))
    return re.compile(f"{before}(?:{choices})", re.IGNORECASE)
