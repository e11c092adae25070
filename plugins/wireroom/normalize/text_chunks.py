"""Divide an article into pieces of bounded length, each of which is embedded with the title.

paragraphs ─▶ sentences of those too long ─▶ words ─▶ characters; then neighbours are joined while they fit
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CHUNKS = 200  # of an article; the rest is left out
_TITLE_SHARE = 4  # the title may take one quarter of a piece
_LETTERS = 3  # of a Latin word that make a token, at least
_PIECE = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")
_SPLITS: Sequence[re.Pattern[str]] = (
    re.compile(r"\n\s*\n"),
    re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True)
class TextChunk:
    """`starts` and `ends`: half-open span in characters of the text; 0 and 0 if there is no text."""

    starts: int
    ends: int
    words: str  # to embed: the title, a blank line and the piece


def text_chunks(title: str, text: str, summary: str, *, most_tokens: int) -> tuple[TextChunk, ...]:
    """Pieces in order, at most `MOST_CHUNKS`; without a text one piece of the summary, or none.

    Each has at most `most_tokens` (at least 8) by `token_estimate`, the beginning of the title included.
    """
    room = max(most_tokens, 8)
    head = _beginning(title, room // _TITLE_SHARE)
    room -= token_estimate(head)
    if not text.strip():
        words = "\n\n".join(filter(None, (head, _beginning(summary, room))))
        return (TextChunk(0, 0, words),) if words else ()
    chunks: list[TextChunk] = []
    for starts, ends in _together(text, _spans(text, 0, len(text), room, 0), room):
        if len(chunks) == MOST_CHUNKS:
            break
        chunks.append(TextChunk(starts, ends, "\n\n".join(filter(None, (head, text[starts:ends])))))
    return tuple(chunks)


def token_estimate(text: str) -> int:
    """About how many tokens `text` has: one for three letters of a Latin word, one for any other character.

    No tokenizer is used. The usual ones give fewer for English, and about as many for scripts without spaces.
    """
    return sum(-(-len(piece) // _LETTERS) for piece in _PIECE.findall(text))


def _beginning(text: str, room: int) -> str:
    found = next(_together(text, _spans(text, 0, len(text), room, 0), room), (0, 0))
    return text[found[0] : found[1]]


def _together(text: str, spans: Iterator[tuple[int, int]], room: int) -> Iterator[tuple[int, int]]:
    """Join neighbouring spans while they fit."""
    begun, ended, taken = 0, 0, 0
    for starts, ends in spans:
        tokens = token_estimate(text[starts:ends])
        if taken and taken + tokens > room:
            yield begun, ended
            taken = 0
        if not taken:
            begun = starts
        ended, taken = ends, taken + tokens
    if taken:
        yield begun, ended


def _spans(text: str, starts: int, ends: int, room: int, level: int) -> Iterator[tuple[int, int]]:
    """Spans that fit into `room`, in order, without white space between them."""
    words = text[starts:ends]
    starts += len(words) - len(words.lstrip())
    ends = starts + len(words.strip())
    if starts >= ends:
        return
    if token_estimate(text[starts:ends]) <= room:
        yield starts, ends
    elif level == len(_SPLITS):
        yield from ((at, min(at + room, ends)) for at in range(starts, ends, max(room, 1)))
    else:
        begun = starts
        for found in _SPLITS[level].finditer(text, starts, ends):
            yield from _spans(text, begun, found.start(), room, level + 1)
            begun = found.end()
        yield from _spans(text, begun, ends, room, level + 1)
