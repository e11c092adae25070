"""Read `columns.yaml`, in which a user says what the columns of the tables beside it are.

    text: corps
    url: [lien, adresse]

Our name of a field, then what tables call it: columns of tables (CSV, TSV), or members of rows in JSON. It
goes before what a name or the values tell.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, cast

import yaml

from wireroom.archive.saved.tables.column_names import names_of_fields, written
from wireroom.common.text.encoding import decode

COLUMNS_FILE = "columns.yaml"
HOW_TO_NAME = f"`text: NAME` in {COLUMNS_FILE} beside it says which is what"
_MOST = 12  # columns that are named
_LONGEST_NAME = 60  # characters of a name that are shown
_PIECE = 64 * 1024
_SPACE = rb"[ \t\r\n]{0,64}"
_KEY = re.compile(r'"((?:[^"\\]|\\.){1,100})"\s*:')


class ColumnsError(ValueError):
    """The file says nothing that can be done; why, in words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is said of the columns of a table; `hear` is told in words which were not read."""

    fields: Mapping[str, str] = field(default_factory=dict)  # column, as `written`, → our field
    names: tuple[tuple[str, str], ...] = ()  # column, as somebody wrote it, and our field
    hear: Callable[[str], None] = lambda words: None

    def __bool__(self) -> bool:
        return bool(self.fields)


def read_columns(body: bytes) -> Columns:
    """Raises ColumnsError."""
    try:
        said = yaml.safe_load(body)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ColumnsError(f"{COLUMNS_FILE} beside it is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(said, dict) or not said:
        raise ColumnsError(f"{COLUMNS_FILE} beside it has no line such as `text: NAME`")
    fields, names = dict[str, str](), list[tuple[str, str]]()
    for ours, theirs in said.items():
        if ours not in names_of_fields():
            known = ", ".join(names_of_fields())
            raise ColumnsError(f"{COLUMNS_FILE} beside it: `{ours}` is no field; there are {known}")
        for name in theirs if isinstance(theirs, list) else [theirs]:
            if not isinstance(name, str | int | float) or not (key := written(name)):
                raise ColumnsError(f"{COLUMNS_FILE} beside it: `{ours}` names no column")
            if fields.setdefault(key, ours) != ours:
                raise ColumnsError(f"{COLUMNS_FILE} beside it: `{name}` is `{fields[key]}` and `{ours}`")
            names.append((str(name), ours))
    return Columns(fields, tuple(names))


def our_name(ours: str) -> str:
    """The name by which a field is found before any other."""
    return names_of_fields()[ours][0]


def shown(names: Iterable[str]) -> str:
    """Some names, as a sentence has them."""
    said = [f"`{' '.join(name.split())[:_LONGEST_NAME]}`" for name in names]
    more = f" and {len(said) - _MOST:,} more" if len(said) > _MOST else ""
    return ", ".join(said[:_MOST]) + more


def none_is_known(head: bytes) -> str:
    """Of a JSON document that begins so, in words."""
    names = dict.fromkeys(found[1] for found in _KEY.finditer(decode(head, None).text))
    return f"of its members {shown(names)} none is known as a title or a text; {HOW_TO_NAME}"


def in_our_names(stream: IO[bytes], columns: Columns) -> IO[bytes]:
    """JSON in UTF-8 with the members that `columns` names called as we call them; others as they are."""
    if not columns:
        return stream
    return cast("IO[bytes]", io.BufferedReader(_Renamed(stream, columns)))


class _Renamed(io.RawIOBase):
    """A text that a colon follows is a name wherever it stands: within a text its quotes have a backslash."""

    def __init__(self, stream: IO[bytes], columns: Columns) -> None:
        self._stream, self._held, self._ready, self._is_end = stream, b"", memoryview(b""), False
        theirs = {each: our_name(ours) for name, ours in columns.names for each in _as_json(name)}
        theirs |= {each: "" for ours in set(theirs.values()) for each in _as_json(ours) if each not in theirs}
        self._ours: Mapping[bytes, str] = theirs
        choices = b"|".join(map(re.escape, sorted(theirs, key=len, reverse=True)))
        self._name = re.compile(rb'(?<!\\)"(' + choices + rb')"(?=' + _SPACE + rb":)", re.I)
        self._keep = max(map(len, theirs)) + 70  # bytes that may be the beginning of a name

    def readable(self) -> bool:
        """Always, as `io.RawIOBase` asks."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As `io.RawIOBase` has it."""
        while not self._ready and not self._is_end:
            more = self._stream.read(_PIECE)
            self._is_end = not more
            self._ready = memoryview(self._renamed(self._held + more))
        view = memoryview(buffer)
        piece = self._ready[: len(view)]
        self._ready = self._ready[len(view) :]
        view[: len(piece)] = piece
        return len(piece)

    def _renamed(self, piece: bytes) -> bytes:
        """But for the end, which the next piece may go on with."""
        least = len(piece) if self._is_end else max(len(piece) - self._keep, 0)
        out, at = bytearray(), 0
        for found in self._name.finditer(piece):
            if found.start() >= least:
                break
            # a member that has the name we give to another would win over it
            name = self._ours[found[1].lower()].encode() or b"unread " + found[1]
            out += piece[at : found.start()] + b'"' + name + b'"'
            at = found.end()
        least = max(least, at)
        if not self._is_end and least and piece[least - 1 : least] == b"\\":
            least -= 1  # it belongs to the quote behind it
        out += piece[at:least]
        self._held = piece[least:]
        return bytes(out)


def _as_json(name: str) -> set[bytes]:
    """As JSON may write it, but for capitals."""
    return {json.dumps(name, ensure_ascii=is_plain)[1:-1].encode().lower() for is_plain in (True, False)}
