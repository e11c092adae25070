"""What an operator wrote in `match` in, the feeds that are meant out."""

from __future__ import annotations

from wireroom import store
from wireroom.errors import ConfigurationError


def matching_feeds(conn: store.Connection, match: str) -> tuple[int, ...]:
    """Ids of the feeds whose URL, title or publisher contains `match`, retired ones too.

    Raises ConfigurationError where there is none: a run that does nothing for a slip must not be green.
    """
    found = store.feed_ids_matching(conn, match)
    if not found:
        raise ConfigurationError(
            f"match: no feed has {match!r} in its URL, title or publisher; `wireroom feeds list` shows all"
        )
    return found
