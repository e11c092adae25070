"""Write Python values as a line of COPY's text format (PostgreSQL documentation, COPY, "Text Format").

Text in Postgres can contain neither NUL nor lone surrogates: each is replaced by one other character, so that
spans in characters stay right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

_REPLACEMENT = "�"

Row = tuple[Any, ...]


def copy_line(values: Iterable[Any]) -> bytes:
    """One row in UTF-8, newline included: None, str, int, bool, bytes, datetime, timedelta, [str], [int]."""
    fields = [_ENCODERS[type(value)](value) for value in values]
    return ("\t".join(fields) + "\n").encode("utf-8", "replace")


def json_text(value: object) -> str:
    """JSON that jsonb accepts, whatever is in the value: no NUL, NaN, infinity or lone surrogate."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:  # NaN or infinity, which JSON does not know
        text = json.dumps(_finite(value), ensure_ascii=False, default=str)
    if "\\u0000" in text:
        text = json.dumps(_without_nul(json.loads(text)), ensure_ascii=False)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _finite(value: Any) -> Any:
    """`value` with None for numbers that JSON cannot express."""
    return json.loads(json.dumps(value, default=str), parse_constant=lambda _: None)


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", _REPLACEMENT)
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return value


def _text(value: str) -> str:
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    return value.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace("\x00", _REPLACEMENT)


def _array(values: Sequence[str | int]) -> str:
    if values and isinstance(values[0], int):
        return "{" + ",".join(map(str, values)) + "}"
    quoted = ['"' + str(item).replace("\\", "\\\\").replace('"', '\\"') + '"' for item in values]
    return _text("{" + ",".join(quoted) + "}")


_ENCODERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    str: _text,
    int: str,
    bool: lambda value: "t" if value else "f",
    bytes: lambda value: "\\\\x" + value.hex(),
    datetime: datetime.isoformat,
    timedelta: lambda value: f"{value.total_seconds()} seconds",
    tuple: _array,
    list: _array,
}
