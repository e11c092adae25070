"""Fetch feeds and pages, politely and within limits; a failure is a named outcome, not an exception."""

from wireroom.fetch.fetch_feeds import fetch_feeds
from wireroom.fetch.fetch_in_turn import Fetch, fetch_in_turn
from wireroom.fetch.fetch_pages import fetch_pages
from wireroom.fetch.post import ask_hub, post_json
from wireroom.fetch.site_rules import may_read_tdmrep, rules_heard

__all__ = [
    "Fetch",
    "ask_hub",
    "fetch_feeds",
    "fetch_in_turn",
    "fetch_pages",
    "may_read_tdmrep",
    "post_json",
    "rules_heard",
]
