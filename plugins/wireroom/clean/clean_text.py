"""A plain-text document in; its paragraphs and what was quoted in them out."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.assemble import assemble
from wireroom.clean.blocks import Block
from wireroom.clean.characters import escaped, one_line, printable
from wireroom.clean.drop_tails import drop_tails
from wireroom.clean.take_head import take_head
from wireroom.models import Cleaned

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_LINE: Final = 120  # characters; longer lines are paragraphs, not lines of one


def clean_text(plain: str, *, language: str | None = None) -> Cleaned:
    """Clean a document like a saved article: `date 2022-02-08 First paragraph…`, blank lines between.

    The leading date goes to `date_line`; quoted posts and notices stay in the text, their spans are
    recorded. Never raises; cleaning its own text again changes nothing; never longer than `plain`.
    """
    blocks = [block for paragraph in _paragraphs(plain) if (block := _block(paragraph))]
    return assemble(take_head(drop_tails(blocks)), longest=len(plain))


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
