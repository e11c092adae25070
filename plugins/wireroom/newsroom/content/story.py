"""Make the story of an outlet's slot: title and paragraphs, the same words every time."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.content.schedule import Slot


@dataclass(frozen=True, slots=True)
class Story:
    """A story as the newsroom wrote it: plain text, no markup."""

    number: int
    title: str
    paragraphs: tuple[str, ...]  # the first is the lead
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    published: datetime
    updated: datetime | None  # when it was corrected
    path: str  # of its page: `/2026/11/23/ferry-from-ropewalk-9x4`
    caption: str  # of its picture

    @property
    def summary(self) -> str:
        """Its lead."""
        return self.paragraphs[0]


@lru_cache(maxsize=5_000)
def make_story(outlet: Outlet, seed: str, slot: Slot) -> Story:
    """The story of `slot`, corrected where the slot says so."""
    book = phrase_book(outlet.language)
    draw = random.Random(f"{seed}|{outlet.host}|{slot.number}|what")
    topic = draw.choice(book.topics)
    filling = _filling(draw, book, outlet)
    title = draw.choice(topic.titles).format_map(filling)
    paragraphs = _paragraphs(draw, book, topic, filling)
    authors = draw.sample(book.people, 2 if draw.random() < 0.15 else 1)
    path = f"/{slot.published:%Y/%m/%d}/{_slug(title, topic.key)}-{number_text(slot.number)}"
    if slot.corrected:
        paragraphs = [*paragraphs, book.correction.format_map(filling)]
        title = book.amended.format(title=title) if draw.random() < 0.3 else title
    return Story(
        slot.number, title, tuple(paragraphs), tuple(authors), topic.section, topic.tags,
        slot.published, slot.corrected, path, book.caption.format_map(filling),
    )  # fmt: skip


def number_text(number: int) -> str:
    """A story's number as its URL writes it, base 36."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"


def number_in(path: str) -> int | None:
    """The story's number out of the path of its page, or None."""
    found = re.fullmatch(r"/\d{4}/\d\d/\d\d/[\w-]*-([0-9a-z]{1,8})", path)
    return int(found[1], 36) if found else None


def _filling(draw: random.Random, book: PhraseBook, outlet: Outlet) -> dict[str, str]:
    person, other = draw.sample(book.people, 2)
    count = draw.randint(11, 480)
    return {
        "town": outlet.town,
        "outlet": outlet.name,
        "street": draw.choice(book.streets),
        "person": person,
        "other": other,
        "count": str(count),
        "wrong": str(count + draw.randint(2, 9)),
        "tens": str(draw.randint(2, 48) * 10),  # takes one case in Russian and Polish
        "small": str(draw.randint(3, 9)),
        "few": str(draw.randint(5, 9)),  # likewise
        "year": str(draw.randint(1891, 1989)),
        "amount": book.currency.format(thousands=draw.randint(20, 940)),
        "weekday": draw.choice(book.weekdays),
    }


def _paragraphs(draw: random.Random, book: PhraseBook, topic: Topic, filling: dict[str, str]) -> list[str]:
    """A lead, then one to five more: particulars, a voice, what was before, what comes next."""
    first, second, *others = draw.sample(topic.details, len(topic.details))
    body = [draw.choice(topic.leads), book.paragraph_joint.join((first, second))]
    body += [draw.choice(book.quotes)] if draw.random() < 0.8 else []
    body += draw.sample(others, min(len(others), draw.randint(0, 1)))
    body += [draw.choice(book.background)] if draw.random() < 0.6 else []
    body += [draw.choice(book.outlook)] if draw.random() < 0.6 else []
    return [sentence.format_map(filling) for sentence in body[:6]]


def _slug(title: str, key: str) -> str:
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("ł", "l"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words[:6]) if sum(map(len, words)) > 8 else key


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
    folder = resources.files("wireroom.newsroom").joinpath("data/stories")
    row = yaml.safe_load(folder.joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    topics = tuple(Topic(**_tuples(topic)) for topic in row.pop("topics"))
    return PhraseBook(language=language, topics=topics, **_tuples(row))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
