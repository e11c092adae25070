"""The platforms whose posts and players are known; what looks for them is derived from the one list."""

from __future__ import annotations

from typing import Final

from wireroom.clean.embeds.description import Platform
from wireroom.clean.embeds.platforms import (
    audio_players,
    bluesky,
    facebook,
    interactives,
    social_networks,
    video_players,
    youtube,
)

PLATFORMS: Final[tuple[Platform, ...]] = (
    *social_networks.PLATFORMS,
    bluesky.PLATFORM,
    facebook.PLATFORM,
    youtube.PLATFORM,
    *video_players.PLATFORMS,
    *audio_players.PLATFORMS,
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
