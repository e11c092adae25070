"""Articles whose present version no consumer of `news.changes` has been told of; told now."""

from __future__ import annotations

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_one


def count_untold(conn: Connection) -> int:
    """How many there are; none, but where an older loader has filed after a migration."""
    return int(fetch_one(conn, "count_untold")["articles"])


def tell_untold(conn: Connection) -> int:
    """Put them among the changes; how many. Raises StoreError."""
    return change(conn, "tell_untold")
