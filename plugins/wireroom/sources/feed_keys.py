"""The value of one key of a feed in, its meaning out: the table of what a feed in feeds.yaml may say."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from typing import Any

from wireroom.sources.duration import read_duration
from wireroom.sources.feed_url import read_feed_url

Value = str | list[str]  # as written: a scalar's text, or a list of them

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028\\u2029]")
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


def _text(value: Value) -> str:
    if isinstance(value, list):
        raise ValueError("is a list; write one text")
    text = value.strip()
    if not text:
        raise ValueError("is empty; leave the key out instead")
    return _printable(text)


def _printable(text: str) -> str:
    """YAML can write what no database holds, such as "\\0" and half a surrogate pair."""
    if _CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def _url(value: Value) -> str:
    return read_feed_url(_text(value))


def _country(value: Value) -> str:
    """Read as text: to YAML, Norway's `no` would be the truth value false."""
    code = _text(value).lower()
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError("is not a country code of two letters (ISO 3166-1), such as gb or no")
    return code


def _language(value: Value) -> str:
    tag = _text(value).lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError("is not a language tag (BCP 47), such as en, pt-br or zh-hant")
    return tag


def _timezone(value: Value) -> str:
    name = _text(value)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is not a time zone of the IANA list, such as Europe/Berlin") from error
    return name


def _category(value: Value) -> tuple[str, ...]:
    """`News/Africa`, or a list where a name holds a slash itself."""
    names = value if isinstance(value, list) else value.split("/")
    path = tuple(name.strip() for name in names)
    if not all(map(_printable, path)):
        raise ValueError("holds an empty name; write News/Africa or [News, Africa]")
    return path


def _every(value: Value) -> Any:
    duration = read_duration(_text(value))
    if duration is None:
        raise ValueError("is not a length of time such as 15m, 2h or 1d")
    return duration


def _truth(value: Value) -> bool:
    word = _text(value).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("is neither true nor false")


READERS: dict[str, Callable[[Value], Any]] = {
    "url": _url,
    "title": _text,
    "publisher": _text,
    "country": _country,
    "language": _language,
    "timezone": _timezone,
    "category": _category,
    "every": _every,
    "paused": _truth,
    "private": _truth,
    "archive": _url,
}
"""Key → reader; a reader raises ValueError, in words that follow the key and its value."""

DEFAULTS = frozenset(READERS) - {"url", "title", "archive"}
"""Keys that make sense for all feeds of a file."""
