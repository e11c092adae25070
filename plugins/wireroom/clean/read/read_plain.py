"""Turn plain text into blocks, one a paragraph."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.common.text import escaped, one_line, printable

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_LINE: Final = 120  # characters; longer lines are paragraphs of their own


def read_plain(plain: str) -> list[Block]:
    """A block for each paragraph, with its line breaks."""
    return [block for paragraph in _paragraphs(plain) if (block := _block(paragraph))]


def _paragraphs(plain: str) -> list[str]:
    text = printable(plain.replace("\r\n", "\n").replace("\r", "\n")).strip()
    paragraphs = _BLANK_LINES.split(text)
    if len(paragraphs) == 1 and any(len(line) > _LONG_LINE for line in text.split("\n")):
        return text.split("\n")
    return paragraphs


def _block(paragraph: str) -> Block | None:
    lines = [one_line(line) for line in paragraph.split("\n")]
    text = "\n".join(filter(None, lines))
    return Block("p", "<br>".join(map(escaped, filter(None, lines))), text) if text else None
