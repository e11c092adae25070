"""Names and values in, a block of `application/warc-fields` out, and back, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable

Fields = list[tuple[str, str]]


def write_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """Lines `name: value` (WARC 1.1, annex B). What a line cannot hold becomes a JSON string."""
    return "".join(f"{name}: {_quoted(value)}\r\n" for name, value in fields).encode()


def read_fields(block: bytes) -> Fields:
    """The fields in their order. Raises ValueError where the block was not written by `write_fields`."""
    pairs = (line.partition(": ") for line in block.decode().split("\r\n") if line)
    return [(name, _unquoted(value)) for name, _, value in pairs]


def _quoted(value: str) -> str:
    plain = value.isprintable() and value == value.strip() and not value.startswith('"')
    return value if plain else json.dumps(value)


def _unquoted(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') else value
