"""Seen to beside a load: partitions for months and old years of articles, and changes that no loader told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import psycopg2

from wireroom.errors import StoreBusyError
from wireroom.models import Article
from wireroom.store.connection import Connection
from wireroom.store.lock_waits import lock_filing
from wireroom.store.queries import change, fetch_all, fetch_one, roll_back, store_error

# A transaction; a feed may date its entries in 300 months, and locks last until the commit.
MONTHS_AT_ONCE = 12


def ensure_partitions(conn: Connection, articles: Iterable[Article]) -> None:
    """Make the months that `articles` were published in, and commit, before a filing begins.

    Apart from the filing because attaching a partition locks the default one for a moment, and a filing
    would hold that lock until its end. Where an analyst's long query is in the way, that month and
    those after it are left to the default partition and moved by a later call: the lock is waited for once
    (two seconds), not for each month.
    """
    published = (article.published.at for article in articles if article.published is not None)
    make_months(conn, sorted({_month_of(at) for at in published if at is not None}))


def _month_of(at: datetime) -> datetime:
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


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


class YearInMonths(NamedTuple):
    """A long past year that still stands in a partition for each month."""

    year: int
    months: int
    bytes: int


def years_in_months(conn: Connection) -> tuple[YearInMonths, ...]:
    """The oldest first."""
    return tuple(YearInMonths(**row) for row in fetch_all(conn, "years_in_months"))


def merge_year(conn: Connection, year: int) -> int | None:
    """Put its months into one partition; how many articles. None: somebody was in the way, all is as it was.

    Filings wait as long as copying the year takes. Raises StoreError.
    """
    try:
        lock_filing(conn, tries=1)
        articles: int | None = fetch_one(conn, "merge_year", {"year": year})["articles"]
        conn.commit()
    except StoreBusyError:
        roll_back(conn)
        return None
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, f"the months of {year} stay as they are") from error
    return articles


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
