"""A feed or page in, its bytes or a named outcome out; polite, bounded and safe."""

from wireroom.fetch.ask_in_turn import Ask, ask_in_turn
from wireroom.fetch.fetch_feeds import fetch_feeds
from wireroom.fetch.fetch_pages import fetch_pages
from wireroom.fetch.post import ask_hub, post_json
from wireroom.fetch.site_rules import origin_of

__all__ = ["Ask", "ask_hub", "ask_in_turn", "fetch_feeds", "fetch_pages", "origin_of", "post_json"]
