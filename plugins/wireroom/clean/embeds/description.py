"""What is known of one platform: how addresses of its posts and players look, and how its cards are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import Tag


@dataclass(frozen=True, slots=True)
class AddressForm:
    """A form that addresses of a platform take, and the address that a reader would open.

    In `opens`, `{0}` is what the pattern matched, names are its groups. A group `handle` is who posted; a
    group `url` is an address inside the address, and what that opens counts.
    """

    kind: str  # as `Embed.kind` has it: `image` for charts and maps too; `frame` is what no platform knows
    pattern: str  # of all that comes after `https://`, or of its beginning; case-blind
    opens: str = "{0}"


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform; `platform_register` lists them all, and all that looks for them is made of it."""

    name: str  # the brand, in lower case, its words joined by hyphens
    addresses: tuple[AddressForm, ...]
    cards: Mapping[str, str] = field(default_factory=dict)  # class names of quoted posts; the kind
    players: tuple[str, ...] = ()  # class names of elements without words, read by `addresses_in`
    permalinks: tuple[str, ...] = ()  # attributes in which cards keep their post's address
    # What stands before an identity in the address: for an attribute of frames and scripts, for the
    # attribute of an element of the platform's own, for the fields of JSON in Substack's letters by class.
    marks: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    substack: Mapping[str, str] = field(default_factory=dict)
    addresses_in: Callable[[Tag], Iterator[str]] | None = None  # of a card or player, the surest first
    author_of: Callable[[Tag], str | None] | None = None  # where a card signs in a way of its own
    names_handle: bool = False  # its cards say `@handle` somewhere in their words
    introduces: bool = False  # it writes lines round a post: `View this post on Instagram`
    stand_in: str = ""  # what it writes for what a card cannot show
