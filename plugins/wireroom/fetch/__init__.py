"""A feed in, its bytes or a named outcome out; polite, bounded and safe."""

from wireroom.fetch.ask_in_turn import Ask, ask_in_turn
from wireroom.fetch.fetch_feeds import fetch_feeds

__all__ = ["Ask", "ask_in_turn", "fetch_feeds"]
