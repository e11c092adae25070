"""Find the feeds that the `match` of a command or DAG means."""

from __future__ import annotations

from wireroom import store
from wireroom.errors import ConfigurationError


def matching_feeds(conn: store.Connection, match: str, *, to_poll: bool = False) -> tuple[int, ...]:
    """Ids of the feeds whose URL, title or publisher contains `match`, including paused and retired ones.

    `publisher:NAME` and `feed:NUMBER` mean just those: see `wireroom.feed_fits`.

    Raises ConfigurationError if there are none, or with `to_poll` none that may be polled, so that a typing
    error does not pass as a successful run.
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
