"""Write blocks as canonical HTML, and as plain text with the span of each block in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wireroom.clean.blocks import Block, Container
from wireroom.models import Span

_NOTHING_BEFORE: Final = Block("", "", "")
_DIRECTED: Final = ("li", "td", "th", "dd", "dt", "figcaption")  # containers that hold words of their own
_CLOSE_TOGETHER: Final = frozenset({"ul", "ol", "li", "table", "dl", "dd", "dt"})


def write_html(blocks: Sequence[Block]) -> str:
    """HTML that can be read back into the same blocks; without white space between elements."""
    parts: list[str] = []
    open_path: tuple[Container, ...] = ()
    bare_in: tuple[Container, ...] | None = None
    for block in blocks:
        if block.path is not open_path:
            _move(parts, open_path, block.path, _direction(block))
        if not block.tag and bare_in == block.path and open_path == block.path:
            parts.append("<br>")  # or two blocks without an element, in one item, would become one
        parts.append(_element(block))
        open_path = block.path
        bare_in = None if block.tag else block.path
    _move(parts, open_path, ())
    return "".join(parts)


def _element(block: Block) -> str:
    if block.tag == "hr":
        return "<hr>"
    if not block.tag:
        return block.html
    return f"<{block.tag}{_direction(block)}>{block.html}</{block.tag}>"


def _direction(block: Block) -> str:
    return ' dir="rtl"' if block.is_rtl else ""


def _move(
    parts: list[str], old: tuple[Container, ...], new: tuple[Container, ...], direction: str = ""
) -> None:
    """Close and open containers; `direction` is that of what the innermost will hold first."""
    if old == new:
        return
    common = 0
    for left, right in zip(old, new, strict=False):
        if left.number != right.number:
            break
        common += 1
    parts += [
        "</tbody></table>" if container.tag == "table" else f"</{container.tag}>"
        for container in reversed(old[common:])
    ]
    for container in new[common:]:
        is_directed = container is new[-1] and container.tag in _DIRECTED
        opener = f"<{container.tag}{container.attributes}{direction if is_directed else ''}>"
        parts.append(f"{opener}<tbody>" if container.tag == "table" else opener)


def write_text(blocks: Sequence[Block], *, longest: int | None = None) -> tuple[str, list[Span | None]]:
    """The text, with a blank line between paragraphs, and for each block its half-open span or None.

    List items get a dash or their number, quotes are paragraphs, bars separate the cells of a row. If that
    makes the text longer than `longest` characters (`<p>` is shorter than some marks), it is written without
    marks, and if need be without blank lines.
    """
    text, spans = _write(blocks, marks=True, blank="\n\n")
    if longest is not None and len(text) > longest:
        text, spans = _write(blocks, marks=False, blank="\n\n")
        if len(text) > longest:
            text, spans = _write(blocks, marks=False, blank="\n")
    return text, spans


def _write(blocks: Sequence[Block], *, marks: bool, blank: str) -> tuple[str, list[Span | None]]:
    parts: list[str] = []
    spans: list[Span | None] = []
    length = 0
    before = _NOTHING_BEFORE
    numbers: dict[int, int] = {}
    for block in blocks:
        if not block.text:
            spans.append(None)
            continue
        lead = _gap(before, block, blank, marks=marks) if parts else ""
        if marks and block.path:
            lead += _mark(block.path, before.path, numbers)
        start = length + len(lead)
        parts += (lead, block.text)
        length = start + len(block.text)
        spans.append((start, length))
        before = block
    return "".join(parts), spans


def _gap(before: Block, block: Block, blank: str, *, marks: bool) -> str:
    if not before.path or not block.path or before.path[0].number != block.path[0].number:
        return blank
    common = [a.tag for a, b in zip(before.path, block.path, strict=False) if a.number == b.number]
    if "tr" in common:
        return "\n" if common[-1] in {"td", "th"} else " | " if marks else " "
    if common and common[-1] in _CLOSE_TOGETHER:
        return "\n"
    # two blocks without an element in one container are lines, as in the HTML
    return "\n" if before.path == block.path and not before.tag and not block.tag else blank


def _mark(path: tuple[Container, ...], before: tuple[Container, ...], numbers: dict[int, int]) -> str:
    """The bullet or number of the item that begins with this block, or ""."""
    item = len(path) - 1
    while item > 0 and path[item].tag != "li":
        item -= 1
    if item < 1 or path[item] in before:
        return ""
    parent = path[item - 1]
    numbers[parent.number] = numbers.get(parent.number, _start(parent) - 1) + 1
    return f"{numbers[parent.number]}. " if parent.tag == "ol" else "- "


def _start(container: Container) -> int:
    """The first number of an ordered list."""
    _, _, number = container.attributes.partition('start="')
    digits = number.rstrip('"')
    return int(digits) if digits.isdecimal() else 1
