"""What another extractor kept of a page in, how far it kept each block of the page out."""

from __future__ import annotations

import re
from typing import Final

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")  # where no spaces part them, letters
_RUN: Final = 3  # words
_LONGEST_TEXT: Final = 100_000  # characters; a longer one is not searched for every block
_SHORT: Final = 40  # characters; so short a line is everywhere, and must be a line of its own


def words_of(text: str) -> list[str]:
    """Words in lower case; of scripts without spaces, letters."""
    return _WORD.findall(text.lower())


class Witness:
    """One text, asked for the blocks that it holds."""

    def __init__(self, text: str) -> None:
        self._lines = {part for line in text.splitlines() for part in _parts(" ".join(line.split()))}
        self._whole = " ".join(text.split())
        self._runs: set[tuple[str, ...]] | None = None

    def share(self, text: str) -> float:
        """How much of `text`, 0 to 1, is in it; `text` has single blanks."""
        if len(text) < _SHORT:
            return float(text in self._lines)
        if len(self._whole) < _LONGEST_TEXT and text in self._whole:
            return 1.0
        if self._runs is None:
            self._runs = set(_runs(words_of(self._whole)))
        runs = _runs(words_of(text))
        return sum(run in self._runs for run in runs) / len(runs) if runs else 0.0


def _parts(line: str) -> list[str]:
    """The line, a list's item without its mark, the cells of a table's row."""
    cells = [cell.strip() for cell in line.split("|")] if "|" in line else []
    return [line, line.removeprefix("- "), *cells]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(_RUN)), strict=False))
