"""A value type in, one with a text in each of its strings out; a value in, its strings by path out."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

PLAIN = {
    datetime: datetime(2026, 3, 2, 12, tzinfo=UTC),
    timedelta: timedelta(hours=1),
    bool: False,
    int: 1,
    float: 1.0,
    bytes: b"\1",
}


def filled(of: Any, text: str) -> Any:
    """A value of the type `of`, `text` in each string of it and of the values inside it."""
    if of is str or of is object:
        return text
    origin, inner = typing.get_origin(of), typing.get_args(of)
    if origin in (types.UnionType, typing.Union):
        return filled(next(each for each in inner if each is not type(None)), text)
    if origin is tuple:
        members = inner[:1] if inner[-1] is Ellipsis else inner
        return tuple(filled(each, text) for each in members)
    if origin in (Mapping, dict) or getattr(origin, "__name__", "") == "Mapping":
        return {"url": text, "title": text, "type": text, text: text}
    if is_dataclass(of):
        hints = typing.get_type_hints(of)
        return of(**{each.name: filled(hints[each.name], text) for each in fields(of)})  # type: ignore[operator]
    if isinstance(of, type) and issubclass(of, enum.Enum):
        return next(iter(of))
    return PLAIN[of]


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each string below `value` with its path: `media.url`, `publisher.name`; keys of mappings as well."""
    if isinstance(value, enum.Enum) or value is None:
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield f"{path}.key", key
            yield from strings(each, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings(each, path)
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name), f"{path}.{each.name}".removeprefix("."))
