"""Read the JSON values in lines, however a tool spread them over lines.

a row per line · several behind one another · a row over lines, indented · a list with a row per line
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

_BEGINS = re.compile(r"(?:\[\s*+)?+\{")  # a row: `[INFO] began` is a line of a log
_BETWEEN = re.compile(r"[\s,\]]*+")
_IN_A_LIST = re.compile(r"\[\s*+(?=\{)")
_LONE = re.compile(rb"[\s,\[\]]+")
_SPACE = re.compile(r"\s*+")
_DECODER = json.JSONDecoder()


class Values(NamedTuple):
    """What begins in a line."""

    byte: int
    number: int
    values: list[Any]
    wrong: str = ""  # why it cannot be read, or not to its end
    is_long: bool = False  # too long: it was not read


class _Held(NamedTuple):
    """A row that has not ended yet."""

    byte: int
    number: int
    depth: int  # by how much its first line is indented
    parts: list[bytes]
    wrong: str

    def goes_on(self, line: bytes) -> bool:
        return not line.strip() or _depth(line) > self.depth or self.ends(line)

    def ends(self, line: bytes) -> bool:
        return _depth(line) == self.depth and line.lstrip().startswith((b"}", b"]"))

    def broken(self) -> Values:
        return Values(self.byte, self.number, [], self.wrong)


def values_in_lines(stream: IO[bytes], byte: int, number: int, longest: int) -> Iterator[Values]:
    """The values of each line, from a line on; those of a row over lines belong to its first.

    None stands for what is no JSON.
    """
    held, size = None, 0
    for at, (start, line) in enumerate(_lines(stream, byte, longest), start=number):
        size += len(line or b"")
        if held and not (line is not None and size <= longest and held.goes_on(line)):
            yield held.broken()
            held = None
        if line is None:
            yield Values(start, at, [], is_long=True)
        elif held:
            held.parts.append(line)
            if held.ends(line):
                found, held = _read(held._replace(parts=[b"".join(held.parts)]), is_end=True)
                size = len(held.parts[0]) if held else 0
                yield found
        elif line.strip():
            found, held = _read(_Held(start, at, _depth(line), [line], ""), is_end=False)
            size = len(line)
            yield found
    if held:
        yield held.broken()


def _read(row: _Held, *, is_end: bool) -> tuple[Values, _Held | None]:
    """The values of a line or of a row over lines; what of it goes on in the next line."""
    none = Values(row.byte, row.number, [])
    try:
        return none._replace(values=[json.loads(row.parts[0])]), None
    except RecursionError:
        return none._replace(values=[None]), None
    except ValueError as error:
        wrong = str(error)
    text = row.parts[0].decode("utf-8-sig", "replace").lstrip()
    if not _BEGINS.match(text):
        return none._replace(values=[] if _LONE.fullmatch(row.parts[0]) else [None]), None
    if "\ufffd" in text and _is_misspelt(row.parts[0]):
        return none._replace(wrong=wrong), None
    values, rest, wrong = _values(text, wrong)
    if not wrong or (is_end and not values) or not rest.startswith("{"):
        return none._replace(values=values, wrong=wrong), None
    return none._replace(values=values), row._replace(parts=[rest.encode()], wrong=wrong)


def _values(text: str, wrong: str) -> tuple[list[Any], str, str]:
    """The values that are whole, what is left, and why it is no value."""
    values, found = list[Any](), _IN_A_LIST.match(text)
    at = 0
    while at < len(text):
        try:
            value, at = _DECODER.raw_decode(text, at)
        except RecursionError:
            return [*values, None], "", ""
        except ValueError as error:
            if not found:
                return values, text[at:], wrong if not values else str(error)
            at, found = found.end(), None
            continue
        values.append(value)
        found, at = None, _end(_BETWEEN, text, at)
    return values, "", ""


def values_of(text: str) -> list[Any]:
    """The values that stand behind one another. Raises ValueError if anything else does."""
    values, at = list[Any](), _end(_SPACE, text, 0)
    while at < len(text):
        value, at = _DECODER.raw_decode(text, at)
        values.append(value)
        at = _end(_SPACE, text, at)
    return values


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _is_misspelt(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return True
    return False


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def _lines(stream: IO[bytes], byte: int, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with the byte at which it begins; None for a line that is too long."""
    while line := stream.readline(longest):
        if len(line) < longest or line.endswith(b"\n"):
            yield byte, line
        else:
            yield byte, None
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                byte += len(rest)
            byte += len(rest)
        byte += len(line)
