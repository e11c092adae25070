"""Blocks in, plain text and the place of each block in it out."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.clean.blocks import Block, Container
from wireroom.models import Span

_NOWHERE: tuple[Container, ...] = ()


def write_text(blocks: Sequence[Block], *, longest: int | None = None) -> tuple[str, list[Span | None]]:
    """The text, paragraphs parted by a blank line, and for each block its half-open span or None.

    List items get a dash or their number, quotes stay paragraphs, cells of a row are parted by bars.
    Where those marks would make the text longer than `longest` characters, it is written without them.
    """
    text, spans = _write(blocks, marks=True)
    if longest is not None and len(text) > longest:
        text, spans = _write(blocks, marks=False)
    return text, spans


def _write(blocks: Sequence[Block], *, marks: bool) -> tuple[str, list[Span | None]]:
    parts: list[str] = []
    spans: list[Span | None] = []
    length = 0
    before: tuple[Container, ...] | None = None
    numbers: dict[int, int] = {}
    for block in blocks:
        mark = _mark(block.path, before or _NOWHERE, numbers) if block.path else ""
        if not block.text:
            spans.append(None)
            continue
        gap = "" if before is None else _gap(before, block.path, marks=marks)
        lead = gap + mark if marks else gap
        start = length + len(lead)
        parts += (lead, block.text)
        length = start + len(block.text)
        spans.append((start, length))
        before = block.path
    return "".join(parts), spans


def _gap(before: tuple[Container, ...], path: tuple[Container, ...], *, marks: bool) -> str:
    common = [left.tag for left, right in zip(before, path, strict=False) if left.number == right.number]
    if "tr" in common:
        return "\n" if common[-1] in {"td", "th"} else " | " if marks else " "
    if common and common[-1] in {"ul", "ol", "li", "table", "dl", "dd", "dt"}:
        return "\n"
    return "\n\n"


def _mark(path: tuple[Container, ...], before: tuple[Container, ...], numbers: dict[int, int]) -> str:
    """The bullet or number of the item that begins with this block, else nothing."""
    item = next((place for place in range(len(path) - 1, 0, -1) if path[place].tag == "li"), 0)
    if not item or any(path[item].number == container.number for container in before):
        return ""
    parent = path[item - 1]
    numbers[parent.number] = numbers.get(parent.number, _start(parent) - 1) + 1
    return f"{numbers[parent.number]}. " if parent.tag == "ol" else "- "


def _start(container: Container) -> int:
    """The `start` of an ordered list."""
    _, _, number = container.attributes.partition('start="')
    digits = number.rstrip('"')
    return int(digits) if digits.isdecimal() else 1
