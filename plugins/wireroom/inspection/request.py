"""Check the fields of a request to `wireroom inspect`, a JSON object."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

from wireroom.common.entry_rules import read_rules
from wireroom.common.sniff import sniff_bytes
from wireroom.common.text.encoding import decode
from wireroom.errors import RequestError
from wireroom.models import EntryRule

Request = Mapping[str, Any]
_STRANGE = ("Cc", "Cn", "Co", "Cs")  # controls, and what no text has
_MOST_STRANGE = 20  # one in so many characters may be one of them


def text_field(request: Request, name: str) -> str:
    """Give a field that must be there, as text. Raises RequestError where it is missing or no text."""
    value = request.get(name)
    if not isinstance(value, str):
        raise RequestError(f"`{name}` is missing or no text")
    return value


def optional(request: Request, name: str) -> str | None:
    """Give a text field, or None."""
    value = request.get(name)
    return value if isinstance(value, str) and value else None


def base64_field(request: Request, name: str) -> bytes:
    """Give the bytes of a field in base64. Raises RequestError where it is missing or no base64."""
    try:
        return base64.b64decode(text_field(request, name), validate=False)
    except (binascii.Error, ValueError) as error:
        raise RequestError(f"`{name}` is no base64: {error}") from error


def rules_field(request: Request, name: str) -> tuple[EntryRule, ...]:
    """Give the rules of `keep` or `drop`: fields and words, as in feeds.yaml; else raises RequestError."""
    written = request.get(name)
    if written is None:
        return ()
    try:
        return read_rules(written)
    except (ValueError, AttributeError, TypeError) as error:
        raise RequestError(f"`{name}` {error}") from error


def now_field(request: Request, default: datetime) -> datetime:
    """Give `now`, an ISO 8601 instant, in UTC; `default` where it is not given. Without a zone it is UTC.

    Raises RequestError for a text that is no instant.
    """
    text = optional(request, "now")
    if text is None:
        return default
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RequestError(f"`now` is no ISO 8601 instant: {error}") from error


def html_of(body: bytes, name: str) -> str:
    """The markup in a file's bytes, in the encoding they speak for. RequestError: they are plainly none."""
    if found := sniff_bytes(body):
        raise RequestError(f"{name} is no HTML but {found}")
    text = decode(body, None).text
    strange = sum(
        letter == "\ufffd" or category(letter) in _STRANGE for letter in text if letter not in "\t\r\n"
    )
    if strange * _MOST_STRANGE > len(text):
        raise RequestError(f"{name} is no HTML, nor text in any encoding")
    return text


def content_type_of(request: Request) -> str | None:
    """Find Content-Type among `headers`: an object or a list of pairs, names in any letter case.

    Raises RequestError where they are neither.
    """
    headers = request.get("headers") or {}
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    try:
        return next((str(value) for name, value in pairs if str(name).lower() == "content-type"), None)
    except (TypeError, ValueError) as error:
        raise RequestError("`headers` are neither an object nor a list of pairs") from error
