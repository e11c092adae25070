"""The state of one pass over a tree, shared by the handlers of its elements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bs4 import BeautifulSoup

from wireroom.clean.read.block_builder import BlockBuilder

EndHandler = Callable[[], None]


def _nothing() -> None:
    pass


SKIP: Final[EndHandler] = _nothing  # returned by a handler if the content of its element must not be read


@dataclass(slots=True)
class WalkContext:
    """What handlers of elements read and write during one pass."""

    soup: BeautifulSoup
    base_url: str | None
    keep_boilerplate: bool = False
    is_all: bool = True  # whether nothing was left out as boilerplate
    builder: BlockBuilder = field(default_factory=BlockBuilder)
    images: dict[str, None] = field(default_factory=dict)  # absolute URLs, in order
    tables: list[bool] = field(default_factory=list)  # for each open table, whether it holds data

    refused: int = 0  # open elements with the class of a card that are no cards
    prose: dict[int, int] | None = None  # characters of prose in each element by its id(), once counted

    def shows_anything(self) -> bool:
        """Whether any picture, text or embed was found."""
        return bool(self.images) or any(block.text or block.embed for block in self.builder.blocks)

    def end_table(self) -> None:
        """Close the innermost table."""
        if self.tables.pop():
            self.builder.close_container()
        else:
            self.builder.boundary()
