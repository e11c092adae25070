"""How one platform is described: the forms of its addresses, and how the cards of its posts are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import Tag


@dataclass(frozen=True, slots=True)
class AddressForm:
    """One form of a platform's addresses, and the address that a reader would open instead.

    In `opens`, `{0}` is the whole match and `{name}` a group of the pattern. Group `handle` is who posted;
    group `url` is an address within the address, which is read in its place.
    """

    kind: str  # as `Embed.kind` has it: `image` for charts and maps too; `frame` is what no platform knows
    pattern: str  # of what follows `https://`, from its beginning; case does not matter
    opens: str = "{0}"


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform. `platform_register` lists them all; what searches for them is derived from that list."""

    name: str  # the brand, in lower case, its words joined by hyphens
    addresses: tuple[AddressForm, ...]
    cards: Mapping[str, str] = field(default_factory=dict)  # class name of a quoted post → kind
    players: tuple[str, ...] = ()  # class names of elements without words, read by `addresses_in`
    permalinks: tuple[str, ...] = ()  # attributes in which cards keep their post's address
    # From identities to addresses: attribute of a frame or script → what precedes its value in the address;
    # element of the platform's own → attribute and what precedes it; class in Substack's letters → template.
    marks: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    substack: Mapping[str, str] = field(default_factory=dict)
    addresses_in: Callable[[Tag], Iterator[str]] | None = None  # in a card or player, most reliable first
    author_of: Callable[[Tag], str | None] | None = (
        None  # if its cards name the author in a form of their own
    )
    names_handle: bool = False  # its cards have `@handle` somewhere in their text
    introduces: bool = False  # it adds lines around a post: `View this post on Instagram`
    stand_in: str = ""  # its text for what a card cannot show
