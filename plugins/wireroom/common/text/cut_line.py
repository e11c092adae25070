"""A line in, no more of it than there is room for out."""

from __future__ import annotations

from wireroom.common.text.characters import one_line

_NAME = 80  # characters: of a title, in a sentence of ours


def cut_line(line: str, length: int) -> str:
    """The line, or its first words and `…`."""
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0].rstrip() + "…"


def as_name(title: str) -> str:
    """Somebody's title within a sentence of ours: one line, of the length of a name."""
    return cut_line(one_line(title), _NAME)
