"""The list of known platforms, and the tables derived from it by which their posts and players are found."""

from __future__ import annotations

from typing import Final

from wireroom.clean.embeds.description import Platform
from wireroom.clean.embeds.platforms import (
    facebook,
    interactives,
    players,
    social_networks,
    youtube,
)

PLATFORMS: Final[tuple[Platform, ...]] = (
    *social_networks.PLATFORMS,
    facebook.PLATFORM,
    youtube.PLATFORM,
    *players.PLATFORMS,
    *interactives.PLATFORMS,
)
CARDS: Final = {name: (each, kind) for each in PLATFORMS for name, kind in each.cards.items()}
PLAYERS: Final = {name: each for each in PLATFORMS for name in each.players}
SUBSTACK: Final = {name: template for each in PLATFORMS for name, template in each.substack.items()}
CLASSES: Final = frozenset({*CARDS, *PLAYERS, *SUBSTACK})  # of elements that may be cards or players
ELEMENTS: Final = {tag: form for each in PLATFORMS for tag, form in each.elements.items()}
CARD_NAMES: Final = CLASSES | ELEMENTS.keys()
MARKS: Final = {name: before for each in PLATFORMS for name, before in each.marks.items()}
PERMALINKS: Final = (*(name for each in PLATFORMS for name in each.permalinks), "data-url")
