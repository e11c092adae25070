"""The backfills that were requested: how far each is, what it left out, what the ledger has of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from wireroom.models import BackfillRequest
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one

_A_UNIT = 20_000  # bytes; opening a file, with its queries, takes as long as reading so many


@dataclass(frozen=True, slots=True)
class Backfill:
    """A backfill as requested, and how far it is."""

    id: int
    key: str
    origin: str
    place: str
    since: date | None
    until: date | None
    feeds_match: str
    hosts: list[str]
    full_text: bool  # whether the pages of its articles are wanted, too
    status: str  # of its run; `days` if each day is a run of its own
    units: int
    ended: int
    failed: int
    size: int  # bytes
    size_ended: int
    size_read: int  # including what was read of unfinished files
    entries: int
    inserted: int
    revised: int
    unchanged: int
    rejected: int
    requests: int
    cpu_seconds: float
    estimate: dict[str, Any]
    created_at: datetime
    latest_at: datetime | None
    detail: str | None
    run_id: int | None
    process: str | None  # that does all of it, or did so last
    is_alive: bool  # whether a process works on it, by its last sign of life
    resumed_at: datetime | None  # when reading began or was resumed; None: nothing is being read
    worked_seconds: float  # before `resumed_at`
    work_before: int  # bytes read by others before it began, counted as in `work_done`
    left_to_do: int  # units that were not read to their end, or are tried again

    @property
    def request(self) -> BackfillRequest:
        """What it was asked for."""
        window = (self.since, self.until) if self.since and self.until else None
        return BackfillRequest(
            self.origin, self.place, window, tuple(self.hosts), self.feeds_match, self.full_text
        )

    @property
    def work_done(self) -> int:
        """Bytes read, plus 20,000 for each file or day."""
        return self.size_read + _A_UNIT * self.ended

    @property
    def work(self) -> int:
        """All bytes, counted in the same way."""
        return self.size + _A_UNIT * self.units


def open_backfill(
    conn: Connection, key: str, request: BackfillRequest, *, now: datetime, run_id: int | None = None
) -> int:
    """The id of the backfill `key`, new or known; any earlier reading of it is ended."""
    since, until = request.window or (None, None)
    asked = {**asdict(request), "hosts": list(request.hosts), "since": since, "until": until}
    values = {"key": key, "run_id": run_id, **asked, "estimate": "{}", "now": now}
    backfill_id = int(fetch_one(conn, "backfill/open_backfill", values)["id"])
    end_reading(conn, backfill_id)
    return backfill_id


def note_estimate(conn: Connection, backfill_id: int, estimate: Mapping[str, float | None]) -> None:
    """Keep the estimated cost of the backfill, unless there is one already."""
    change(conn, "backfill/note_estimate", {"backfill_id": backfill_id, "estimate": json_text(estimate)})


def begin_reading(conn: Connection, backfill_id: int, *, now: datetime, process: str | None = None) -> None:
    """Count its working time from now on, unless that is done already. `process` loads its days."""
    change(conn, "backfill/begin_reading", {"backfill_id": backfill_id, "now": now, "process": process})


def end_reading(conn: Connection, backfill_id: int) -> None:
    """Count no more working time, from the last note on any of its units on."""
    change(conn, "backfill/end_reading", {"backfill_id": backfill_id})


def backfills(
    conn: Connection, *, now: datetime, number: int | None = None, key: str | None = None, limit: int = 20
) -> Iterator[Backfill]:
    """All backfills, or that of a number or key; the newest first."""
    values = {"id": number, "key": key, "limit": limit, "now": now}
    for row in fetch_all(conn, "backfill/backfills_asked", values):
        yield Backfill(**row)


def held_of_day(conn: Connection, day: date) -> dict[str, tuple[int, int]]:
    """Origin → files and articles that the ledger has of `day`."""
    rows = fetch_all(conn, "backfill/held_of_day", {"day": day.isoformat()})
    return {row["origin"]: (row["units"], row["articles"]) for row in rows}


def left_out(conn: Connection, backfill_id: int) -> dict[str, tuple[int, str]]:
    """Reason → how many documents were left out, and one of the units with such."""
    rows = fetch_all(conn, "backfill/units_left_out", {"backfill_id": backfill_id})
    return {row["reason"]: (row["count"], row["example"]) for row in rows}


def units_in_trouble(conn: Connection, backfill_id: int) -> list[tuple[str, str]]:
    """Units with something missing, and why; the first 20."""
    rows = fetch_all(conn, "backfill/units_in_trouble", {"backfill_id": backfill_id})
    return [(row["unit"], row["detail"] or row["state"]) for row in rows]


@dataclass(frozen=True, slots=True)
class SuspectedGap:
    """A day of a feed for which articles may be missing."""

    feed_id: int
    feed: str
    day: date
    suspected_gap: str  # why, in words
    state: str  # as news.coverage has it
    origins: dict[str, str]  # origins already asked → what that gave


def suspected_gaps(conn: Connection, since: date, until: date, match: str = "") -> list[SuspectedGap]:
    """Suspected gaps by feed and day, as far back as polls are kept."""
    rows = fetch_all(conn, "backfill/suspected_gaps", {"since": since, "until": until, "match": match})
    return [SuspectedGap(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class OriginDays:
    """What the ledger has of the days for which one origin was asked."""

    origin: str
    days: int
    feeds: int
    first_day: str
    last_day: str
    done: int  # lines of the ledger, one for each feed and day, as in the next two
    uncovered: int
    failed: int
    inserted: int
    requests: int
    latest_at: datetime


def days_by_origin(conn: Connection) -> list[OriginDays]:
    """Days by origin, whether started by Airflow or by a command."""
    return [OriginDays(**row) for row in fetch_all(conn, "backfill/days_by_origin")]
