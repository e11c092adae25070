"""The present in; what was written while the clock was ahead is put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.errors import ConfigurationError
from wireroom.models import CLOCK_SKEW
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_one

_TELLING = 12  # runs from the future, an hour's, where none was before them


@dataclass(frozen=True, slots=True)
class ClockJump:
    """What was written by a clock ahead of this one, and how long ago the run before began."""

    ahead_until: datetime | None = None  # the latest time found; None: nothing is from the future
    feeds: int = 0  # whose state was put right
    articles: int = 0  # whose times were
    since_last_run: timedelta | None = None  # None: there was none


def refuse_clock_behind(conn: Connection, now: datetime) -> None:
    """Raise ConfigurationError where the runs that began after `now` tell against it.

    They took longer than has passed since the run before them, if this clock were right: so it is behind.
    Without a run before them, twelve of them tell. Believed, a clock that says 1970 would date every article
    anew, for good.
    """
    found = fetch_one(conn, "runs_ahead", {"limit": now + CLOCK_SKEW})
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
    """Forget what polls from the future taught and date what they wrote as `now`; the run is `run_id`.

    Without this, feeds would wait until that future comes, and corrections would be taken for older than what
    they correct. Which of two clocks is wrong cannot be known from here: the present one is believed, unless
    `refuse_clock_behind` has refused it.
    """
    values = {"now": now, "limit": now + CLOCK_SKEW, "run_id": run_id}
    found = fetch_one(conn, "furthest_ahead", values)
    since = None if found["before"] is None else now - found["before"]
    times = [at for at in (found["polled_at"], found["started_at"]) if at is not None]
    if not times:
        return ClockJump(since_last_run=since)
    feeds = change(conn, "put_right_feed_states", values)
    articles = change(conn, "put_right_contents", values)
    change(conn, "put_right_runs", values)
    return ClockJump(max(times), feeds, articles, since)
