"""Read the items of a JSON list of any size as bytes, in the memory of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO

from wireroom.common.sniff import byte_order_mark

LARGEST_ITEM = 32 * 1024 * 1024  # bytes of an item, as of a row of other files
_PIECE = 64 * 1024
_PLAIN = rb'[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+"'
_FLAT = rb"[\[{](?:" + _PLAIN + rb")*+[\]}]"  # a bracket with none in it
# Up to a bracket, or to a text that does not end in this piece; between the items up to a comma too.
_AROUND = re.compile(rb'[^"\[\]{}]*+')
_MEMBERS = re.compile(rb"(?:" + _PLAIN + rb")*+", re.S)
_WITHIN = re.compile(rb"(?:" + _PLAIN + rb"|" + _FLAT + rb")*+", re.S)
_BETWEEN = re.compile(rb"(?:" + _PLAIN.replace(rb"{}]", rb"{},]") + rb"|" + _FLAT + rb")*+", re.S)
_OF_A_LIST = (_AROUND, _BETWEEN, _WITHIN)  # by how deep in brackets
_OF_A_FEED = (_AROUND, _MEMBERS, _BETWEEN, _WITHIN)
_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+', re.S)
_DEEPER = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_ITEMS = re.compile(rb'(?:\A|,)\s*"items"\s*:\s*\Z')
_NEAR = 256  # bytes before a bracket in which its name stands

_Tokens = Iterator[tuple[bytes, bytes, int]]


def list_items(stream: IO[bytes], longest: int, *, is_all: bool = True) -> Iterator[bytes | None]:
    """The bytes of each item of a JSON list; None for an item of more than `longest` bytes.

    Raises ValueError, after the items before it, if the list does not end, or if it should be the whole
    document (`is_all`) and something follows.
    """
    tokens = _tokens(stream, _OF_A_LIST)
    _begin(tokens, b"[", "no list")
    yield from _items(tokens, 1, longest)
    if is_all and any(before.strip() or mark for before, mark, _ in tokens):
        raise ValueError("something stands behind the list")


def feed_items(stream: IO[bytes], longest: int) -> tuple[bytes, Iterator[bytes | None]]:
    """The members of an object that stand before its list `items`, and the items, as from `list_items`.

    Raises ValueError if there is no such list, and while reading if the list or the object does not end.
    """
    tokens = _tokens(stream, _OF_A_FEED)
    _begin(tokens, b"{", "no object")
    head = bytearray()
    for before, mark, depth in tokens:
        head += before
        if depth == 2 and mark == b"[" and (named := _ITEMS.search(head, max(len(head) - _NEAR, 0))):
            return bytes(head[: named.start()]), _items_of_feed(tokens, longest)
        head += mark
        if depth == 0 or len(head) > longest:
            break
    raise ValueError("it holds no entries")


def _items_of_feed(tokens: _Tokens, longest: int) -> Iterator[bytes | None]:
    yield from _items(tokens, 2, longest)
    if not any(depth == 0 for _, _, depth in tokens):
        raise ValueError("the feed does not end")


def _begin(tokens: _Tokens, bracket: bytes, else_words: str) -> None:
    """Read the first bracket. Raises ValueError with `else_words` if something else stands there."""
    begin, mark, _ = next(tokens, (b"", b"", 0))
    is_marked = byte_order_mark(begin)
    if begin[is_marked[0] if is_marked else 0 :].strip() or mark != bracket:
        raise ValueError(else_words)


def _items(tokens: _Tokens, level: int, longest: int) -> Iterator[bytes | None]:
    """The items of a list whose opening bracket was read, at depth `level`."""
    held, size, is_first, mark, depth = bytearray(), 0, True, b"", level
    for before, mark, depth in tokens:
        is_end = depth < level or (depth == level and mark == b",")
        part = before if is_end else before + mark
        size += len(part)
        if size <= longest:
            held += part
        if is_end:
            if not is_first or mark == b"," or held.strip() or size > longest:  # else the list is empty
                yield bytes(held) if size <= longest else None
            held, size, is_first = bytearray(), 0, False
        if depth < level:
            break
    if depth == level and size <= longest and held.rstrip().endswith(b"}"):
        yield bytes(held)  # the last is whole, though no bracket follows
    if depth >= level or mark != b"]":
        raise ValueError("the list does not end")


def _tokens(stream: IO[bytes], patterns: Sequence[re.Pattern[bytes]]) -> _Tokens:
    """Tuples of the bytes before a mark, the mark, and the depth of brackets after it.

    A mark is a bracket, a comma between items, or empty where a string or a piece of the stream begins or
    ends.
    """
    depth, in_text, rest = 0, False, b""
    while more := stream.read(_PIECE):
        piece, rest, at = rest + more, b"", 0
        while at < len(piece):
            if in_text:
                end = _end(_TEXT, piece, at)
                if in_text := piece[end : end + 1] != b'"':
                    rest = piece[end:]  # a backslash, whose letter comes with the next piece
                    yield piece[at:end], b"", depth
                    break
                yield piece[at : end + 1], b"", depth
            else:
                end = _end(patterns[min(max(depth, 0), len(patterns) - 1)], piece, at)
                mark = piece[end : end + 1]
                if in_text := mark == b'"':
                    yield piece[at : end + 1], b"", depth
                else:
                    depth += _DEEPER.get(mark, 0)
                    yield piece[at:end], mark, depth
            at = end + 1


def _end(pattern: re.Pattern[bytes], piece: bytes, at: int) -> int:
    found = pattern.match(piece, at)
    return found.end() if found else at
