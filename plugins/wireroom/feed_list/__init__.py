"""The operator's list of feeds: looked at, changed, tried and followed into the database.

    find_feeds ─▶ check_feeds ─▶ listed_feeds ─▶ feeds.yaml ─▶ follow_feed_list ─▶ Postgres

Trying a feed loads all that fetches and transforms: `check_feeds` and `find_feeds` are imported from their
modules.
"""

from wireroom.feed_list.listed_feeds import (
    Listed,
    add_feeds,
    causes,
    decide_move,
    find_feed,
    known_feeds,
    list_feeds,
    list_move,
    new_home,
    pause_feed,
    remove_feed,
    restore_feed,
)
from wireroom.feed_list.matching_feeds import matching_feeds

__all__ = [
    "Listed",
    "add_feeds",
    "causes",
    "decide_move",
    "find_feed",
    "known_feeds",
    "list_feeds",
    "list_move",
    "matching_feeds",
    "new_home",
    "pause_feed",
    "remove_feed",
    "restore_feed",
]
