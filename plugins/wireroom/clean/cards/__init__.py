"""Cards of quoted posts and players in, `Embed` out."""

from wireroom.clean.cards.players import read_address
from wireroom.clean.cards.quotes import without_trailing_links
from wireroom.clean.cards.read_card import CLASSES, PLAYERS, read_card

__all__ = ["CLASSES", "PLAYERS", "read_address", "read_card", "without_trailing_links"]
