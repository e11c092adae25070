"""The tables of languages and their codes, read once, and the code of a declared tag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from wireroom.common.tables import groups, rows

_HERE = "wireroom.normalize"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables; the files in data/ explain them (language_sets.tsv and others)."""

    detected: frozenset[str]
    latin: frozenset[str]
    renamed: dict[str, str]
    no_language: frozenset[str]
    alike: tuple[frozenset[str], ...]
    common: dict[str, frozenset[str]]
    foreign_letters: dict[str, re.Pattern[str]]


@cache
def tables() -> Tables:
    """The tables, read once a process."""
    sets = {name: frozenset(codes) for name, codes in groups(_HERE, "language_sets.tsv").items()}
    return Tables(
        **sets,
        renamed={row[0]: row[1] for row in rows(_HERE, "language_codes.tsv")},
        alike=tuple(frozenset(group) for group in rows(_HERE, "languages_alike.tsv")),
        common={code: frozenset(words) for code, words in groups(_HERE, "common_words.tsv").items()},
        foreign_letters={
            code: re.compile(f"[{letters}]", re.IGNORECASE)
            for code, letters in rows(_HERE, "foreign_letters.tsv")
        },
    )


_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}", re.IGNORECASE)
_LOCALE_END = re.compile(
    r"(?<=[_-][a-z]{2})[.@][\w@.-]{1,30}$"
)  # a server's own setting: `en_US.UTF-8`, `de_DE@euro`


@lru_cache(maxsize=1024)  # the entries of a feed declare the same
def language_code(tag: str | None) -> str | None:
    """`en` for `en-US`, `EN_us`, `eng`; None for what is no language (BCP 47, RFC 5646)."""
    text = _LOCALE_END.sub("", (tag or "").strip().split(",")[0].strip().lower())
    renamed = tables().renamed
    found = _TAG.fullmatch(text)
    if text in renamed or found is None:
        return renamed.get(text)
    code = found.group(1)  # `us` names no language: <language>us</language> of koreatimes.co.kr
    return None if code in tables().no_language else renamed.get(code, code)
