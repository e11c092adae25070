"""What we are about to say in; the same with every string plain and every address harmless out.

The last step of a transformation, for a string is safe only after the last change to it. It walks the fields
of a value: one that nobody has named below is one plain line, so that a new field is safe from its first day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from wireroom.common.text import inert, one_line, plain_text, storable
from wireroom.common.urls import absolute_url
from wireroom.models import Article, Attribution, DateReading, Embed, FeedResult, Link, ParsedFeed, Rejection

T = TypeVar("T")
Cleaner = Callable[[str], str]

_ADDRESS = re.compile(r"https?://[!#-;=?-_a-~]+", re.IGNORECASE)
_RUNS_SCRIPT = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|livescript|mocha)[\s\x00-\x20]*:", re.I)
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]{1,127}(?:/[\w!#$&^.+*-]{1,127})?(?:\s*;[^<>\"'&]{0,200})?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8}){0,6}")


def line(text: str) -> str:
    """One line without tags, entities, controls; of `Use of ‹b› in HTML`, said before, nothing changes."""
    return plain_text(text) if "<" in text or "&" in text else one_line(text)


word = lru_cache(maxsize=4096)(line)
"""Likewise, for what says the same in entry after entry: names of fields, where they are from."""


def written(text: str) -> str:
    """As its publisher wrote it, but able to open no tag: dates, and the paragraphs of a notice."""
    return inert(storable(text))


def identifier(text: str) -> str:
    """Likewise; nothing where following it would run a script, for an identifier may be shown as a link."""
    return "" if _RUNS_SCRIPT.match(text) else inert(storable(text))


def address(text: str) -> str:
    """An http or https URL, or nothing."""
    return text if _ADDRESS.fullmatch(text) else absolute_url(text, None) or ""


def language(text: str) -> str:
    """What has the form of a language tag (BCP 47), or nothing."""
    return text if _LANGUAGE.fullmatch(text) else ""


def media_type(text: str) -> str:
    """What has the form of one (RFC 6838, parameters too), or nothing: a quote would leave an attribute."""
    return text if _MEDIA_TYPE.fullmatch(text) else ""


KEPT: Final = None
"""Not for showing (bytes, what the publisher said), or made safe by the step whose very purpose that is."""

_CLEANERS: Final[Mapping[type, Mapping[str, Cleaner | None]]] = {
    Article: {
        "url": address,
        "canonical_url": address,
        "image_url": address,
        "guid": identifier,
        "text": KEPT,  # cleaning's: the spans of embeds and notices count its characters
        "html": KEPT,  # likewise, by its allow-list
        "language": language,
        "provenance": word,
    },
    Attribution: {"url": address, "text": written},
    DateReading: {"raw": written},
    Embed: {"url": address, "text": written},
    Link: {"href": address, "hreflang": language},
    ParsedFeed: {"link": address, "image_url": address, "language": language, "entries": KEPT},
    Rejection: {"raw": KEPT},
    FeedResult: {
        "document": KEPT,  # hashes, and dates of articles that are safe already
        "exchange": KEPT,
        "ref": KEPT,
        "validators": KEPT,  # sent back to their server, and to nobody else
        "site_url": address,
        "archive_url": address,
        "hub_url": address,
        "topic_url": address,
        "fetch_url": address,
        "redirected_to": address,
        "language": language,
    },
}
_NO_TEXT: Final = frozenset({bytes, int, bool, float, datetime, timedelta})
_IN_MEDIA: Final[Mapping[str, Cleaner]] = {"url": address, "type": media_type}  # by key of its mappings


def safe(item: T) -> T:
    """`item`, a value of `models`, with the values inside it likewise. Never raises; twice is as once."""
    of: Any = type(item)
    changed: dict[str, Any] = {}
    for name, cleaner, may_be_none in _fields(of):
        before = getattr(item, name)
        if not before or cleaner is KEPT or type(before) in _NO_TEXT:
            continue
        after = _safe(before, cleaner, _IN_MEDIA if name == "media" else {})
        if after != before:
            changed[name] = None if after == "" and may_be_none else after
    return replace(item, **changed) if changed else item  # type: ignore[type-var]


@cache
def _fields(of: type) -> tuple[tuple[str, Cleaner | None, bool], ...]:
    """Name, cleaner, and whether there may be None in its place."""
    special = _CLEANERS.get(of, {})
    return tuple((each.name, special.get(each.name, line), "None" in str(each.type)) for each in fields(of))


def _safe(value: Any, cleaner: Cleaner, in_mapping: Mapping[str, Cleaner]) -> Any:
    if type(value) is str:  # not our own names, which are enumerations
        return cleaner(value)
    if isinstance(value, tuple):
        cleaned = [each if type(each) in _NO_TEXT else _safe(each, cleaner, in_mapping) for each in value]
        return tuple([each for each in cleaned if each != ""])
    if isinstance(value, dict | Mapping):  # the first is quick to tell
        pairs = (
            (word(key), _safe(each, in_mapping.get(key, cleaner), in_mapping)) for key, each in value.items()
        )
        return {key: each for key, each in pairs if each != ""}
    return safe(value) if is_dataclass(value) and not isinstance(value, type) else value


def safe_feed(parsed: ParsedFeed, base_url: str) -> ParsedFeed:
    """What a feed says of itself; its links absolute, and those that lead nowhere left out."""
    links = [(link, absolute_url(link.href, base_url)) for link in parsed.links]
    return safe(
        replace(
            parsed,
            link=absolute_url(parsed.link, base_url),
            image_url=absolute_url(parsed.image_url, base_url),
            links=tuple(replace(link, href=href) for link, href in links if href),
        )
    )
