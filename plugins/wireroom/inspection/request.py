"""A request to `wireroom inspect` as its JSON object in; its fields, checked, out."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wireroom.errors import RequestError

Request = Mapping[str, Any]


def text_field(request: Request, name: str) -> str:
    """Give a field that must be there, as text."""
    value = request.get(name)
    if not isinstance(value, str):
        raise RequestError(f"`{name}` is missing or no text")
    return value


def optional(request: Request, name: str) -> str | None:
    """Give a text field, or None."""
    value = request.get(name)
    return value if isinstance(value, str) and value else None


def base64_field(request: Request, name: str) -> bytes:
    """Give the bytes of a field in base64."""
    try:
        return base64.b64decode(text_field(request, name), validate=False)
    except (binascii.Error, ValueError) as error:
        raise RequestError(f"`{name}` is no base64: {error}") from error


def instant_field(request: Request, name: str, default: datetime) -> datetime:
    """Give an ISO 8601 instant in UTC; `default` where it is not given. Without a zone it is UTC."""
    text = optional(request, name)
    if text is None:
        return default
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RequestError(f"`{name}` is no ISO 8601 instant: {error}") from error


def content_type_of(request: Request) -> str | None:
    """Find Content-Type among `headers`: an object or a list of pairs, names in any letter case."""
    headers = request.get("headers") or {}
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    try:
        return next((str(value) for name, value in pairs if str(name).lower() == "content-type"), None)
    except (TypeError, ValueError) as error:
        raise RequestError("`headers` are neither an object nor a list of pairs") from error
