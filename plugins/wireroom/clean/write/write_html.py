"""Blocks in, canonical HTML out: containers are opened and closed as their paths differ."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.clean.blocks import Block, Container


def write_html(blocks: Sequence[Block]) -> str:
    """HTML that reads back into the same blocks; no white space between elements."""
    parts: list[str] = []
    open_path: tuple[Container, ...] = ()
    bare_in: tuple[Container, ...] | None = None
    for block in blocks:
        if block.path is not open_path:
            _move(parts, open_path, block.path)
        if not block.tag and bare_in == block.path and open_path == block.path:
            parts.append("<br>")  # two bare runs of one item would otherwise grow together
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
    direction = ' dir="rtl"' if block.is_rtl else ""
    return f"<{block.tag}{direction}>{block.html}</{block.tag}>"


def _move(parts: list[str], old: tuple[Container, ...], new: tuple[Container, ...]) -> None:
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
        opener = f"<{container.tag}{container.attributes}>"
        parts.append(f"{opener}<tbody>" if container.tag == "table" else opener)
