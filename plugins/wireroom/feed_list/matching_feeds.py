"""The text `match` of a command or DAG in, the feeds that it means out; a slip is no green run."""

from __future__ import annotations

from wireroom import store
from wireroom.errors import ConfigurationError


def matching_feeds(conn: store.Connection, match: str, *, to_poll: bool = False) -> tuple[int, ...]:
    """Ids of the feeds whose URL, title or publisher contains `match`, paused and retired ones too.

    `publisher:NAME` and `feed:NUMBER` mean just those: see `wireroom.feed_fits`.

    Raises ConfigurationError where there is none, or `to_poll` none that may be: no green run for a slip.
    """
    found = store.feed_ids_matching(conn, match)
    if not found:
        raise ConfigurationError(
            f"match: no feed has {match!r} in its URL, title or publisher; `wireroom feeds list` shows all"
        )
    if to_poll and not store.feed_ids_matching(conn, match, to_poll=True):
        raise ConfigurationError(
            f"match: every feed with {match!r} in its URL, title or publisher is paused or retired: "
            "nothing would be polled; `wireroom feeds resume` or `wireroom feeds add` it first"
        )
    return found
