"""Blocks in, those that only lead to other articles found."""

from __future__ import annotations

import re

from wireroom.clean.blocks import Block
from wireroom.clean.lexicon import rows
from wireroom.common.text import unescape

_LABELS = "|".join(f"(?:{row[0]})" for row in rows("related.tsv"))
_LABEL = re.compile(rf"[\W_]*(?:{_LABELS})[\W_]*", re.IGNORECASE)
_LABEL_BEFORE = re.compile(rf"[\W_]*(?:{_LABELS})\s?[:：|»>→–—-]+\s*", re.IGNORECASE)
_SEPARATED = re.compile(r"[:：|»>→–—-]")
_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


def is_related_line(block: Block) -> bool:
    """`READ ALSO: <a>Another story</a>` and nothing else, wherever it stands."""
    if not block.links or len(block.text) > 400 or not _SEPARATED.search(block.text, 0, 60):
        return False
    label = _LABEL_BEFORE.match(block.text)
    return label is not None and _solid(block.text[label.end() :]) <= _linked(block.html)


def first_of_related_list(blocks: list[Block], last: int) -> int | None:
    """Where the labelled list of links begins that ends with block `last`; None where there is none."""
    place = last
    while place >= 0 and (not blocks[place].text or _is_only_link(blocks[place])):
        place -= 1
    label = blocks[place] if 0 <= place < last else None
    return place if label is not None and len(label.text) <= 80 and _LABEL.fullmatch(label.text) else None


def _is_only_link(block: Block) -> bool:
    return bool(block.links) and block.embed is None and _solid(block.text) <= _linked(block.html) + 3


def _linked(markup: str) -> int:
    return sum(_solid(unescape(_TAGS.sub("", link))) for link in _LINK.findall(markup))


def _solid(text: str) -> int:
    return len("".join(text.split()))
