"""Find quoted posts and players in markup and in blocks; what is known of each platform is a table."""

from wireroom.clean.embeds.platform_register import CARD_NAMES, CLASSES, ELEMENTS, MARKS
from wireroom.clean.embeds.quoted_post import without_trailing_links
from wireroom.clean.embeds.read_address import read_address
from wireroom.clean.embeds.read_card import FRAMES, read_card

__all__ = [
    "CARD_NAMES",
    "CLASSES",
    "ELEMENTS",
    "FRAMES",
    "MARKS",
    "read_address",
    "read_card",
    "without_trailing_links",
]
