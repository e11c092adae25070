"""What a body is while it is cleaned: a flat list of blocks, each of which knows the containers around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wireroom.models import Embed


class Container(NamedTuple):
    """A list, item, quote, figure or table around a block; `number` tells two containers of a kind apart."""

    tag: str
    number: int
    attributes: str = ""  # as they stand in the tag, with a leading space
    card: Embed | None = None  # the quoted post that this container is


@dataclass(slots=True)
class Block:
    """One paragraph, heading, item, cell or picture.

    `html` is the inside of the element, canonical and escaped; `text` is the same as plain text, where
    line breaks are `\n`. A block without text (a picture, a player) appears in the HTML only.
    """

    tag: str  # "" when it stands bare in its container
    html: str
    text: str
    path: tuple[Container, ...] = ()
    links: tuple[str, ...] = ()  # absolute, in order
    embed: Embed | None = None  # the player or linked post that this block is
    is_rtl: bool | None = None  # its markup says that it runs from right to left; None: it says nothing

    def inside(self, *tags: str) -> bool:
        """Whether any container around this block is one of `tags`."""
        for container in self.path:  # noqa: SIM110 - asked of most blocks; a generator costs three times this
            if container.tag in tags:
                return True
        return False
