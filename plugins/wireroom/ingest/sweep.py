"""Clean up after earlier runs: close open runs, salvage unfinished files, take on files not yet stored.

    runs that ended without a report ─▶ closed, with the reason
    landings of runs that have ended ─┬▶ unfinished: salvage what is complete
                                      ├▶ landed, not stored ─▶ leftovers, for this run to store
                                      └▶ nothing there, or tried too often ─▶ lost, with the reason
    parts that no process writes ─────▶ removed

Each run does this when it is planned. Not done here: loading the leftovers (`load`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wireroom import landing
from wireroom.common.text.counted import are, counted
from wireroom.errors import LandingError
from wireroom.runtime.run_ends import IsIdle, close_dead, dead_runs, give_back, nobody_knows
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.feeds.claims import claim_feeds
from wireroom.store.landings import (
    LeftLanding,
    left_landings,
    note_landed,
    note_lost,
    open_landings,
    take_landing,
)
from wireroom.store.runs import RunningRun

_log = logging.getLogger(__name__)

TRIES = 3  # runs that try to store a landing file before it is given up
ELSEWHERE = timedelta(days=1)  # time for a run to be planned on the machine that wrote a part
DAYS_BACK = 2  # days whose folders are searched for parts
PART_IS_OLD = 3600.0  # seconds without a write, after which an unrecorded part is removed


@dataclass(frozen=True, slots=True)
class Leftover:
    """A landing file of an earlier run that is still to be stored, on behalf of that run."""

    run_id: int
    uri: str
    feed_ids: tuple[int, ...]


@dataclass(slots=True)
class Swept:
    """What a sweep did."""

    closed: list[int] = field(default_factory=list)  # ids of runs
    leftovers: list[Leftover] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # landing files given up and why, in words
    parts_removed: int = 0

    def in_words(self) -> str:
        """One sentence; empty if nothing was done."""
        feeds = sum(len(leftover.feed_ids) for leftover in self.leftovers)
        found = [
            f"closed {_runs(self.closed)} that ended without a report" if self.closed else "",
            f"took on {counted(len(self.leftovers), 'landing file')} of earlier runs with "
            f"{counted(feeds, 'poll')}"
            if self.leftovers
            else "",
            f"gave up {counted(len(self.lost), 'landing file')} ({'; '.join(self.lost)})"
            if self.lost
            else "",
            f"removed {self.parts_removed} parts" if self.parts_removed else "",
        ]
        words = ", ".join(part for part in found if part)
        return f"Swept: {words}." if words else ""


def sweep(
    settings: Settings,
    conn: Connection,
    *,
    run_id: int,
    now: datetime,
    is_idle: IsIdle = nobody_knows,
) -> Swept:
    """Clean up after runs other than `run_id`; nothing of a living run is touched."""
    swept = Swept()
    dead = dead_runs(conn, run_id, now, is_idle)
    for run in dead:
        give_back(settings, conn, run, now)
    for left in left_landings(conn, run_id, now):
        try:
            _settle(conn, left, swept, run_id=run_id, now=now)
        except LandingError as error:
            _log.warning("left for the next run: %s", error)
    for run in dead:
        _close(conn, run, swept, now)
    try:
        swept.parts_removed = _remove_parts(settings, conn, now)
    except LandingError as error:
        _log.warning("%s", error)
    return swept


def _settle(conn: Connection, left: LeftLanding, swept: Swept, *, run_id: int, now: datetime) -> None:
    if left.is_open and not _finish(conn, left, swept, now):
        return
    if left.times_swept >= TRIES:
        _lose(conn, left, swept, f"could not be stored in {TRIES} runs; what is whole in it is stored")
        return
    feed_ids = take_landing(conn, left.uri, run_id, now)
    if feed_ids is not None:
        claim_feeds(conn, run_id, feed_ids, now)  # so that they are not polled again meanwhile
        swept.leftovers.append(Leftover(left.run_id, left.uri, feed_ids))


def _finish(conn: Connection, left: LeftLanding, swept: Swept, now: datetime) -> bool:
    """Salvage an unfinished landing file; False if there is nothing to store, now or at all."""
    feed_ids: tuple[int, ...] = ()
    try:
        for part in landing.parts_of(left.uri):
            feed_ids = landing.salvage(part, left.uri) or feed_ids
    except landing.StillWritten:  # its task outlives its run
        return False
    if not feed_ids and landing.is_landed(left.uri):
        feed_ids = tuple(_feed_ids(left.uri))
    if not feed_ids and not landing.parts_lie_beside(left.uri) and now - left.opened_at < ELSEWHERE:
        return False  # the part may be on another worker: a run planned there finds it
    if not feed_ids:
        _lose(conn, left, swept, "nothing was landed")
        return False
    note_landed(conn, left.uri, feed_ids, now, orderly=False, detail="its task was killed")
    return True


def _feed_ids(uri: str) -> Iterator[int]:
    try:
        for landed in landing.read_landed(uri):
            yield landed.exchange.feed_id
    except LandingError as error:
        _log.warning("%s", error)


def _lose(conn: Connection, left: LeftLanding, swept: Swept, why: str) -> None:
    note_lost(conn, left.uri, why)
    swept.lost.append(f"{left.uri.rpartition('/')[2]} of run {left.run_id}: {why}")


def _close(conn: Connection, run: RunningRun, swept: Swept, now: datetime) -> None:
    what = ""
    if run.kind == "ingest":
        files = sum(leftover.run_id == run.id for leftover in swept.leftovers)
        what = (
            f"{counted(files, 'landing file')} of it {are(files)} stored by the next run"
            if files
            else "nothing of it was left to store"
        )
    close_dead(conn, run, now, what)
    swept.closed.append(run.id)


def _remove_parts(settings: Settings, conn: Connection, now: datetime) -> int:
    """Remove old, unrecorded parts whose writers are gone, such as those of an archive walk."""
    days = [(now - timedelta(days=back)).date() for back in range(DAYS_BACK + 1)]
    parts = landing.list_parts(settings.landing_url, days)
    if not parts:
        return 0
    recorded = {part for uri in open_landings(conn) for part in landing.parts_of(uri)}
    removed = 0
    for part in parts:
        if part not in recorded and landing.age_of(part) > PART_IS_OLD:
            removed += landing.remove_part(part)
    return removed


def _runs(ids: list[int]) -> str:
    return f"run{'s' if len(ids) > 1 else ''} {', '.join(map(str, ids))}"
