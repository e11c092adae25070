"""Readers for the values of all keys that a feed in feeds.yaml may have."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from typing import Any

from wireroom.common.duration import read_duration
from wireroom.common.entry_rules import ANY, FIELDS, RuleError, read_rules
from wireroom.common.masking import is_secret_header, masked, references
from wireroom.models import EntryRule
from wireroom.sources.feed_url import read_feed_url

Value = str | list[str] | dict[str, str | list[str]]  # as written: a text, a list of texts, or a mapping

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028\\u2029]")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")  # RFC 9110 §5.1
_OUR_HEADERS = frozenset(  # about the connection, the coding of the body, conditional requests
    {
        *("host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "expect"),
        *("accept-encoding", "range", "if-none-match", "if-modified-since", "proxy-authorization"),
    }
)
_ANY_USER = re.compile(r"://\S*@")  # also in an invalid URL, such as one with a / in its password
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_USUAL_COUNTRIES = {"uk": "gb", "el": "gr"}  # common codes that differ from ISO 3166-1
FULL_TEXT = ("auto", "always", "never")


def _text(value: Value) -> str:
    if isinstance(value, list):
        raise ValueError("is a list; write one text")
    if isinstance(value, dict):
        raise ValueError("cannot hold a nested value")
    text = value.strip()
    if not text:
        raise ValueError("is empty; leave the key out instead")
    return _printable(text)


def _printable(text: str) -> str:
    """The text. Raises ValueError for characters that a database cannot hold, such as "\\0"."""
    if _CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def _url(value: Value) -> str:
    return read_feed_url(_text(value))


def _country(value: Value) -> str:
    """A country code, read as text: in YAML, Norway's `no` would mean false."""
    code = usual_country(_text(value))
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError("is not a country code of two letters (ISO 3166-1), such as gb or no")
    return code


def usual_country(text: str) -> str:
    """The ISO code for a common one: `gb` for `UK`."""
    code = text.lower()
    return _USUAL_COUNTRIES.get(code, code)


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
    """The names of `News/Africa`, or of a list, which allows slashes in names."""
    names = value if isinstance(value, list) else _text(value).split("/")
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


def _headers(value: Value) -> tuple[tuple[str, str], ...]:
    """HTTP headers; secrets are allowed only by reference, since the file is copied, mailed and committed."""
    if not isinstance(value, dict):
        raise ValueError("is no mapping; write {X-Api-Key: '${NAME}'}")
    for name, text in value.items():
        if not _HEADER.fullmatch(name) or name.lower() in _OUR_HEADERS:
            raise ValueError(f"names the header {name!r}, which a feed cannot set")
        if not isinstance(text, str):
            raise ValueError(f"gives the header {name} several values; write one text")
        if not text.isprintable() or not text.isascii():
            raise ValueError(f"gives the header {name} a value that HTTP cannot carry")
        if is_secret_header(name) and not references(text):
            raise ValueError(f"holds a secret: set it in the environment and write {name}: '${{NAME}}'")
    return tuple((name, str(text)) for name, text in value.items())


def _basic_auth(value: Value) -> str:
    text = _text(value)
    name, colon, password = text.partition(":")
    if not references(password if colon else name):
        raise ValueError("holds a secret: set it in the environment and write it as user:${NAME}")
    return text


def _connection(value: Value) -> str:
    name = _text(value)
    if not re.fullmatch(r"[\w.-]{1,200}", name):
        raise ValueError("is not the id of an Airflow connection")
    return name


def _full_text(value: Value) -> str:
    word = _text(value).lower()
    if word in FULL_TEXT:
        return word
    if word in _TRUE | _FALSE:
        return "always" if word in _TRUE else "never"
    raise ValueError(f"is none of {', '.join(FULL_TEXT)}")


def _rules(value: Value) -> tuple[EntryRule, ...]:
    """Rules for entries; `{}` means none, by which a feed can override those in `defaults`."""
    if not isinstance(value, dict):
        fields = ", ".join((*FIELDS, ANY))
        raise RuleError(f"is no mapping of a field ({fields}) to words; write {{title: [word, other words]}}")
    return read_rules(value) if value else ()


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
    "keep": _rules,
    "drop": _rules,
    "full_text": _full_text,
    "headers": _headers,
    "basic_auth": _basic_auth,
    "connection": _connection,
}
"""Key → reader; a reader raises ValueError with a message that continues `key: value`."""

DEFAULTS = frozenset(READERS) - {"url", "title", "archive", "headers", "basic_auth", "connection"}
"""Keys that are allowed in `defaults`."""


def shown_value(key: str, value: Value) -> str:
    """`key: value` for an error message, without secrets."""
    if key in {"headers", "basic_auth", "keep", "drop"}:
        return key
    text = masked(value if isinstance(value, str) else ", ".join(value))
    return f"{key}: {_ANY_USER.sub('://***@', text)[:100]}"
