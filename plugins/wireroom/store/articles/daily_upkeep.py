"""What maintenance sees to among articles: partitions for their months, and consumers told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import psycopg2

from wireroom.store.articles.loader import MONTHS_AT_ONCE
from wireroom.store.connection import Connection
from wireroom.store.lock_waits import lock_filing
from wireroom.store.queries import change, fetch_all, fetch_one, roll_back, store_error


def months_missing(conn: Connection, months: Sequence[datetime]) -> tuple[datetime, ...]:
    """Those of `months` that have no partition."""
    return tuple(row["month"] for row in fetch_all(conn, "months_missing", {"months": list(months)}))


def months_in_default(conn: Connection) -> dict[datetime, int]:
    """Month → articles, of the default partition; without those that have no date, or an odd one."""
    return {row["month"]: row["articles"] for row in fetch_all(conn, "months_in_default")}


def make_months(conn: Connection, months: Sequence[datetime]) -> bool:
    """Make their partitions, a transaction a dozen; False where a reader's lock is in the way of some."""
    for start in range(0, len(months), MONTHS_AT_ONCE):
        if change(conn, "ensure_partitions", {"months": list(months[start : start + MONTHS_AT_ONCE])}):
            return False
    return True


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
