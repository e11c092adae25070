"""Cut characters from the start or end of a block, in its text and in its HTML alike."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.common.text import unescape

_TOKENS = re.compile(r"(<[^>]*>)")
_EMPTY = re.compile(
    r"<(a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|strong|sub|sup|u|var)\b[^>]*></\1>"
)
_BREAK: Final = "<br>"


def without_end(block: Block, start: int) -> Block | None:
    """`block` up to character `start` of its text; None if text and HTML do not agree."""
    return _without(block, block.text[start:], block.text[:start].rstrip(), from_end=True)


def without_start(block: Block, end: int) -> Block | None:
    """`block` from character `end` of its text on; None if text and HTML do not agree."""
    return _without(block, block.text[:end], block.text[end:].lstrip(), from_end=False)


def _without(block: Block, cut: str, kept: str, *, from_end: bool) -> Block | None:
    tokens = _TOKENS.split(block.html)
    left = solid_length(cut)
    places = range(len(tokens))
    for place in reversed(places) if from_end else places:
        if not left:
            break
        if not tokens[place].startswith("<"):
            tokens[place], left = _shortened(tokens[place], left, from_end=from_end)
    return None if left else _made(block, tokens, kept)


def solid_length(text: str) -> int:
    """The number of characters of `text` without white space, in which text and markup may differ."""
    return len("".join(text.split()))


def _shortened(token: str, count: int, *, from_end: bool) -> tuple[str, int]:
    """`token` without `count` characters that are no white space, and how many of these it lacked."""
    text = unescape(token)
    places = [place for place, character in enumerate(text) if not character.isspace()]
    if len(places) <= count:
        return "", count - len(places)
    kept = text[: places[-count]] if from_end else text[places[count - 1] + 1 :]
    return html.escape(kept, quote=False), 0


def _made(block: Block, tokens: list[str], text: str) -> Block:
    markup = "".join(tokens)
    before = None
    while markup != before:
        before, markup = markup, _without_outer_breaks(_EMPTY.sub("", markup))
    return replace(block, html=markup, text=text)


def _without_outer_breaks(markup: str) -> str:
    """`markup` without breaks and white space at its ends. Linear: a pattern would try each run of breaks."""
    start, end = 0, len(markup)
    while start < end and (markup[start].isspace() or markup.startswith(_BREAK, start)):
        start += 1 if markup[start].isspace() else len(_BREAK)
    while start < end and (markup[end - 1].isspace() or markup.endswith(_BREAK, start, end)):
        end -= 1 if markup[end - 1].isspace() else len(_BREAK)
    return markup[start:end]
