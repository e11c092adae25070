"""The operator's list of feeds: show it, change it, try feeds, and make the database follow it.

    find_feeds ─▶ check_feeds ─▶ listed_feeds ─▶ feeds.yaml ─▶ follow_feed_list ─▶ Postgres

Import `check_feeds` and `find_feeds` from their own modules: they load all that fetches and transforms.
"""

from wireroom.feed_list.listed_feeds import (
    Listed,
    add_feeds,
    causes,
    decide_move,
    known_feeds,
    list_feeds,
    list_move,
    new_home,
    pause_feed,
    remove_feed,
    restore_feed,
)
from wireroom.feed_list.matching_feeds import find_feed, fitting_feeds, matching_feeds, own_titles

__all__ = [
    "Listed",
    "add_feeds",
    "causes",
    "decide_move",
    "find_feed",
    "fitting_feeds",
    "known_feeds",
    "list_feeds",
    "list_move",
    "matching_feeds",
    "new_home",
    "own_titles",
    "pause_feed",
    "remove_feed",
    "restore_feed",
]
