"""A list in JSON of any size in, the bytes of each of its items out, in the memory of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from wireroom.common.sniff import byte_order_mark

_PIECE = 64 * 1024
_PLAIN = rb'[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+"'
_FLAT = rb"[\[{](?:" + _PLAIN + rb")*+[\]}]"  # a bracket with none in it
# Up to a bracket, or to a text that does not end in this piece; between the items up to a comma too.
_AROUND = re.compile(rb'[^"\[\]{}]*+')
_WITHIN = re.compile(rb"(?:" + _PLAIN + rb"|" + _FLAT + rb")*+", re.S)
_BETWEEN = re.compile(rb"(?:" + _PLAIN.replace(rb"{}]", rb"{},]") + rb"|" + _FLAT + rb")*+", re.S)
_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+', re.S)
_DEEPER = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


def list_items(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """What stands between the commas; None for an item of more than `longest` bytes. Raises ValueError where
    the list does not end, or something follows it, after what stands before.
    """
    tokens = _tokens(stream)
    begin, mark, depth = next(tokens, (b"", b"", 0))
    is_marked = byte_order_mark(begin)
    if begin[is_marked[0] if is_marked else 0 :].strip() or mark != b"[":
        raise ValueError("no list")
    held, size, is_first = bytearray(), 0, True
    for before, mark, depth in tokens:
        is_end = depth == 0 or (depth == 1 and mark == b",")
        part = before if is_end else before + mark
        size += len(part)
        if size <= longest:
            held += part
        if is_end:
            if not is_first or mark == b"," or held.strip() or size > longest:  # else the list is empty
                yield bytes(held) if size <= longest else None
            held, size, is_first = bytearray(), 0, False
        if depth == 0:
            break
    if depth or mark != b"]":
        raise ValueError("the list does not end")
    if any(before.strip() or mark for before, mark, _ in tokens):
        raise ValueError("something stands behind the list")


def _tokens(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
    """What stands before a mark, the mark, and how deep in brackets it leads; a mark is a bracket, a comma
    between the items, or nothing where a text or a piece of the stream begins or ends.
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
                end = _end((_AROUND, _BETWEEN, _WITHIN)[min(max(depth, 0), 2)], piece, at)
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
