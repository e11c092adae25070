"""Tasks beside loading: partitions for months and past years, and changes that no loader announced."""

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

# Months a transaction: a feed may date entries in 300 months, and locks last until the commit.
MONTHS_AT_ONCE = 12


def ensure_partitions(conn: Connection, articles: Iterable[Article]) -> None:
    """Make partitions for the months of `articles`, and commit, before a filing begins.

    Attaching a partition locks the default one for a moment; a filing would hold that lock until its end. If
    an analyst's long query is in the way, that month and later ones stay in the default partition until a
    later call moves them: the lock is waited for once (two seconds), not for each month.
    """
    published = (article.published.at for article in articles if article.published is not None)
    make_months(conn, sorted({_month_of(at) for at in published if at is not None}))


def _month_of(at: datetime) -> datetime:
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def months_missing(conn: Connection, months: Sequence[datetime]) -> tuple[datetime, ...]:
    """The months without a partition."""
    return tuple(
        row["month"] for row in fetch_all(conn, "partitions/months_missing", {"months": list(months)})
    )


def months_in_default(conn: Connection) -> dict[datetime, int]:
    """Month → articles in the default partition, but for those without a date or with an odd one."""
    return {row["month"]: row["articles"] for row in fetch_all(conn, "partitions/months_in_default")}


def make_months(conn: Connection, months: Sequence[datetime]) -> bool:
    """Make partitions, a dozen in a transaction; False if a reader's lock kept us from some."""
    for start in range(0, len(months), MONTHS_AT_ONCE):
        if change(
            conn, "partitions/ensure_partitions", {"months": list(months[start : start + MONTHS_AT_ONCE])}
        ):
            return False
    return True


class YearInMonths(NamedTuple):
    """A past year that still has a partition for each month."""

    year: int
    months: int
    bytes: int


def years_in_months(conn: Connection) -> tuple[YearInMonths, ...]:
    """Years that still have monthly partitions, the oldest first."""
    return tuple(YearInMonths(**row) for row in fetch_all(conn, "partitions/years_in_months"))


def merge_year(conn: Connection, year: int) -> int | None:
    """Merge the months of a year into one partition; how many articles, None if a lock was in the way.

    Filings wait while the year is copied. Raises StoreError.
    """
    try:
        lock_filing(conn, tries=1)
        articles: int | None = fetch_one(conn, "partitions/merge_year", {"year": year})["articles"]
        conn.commit()
    except StoreBusyError:
        roll_back(conn)
        return None
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, f"the months of {year} stay as they are") from error
    return articles


def count_untold(conn: Connection) -> int:
    """How many changes were not announced: none, unless an older loader has filed after a migration."""
    return int(fetch_one(conn, "partitions/count_untold")["articles"])


def tell_untold(conn: Connection) -> int:
    """Announce these changes; how many. Raises StoreError."""
    try:
        lock_filing(conn)  # before the statement reads, or what is filed meanwhile would come first
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "nothing was told") from error
    return change(conn, "partitions/tell_untold")
