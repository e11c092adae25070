"""Read a data table beside the code: tab-separated rows; a line that begins with `#` is a remark.

All data of a step that is no code is such a table, in `<package>/data/`, but for the rules of URLs (YAML, for
they nest) and the sample newsroom's stories. What two tables may both hold: tests/rules/test_data_tables.py.
"""

from __future__ import annotations

import re
from importlib.resources import files


def text(package: str, name: str) -> str:
    """`<package>/data/<name>` as it is written."""
    return files(package).joinpath("data", name).read_text("utf-8")


def rows(package: str, name: str) -> list[tuple[str, ...]]:
    """The fields of each line; empty ones at a line's end may be left out."""
    lines = text(package, name).splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def words(package: str, name: str) -> frozenset[str]:
    """The first field of each line."""
    return frozenset(row[0] for row in rows(package, name))


def groups(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """By the first field of a line all others; those of lines with the same first field together."""
    found: dict[str, tuple[str, ...]] = {}
    for key, *values in rows(package, name):
        found[key] = (*found.get(key, ()), *values)
    return found


def pattern(package: str, name: str, *, before: str = "") -> re.Pattern[str]:
    """One case-blind pattern out of a table with a regular expression a line; `before` stands before each."""
    choices = "|".join(f"(?:{row[0]})" for row in rows(package, name))
    return re.compile(f"{before}(?:{choices})", re.IGNORECASE)
