"""Which months have no partition or wait in the default one; their partitions, made by maintenance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wireroom.store.articles.loader import MONTHS_AT_ONCE
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all


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
