"""The facts of languages.json, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tables:
    """See the `about` lines in languages.json."""

    detected: frozenset[str]
    latin: frozenset[str]
    renamed: dict[str, str]
    no_language: frozenset[str]
    alike: tuple[frozenset[str], ...]
    common: dict[str, frozenset[str]]


@cache
def tables() -> Tables:
    """Read the file (once a process)."""
    facts = json.loads((Path(__file__).parent / "languages.json").read_text("utf-8"))
    return Tables(
        detected=frozenset(facts["detected"]),
        latin=frozenset(facts["latin"]),
        renamed=facts["renamed"],
        no_language=frozenset(facts["no_language"]),
        alike=tuple(frozenset(group) for group in facts["alike"]),
        common={code: frozenset(words) for code, words in facts["common"].items()},
    )
