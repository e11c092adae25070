"""The words that stories are made of, one data file a language: language in, its phrase book out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of story: its titles, openings and particulars, with slots in braces."""

    key: str
    section: str
    tags: tuple[str, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All that is needed to tell stories in one language."""

    language: str
    people: tuple[str, ...]
    streets: tuple[str, ...]
    weekdays: tuple[str, ...]  # from Monday
    topics: tuple[Topic, ...]
    quotes: tuple[str, ...]
    background: tuple[str, ...]
    outlook: tuple[str, ...]
    currency: str  # with {thousands}
    correction: str  # with {wrong} and {count}
    caption: str  # of a picture
    amended: str  # title of a corrected story, with {title}
    tail: str  # "appeared first on", HTML
    read_more: str
    share: str
    home: str
    related: str
    cookies: str
    rights: str
    paragraph_joint: str = " "  # between two sentences; none in Chinese and Japanese


@cache
def phrase_book(language: str) -> PhraseBook:
    """The phrase book of `language` (ISO 639-1), from data/stories/."""
    folder = resources.files(__package__).joinpath("data/stories")
    row = yaml.safe_load(folder.joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    topics = tuple(Topic(**_tuples(topic)) for topic in row.pop("topics"))
    return PhraseBook(language=language, topics=topics, **_tuples(row))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
