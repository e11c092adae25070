"""Build blocks from the running text, inline tags and boundaries that `walk` meets."""

from __future__ import annotations

from typing import Final

from wireroom.clean.blocks import Block, Container
from wireroom.common.text import escaped, one_line, readable, repaired
from wireroom.models import Embed

BREAK: Final = "\x1e"  # a line break in text being gathered; `printable` has removed it from all input
_SPACE: Final = " \t\r\n\f\xa0"
BARE_IN: Final = frozenset({"li", "dd", "dt", "td", "th", "figure", "figcaption"})
_EMPTY_ALLOWED: Final = frozenset({"td", "th"})


class BlockBuilder:
    """Gathers one block at a time; inline tags that are open at a boundary continue in the next block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._path: tuple[Container, ...] = ()
        self._inline: list[tuple[str, str, str | None]] = []  # tag, its opening markup, its link
        self._leaf = ""
        self._html: list[str] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._filled = False  # whether anything visible was written
        self._pictured = False
        self._broken = False  # whether the last thing written was a line break
        self._count = 0

    # -- inside a block

    def write(self, text: str) -> None:
        """Add character data; line ends in it are spaces."""
        if text.isspace():  # most text between elements
            self._space()
            return
        if "&" in text or not text.isprintable():
            text = readable(text)
            if not text or text.isspace():
                self._space()
                return
        self._text.append(text)
        self._html.append(escaped(text) if "<" in text or ">" in text or "&" in text else text)
        self._filled, self._broken = True, False

    def under_way(self) -> tuple[list[str], list[str]]:
        """The markup and the text of the block being gathered, as lists of pieces."""
        return self._html, self._text

    def _space(self) -> None:
        if self._filled and self._html[-1] != " ":
            self._text.append(" ")
            self._html.append(" ")

    def line_break(self) -> None:
        """Add a line break; a second one in a row ends the paragraph."""
        if not self._filled:
            return
        if self._broken and not self._leaf and not self._is_bare():
            self.boundary(self._leaf)
            return
        self._html.append("<br>")
        self._text.append(BREAK)
        self._broken = True

    def picture(self, markup: str) -> None:
        """Add an image."""
        self._html.append(markup)
        self._filled, self._pictured, self._broken = True, True, False

    def open_inline(self, tag: str, opener: str, link: str | None = None) -> bool:
        """Open an inline tag, unless one of its kind is open (no `<a>` in `<a>`); whether it was opened."""
        for opened, _, _ in self._inline:
            if tag == opened:
                return False
        self._inline.append((tag, opener, link))
        self._html.append(opener)
        if link:
            self._links.append(link)
        return True

    def close_inline(self) -> None:
        """Close the innermost inline tag; an empty one is removed."""
        tag, opener, _ = self._inline.pop()
        if self._html and self._html[-1] is opener:
            self._html.pop()
        else:
            self._html.append(f"</{tag}>")

    # -- between blocks

    def whole(self, leaf: str, text: str) -> None:
        """Add a paragraph or heading of plain `text`: the same as boundary, write, boundary."""
        self.boundary(leaf)
        if self._inline:  # opened outside, so they continue in here
            self.write(text)
            self.boundary()
            return
        self._leaf = ""
        text = readable(text).strip(_SPACE)
        line = one_line(text)
        if not line:
            return
        markup = text
        if "&" in text or "<" in text or ">" in text:
            markup = repaired(escaped(text))
        self._keep(Block(leaf, markup, line, self._path))

    def boundary(self, leaf: str = "") -> None:
        """End the current block; `leaf` is the tag of the next one, "" for text in no paragraph."""
        ended, self._leaf = self._leaf, leaf
        if self._filled:
            block = self._block(ended)
            if block.text or self._pictured:
                self._keep(block)
            self._filled = self._pictured = self._broken = False
        elif not self._html:
            return
        self._html, self._text, self._links = [], [], []
        if self._inline:
            self._html = [opener for _, opener, _ in self._inline]
            self._links = [link for _, _, link in self._inline if link]

    def open_container(self, tag: str, attributes: str = "", card: Embed | None = None) -> None:
        """Open a list, item, quote, figure, row or cell."""
        self.boundary()
        self._count += 1
        self._path = (*self._path, Container(tag, self._count, attributes, card))

    def close_container(self) -> None:
        """Close the innermost container; an empty cell is kept, so that later cells keep their columns."""
        self.boundary()
        path = self._path
        container, self._path = path[-1], path[:-1]
        if container.tag in _EMPTY_ALLOWED and not (self.blocks and container in self.blocks[-1].path):
            self.blocks.append(Block("", "", "", path))

    def add(self, block: Block) -> None:
        """Add a block made elsewhere."""
        self.boundary()
        block.path = self._path
        self._keep(block)

    def innermost(self) -> str | None:
        """The tag of the innermost open container."""
        return self._path[-1].tag if self._path else None

    def inside(self, tag: str) -> bool:
        """Whether a container of this kind is open."""
        return any(container.tag == tag for container in self._path)

    def in_card(self) -> bool:
        """Whether a platform's card is open: a card within a card is part of the same post."""
        return any(container.card is not None for container in self._path)

    def _is_bare(self) -> bool:
        return bool(self._path) and self._path[-1].tag in BARE_IN

    def _keep(self, block: Block) -> None:
        """Append a block; one within a table but in no cell (a caption) goes before the table."""
        if not block.path:
            self.blocks.append(block)
            return
        place = len(self.blocks)
        while block.path and block.path[-1].tag in {"table", "tr"}:
            table = block.path[-1]
            block.path = block.path[:-1]
            while place and table in self.blocks[place - 1].path:
                place -= 1
        self.blocks.insert(place, block)

    def _block(self, leaf: str) -> Block:
        if self._inline or self._broken:
            self._html += [f"</{tag}>" for tag, _, _ in reversed(self._without_loose_end())]
        markup = "".join(self._html)
        if "&amp;" in markup:  # an entity whose two parts were separated by a tag that has been removed
            markup = repaired(markup)
        markup = markup.strip(_SPACE)
        text = "".join(self._text)
        lines = [one_line(line) for line in text.split(BREAK)] if BREAK in text else [one_line(text)]
        text = "\n".join(filter(None, lines)) if len(lines) > 1 else lines[0]
        if not leaf and not self._is_bare():
            leaf = "p"
        return Block(leaf, markup, text, self._path, tuple(self._links))

    def _without_loose_end(self) -> list[tuple[str, str, str | None]]:
        """Remove breaks and empty tags from the end of the block; the inline tags still open then."""
        still_open = list(self._inline)
        while self._html:
            last = self._html[-1]
            if still_open and last is still_open[-1][1]:  # opened, and nothing came after
                still_open.pop()
            elif not (self._broken and (last == "<br>" or last.isspace())):
                break
            self._html.pop()
        return still_open
