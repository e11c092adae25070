"""The outlets and their feeds, as data/outlets.yaml lists them, and any number of generated ones."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

import yaml

PUBLIC_PORT = 8799  # in every URL, wherever the server really listens: articles keep their identity

_GENERATED_SHAPES = (("/rss.xml", "rss"), ("/atom.xml", "atom"), ("/feed.json", "json"))
_GENERATED_TOWNS = {
    "en": "Saltmere", "de": "Wellenbrück", "fr": "Port-Sauvin", "es": "Puerto Alcor",
    "pt": "Vila Serena", "ru": "Верхнеозёрск", "zh": "望潮市", "pl": "Mewin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutletFeed:
    """One feed of an outlet and what is peculiar about it."""

    path: str
    shape: str  # rss, rdf, atom, json, sitemap, podcast
    title: str
    shows: str = ""  # what it is there to prove, in words
    window: int = 20  # entries shown
    content: str = "full"  # full or summary
    encoding: str = "utf-8"
    validators: str = "none"  # both, etag, none
    quirk: str | None = None  # a function of quirks.py
    trap: str | None = None  # a function of traps.py
    full_text: str = "auto"  # as it is listed: auto, always, never
    archive: str | None = None  # chain (prev-archive), pages (rel=next), paged (?paged=2)
    relative: bool = False  # links in bodies are relative
    frozen: bool = False  # nothing has changed since January
    with_adapted: bool = False  # ends with the adapted article of 2022
    standing: bool = True  # listed by feed_specs()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented newspaper, radio or almanac."""

    host: str
    name: str
    town: str
    language: str
    country: str
    timezone: str
    feeds: tuple[OutletFeed, ...]
    every: int = 10  # minutes between two stories
    guarded: bool = False  # walls, opt-outs and rules around its pages (guarded_pages.py)
    daily: bool = False  # 6 to 12 stories a day instead, kept for 400 days

    @property
    def site(self) -> str:
        """Where it lives, without a slash at the end."""
        return f"http://{self.host}.localhost:{PUBLIC_PORT}"

    def feed_at(self, path: str) -> OutletFeed | None:
        """The feed at `path`, or None."""
        return next((feed for feed in self.feeds if feed.path == path), None)


@cache
def standing_outlets() -> dict[str, Outlet]:
    """The outlets of data/outlets.yaml by host."""
    text = resources.files("wireroom.newsroom").joinpath("data/outlets.yaml").read_text(encoding="utf-8")
    outlets = (_outlet(row) for row in yaml.safe_load(text))
    return {outlet.host: outlet for outlet in outlets}


def generated_outlet(number: int) -> Outlet:
    """Outlet `number` of the load generator: shapes and languages take turns."""
    path, shape = _GENERATED_SHAPES[number % len(_GENERATED_SHAPES)]
    language = tuple(_GENERATED_TOWNS)[number // len(_GENERATED_SHAPES) % len(_GENERATED_TOWNS)]
    name = f"Outlet {number:05d}"
    feed = OutletFeed(path, shape, name, shows="load", validators="both")
    town = _GENERATED_TOWNS[language]
    return Outlet(f"outlet-{number:05d}", name, town, language, "gb", "UTC", (feed,), every=20 + number % 40)


def find_outlet(host: str, generated: int) -> Outlet | None:
    """The outlet that answers for `host` (`harbour-post`), among `generated` generated ones too."""
    if host in standing_outlets():
        return standing_outlets()[host]
    prefix, _, number = host.rpartition("-")
    if prefix == "outlet" and number.isascii() and number.isdigit() and int(number[:9]) < generated:
        return generated_outlet(int(number))
    return None


def _outlet(row: dict[str, Any]) -> Outlet:
    known = {item.name for item in fields(Outlet)}
    feeds = tuple(OutletFeed(**feed) for feed in row["feeds"])
    return Outlet(**{key: value for key, value in row.items() if key in known} | {"feeds": feeds})
