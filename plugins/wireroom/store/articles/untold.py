"""Articles whose present version no consumer of `news.changes` has been told of; told now."""

from __future__ import annotations

import psycopg2

from wireroom.store.connection import Connection
from wireroom.store.lock_waits import lock_filing
from wireroom.store.queries import change, fetch_one, roll_back, store_error


def count_untold(conn: Connection) -> int:
    """How many there are; none, but where an older loader has filed after a migration."""
    return int(fetch_one(conn, "count_untold")["articles"])


def tell_untold(conn: Connection) -> int:
    """Put them among the changes; how many. Raises StoreError."""
    try:
        lock_filing(conn)  # before the statement looks, or what is filed meanwhile gets its place first
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "nothing was told") from error
    return change(conn, "tell_untold")
