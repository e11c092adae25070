"""What every step of maintenance takes, and how it words what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.common.text.counted import counted
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.retention import ActiveDay

NOT_YET = "it has not been at work for so many days yet"


@dataclass(frozen=True, slots=True)
class Maintenance:
    """One maintenance."""

    settings: Settings
    conn: Connection
    now: datetime
    days: Sequence[ActiveDay]  # on which the installation was at work, the latest first
    dry_run: bool
    merge_years: bool = False  # all else is stopped

    def before(self, kept: timedelta | None, *, of_logs: bool = False) -> datetime | None:
        """What is older may go; None: nothing may.

        Of what runs bring only days with runs count; logs are written without any.
        """
        return None if kept is None else days_back(self.days, kept, self.now, any_day=of_logs)


def days_back(days: Sequence[ActiveDay], kept: timedelta, now: datetime, *, any_day: bool) -> datetime | None:
    """The time so many days of work ago; None: there were not so many yet.

    By the calendar, all would be past its time at once after a standstill of months, or in a night with a
    clock a year ahead; so it counts as one day, however long it was.
    """
    counted = [active.day for active in days if any_day or active.has_run]
    if len(counted) <= kept.days:
        return None
    return datetime.combine(counted[kept.days], now.timetz())


def days_in_words(kept: timedelta) -> str:
    """`90 days`."""
    return counted(kept.days, "day")
