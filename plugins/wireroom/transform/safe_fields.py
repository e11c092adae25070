"""Make a value of `models` safe to store and show: every string is plain, every URL harmless.

This is the last step of a transformation, since a string is safe only after the last change to it. A field
without a rule below becomes one line of plain text, so new fields are safe by default.
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
    """One line without tags, entities and control characters; idempotent."""
    return plain_text(text) if "<" in text or "&" in text else one_line(text)


word = lru_cache(maxsize=4096)(line)
"""`line`, cached, for strings that recur in every entry: names of fields and sources."""


def written(text: str) -> str:
    """As the publisher wrote it, but unable to open a tag; for dates and the paragraphs of a notice."""
    return inert(storable(text))


def identifier(text: str) -> str:
    """As written, but unable to open a tag; empty if it would run a script when shown as a link."""
    return "" if _RUNS_SCRIPT.match(text) else inert(storable(text))


def address(text: str) -> str:
    """The text as an http or https URL; empty if it is not one."""
    return text if _ADDRESS.fullmatch(text) else absolute_url(text, None) or ""


def language(text: str) -> str:
    """The text if it has the form of a language tag (BCP 47); else empty."""
    return text if _LANGUAGE.fullmatch(text) else ""


def media_type(text: str) -> str:
    """The text if it has the form of a media type (RFC 6838), perhaps with parameters; else empty.

    A quotation mark in it could end the attribute in which it is shown.
    """
    return text if _MEDIA_TYPE.fullmatch(text) else ""


KEPT: Final = None
"""Left unchanged: never shown (bytes, what the publisher wrote), or made safe by another step."""

_CLEANERS: Final[Mapping[type, Mapping[str, Cleaner | None]]] = {
    Article: {
        "url": address,
        "canonical_url": address,
        "image_url": address,
        "guid": identifier,
        "text": KEPT,  # made safe by `clean`; positions of embeds and notices refer to its characters
        "html": KEPT,  # made safe by the allow-list of `clean`
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
        "document": KEPT,  # hashes, and dates that are safe already
        "exchange": KEPT,
        "ref": KEPT,
        "validators": KEPT,  # only sent back to their server
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
    """`item`, a value of `models`, and all values inside it, made safe. Never raises; idempotent."""
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
    """Name and cleaner of each field, and whether the field may be None."""
    special = _CLEANERS.get(of, {})
    return tuple((each.name, special.get(each.name, line), "None" in str(each.type)) for each in fields(of))


def _safe(value: Any, cleaner: Cleaner, in_mapping: Mapping[str, Cleaner]) -> Any:
    if type(value) is str:  # exactly str: our enumerations are strings too, and safe
        return cleaner(value)
    if isinstance(value, tuple):
        cleaned = [each if type(each) in _NO_TEXT else _safe(each, cleaner, in_mapping) for each in value]
        return tuple([each for each in cleaned if each != ""])
    if isinstance(value, dict | Mapping):  # dict first: testing for Mapping is slow
        pairs = (
            (word(key), _safe(each, in_mapping.get(key, cleaner), in_mapping)) for key, each in value.items()
        )
        return {key: each for key, each in pairs if each != ""}
    return safe(value) if is_dataclass(value) and not isinstance(value, type) else value


def safe_feed(parsed: ParsedFeed, base_url: str) -> ParsedFeed:
    """`parsed`, made safe, with its links made absolute; links that cannot be are left out."""
    links = [(link, absolute_url(link.href, base_url)) for link in parsed.links]
    return safe(
        replace(
            parsed,
            link=absolute_url(parsed.link, base_url),
            image_url=absolute_url(parsed.image_url, base_url),
            links=tuple(replace(link, href=href) for link, href in links if href),
        )
    )
