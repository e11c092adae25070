"""Correct what was written while the clock was ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.errors import ConfigurationError
from wireroom.models import CLOCK_SKEW
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_one

_TELLING = 12  # runs from the future (an hour of them), if there is none before


@dataclass(frozen=True, slots=True)
class ClockJump:
    """What was written by a clock ahead of this one, and how long ago the last run before that began."""

    ahead_until: datetime | None = None  # the latest time found; None: nothing is from the future
    feeds: int = 0  # feeds whose state was corrected
    articles: int = 0  # articles whose times were corrected
    since_last_run: timedelta | None = None  # None: there was none


def refuse_clock_behind(conn: Connection, now: datetime) -> None:
    """Raise ConfigurationError if the runs that began after `now` show that this clock is behind.

    They do if they took longer than the time since the run before them, by this clock; if there is none
    before, twelve of them do. A clock that says 1970 would otherwise date all articles anew, for good.
    """
    found = fetch_one(conn, "clock/runs_ahead", {"limit": now + CLOCK_SKEW})
    if not found["ahead"]:
        return
    if found["before"] is None:
        is_behind = found["ahead"] >= _TELLING
    else:
        is_behind = found["took"] > now - found["before"] + CLOCK_SKEW
    if is_behind:
        raise ConfigurationError(
            f"this machine's clock says {now:%Y-%m-%d %H:%M} UTC, but {found['ahead']:,} of the "
            f"{found['runs']:,} runs so far began later, the last at {found['last']:%Y-%m-%d %H:%M}: set the "
            "clock. Nothing was done. If it is right, and was ahead before, say so once: "
            "wireroom ingest --clock-is-right"
        )


def put_clock_right(conn: Connection, run_id: int, now: datetime) -> ClockJump:
    """Forget what polls from the future taught, and date what they wrote as `now`; the run is `run_id`.

    Else feeds would wait until then, and corrections would seem older than what they correct. It is not known
    which of two clocks is wrong: the present one is believed, unless `refuse_clock_behind` refused it.
    """
    values = {"now": now, "limit": now + CLOCK_SKEW, "run_id": run_id}
    found = fetch_one(conn, "clock/furthest_ahead", values)
    since = None if found["before"] is None else now - found["before"]
    times = [at for at in (found["polled_at"], found["started_at"]) if at is not None]
    if not times:
        return ClockJump(since_last_run=since)
    feeds = change(conn, "clock/put_right_feed_states", values)
    articles = change(conn, "clock/put_right_contents", values)
    change(conn, "clock/put_right_runs", values)
    return ClockJump(max(times), feeds, articles, since)
