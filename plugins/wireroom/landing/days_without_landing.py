"""Tell of days that nothing was landed on them, and where the nearest landing file is."""

from __future__ import annotations

from datetime import date, timedelta

from wireroom.common.days import nothing_between
from wireroom.landing.landing_files import days_with_landing, list_landed


def no_landing_within(
    root: str, since: date | None, until: date | None, *, but_not: str = "", days_after: int = 0
) -> str:
    """That no file was landed on these days (UTC, both included), in words; else empty.

    `but_not`: the kind that does not count; `days_after`: files of so many days after the last count too. A
    folder alone is nothing: a run that polled nobody leaves one. Raises LandingError if the storage fails.
    """

    def is_landed_on(day: date) -> bool:
        return bool(list_landed(root, day, but_not=but_not))

    last = until and until + timedelta(days=days_after)
    # Both ends first: of a day they are all of it, and to list the days is to walk through all folders.
    if any(is_landed_on(day) for day in (since, last) if day):
        return ""
    days = days_with_landing(root, but_not=but_not)
    if any(is_landed_on(day) for day in days if (since or day) <= day <= (last or day)):
        return ""
    before = (day for day in reversed(days) if since and day < since and is_landed_on(day))
    after = (day for day in days if last and day > last and is_landed_on(day))
    beside = [day for day in (next(before, None), next(after, None)) if day]
    return nothing_between("nothing was landed", since, until, beside, there="landed day")
