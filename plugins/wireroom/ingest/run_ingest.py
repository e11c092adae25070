"""Plan a scheduled run, and run it from end to end without a scheduler.

Not done here: transforming (`transform`), deciding (`decide`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.errors import WireroomError
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.feed_list.matching_feeds import matching_feeds
from wireroom.ingest.run_report import RunReport, report_run
from wireroom.ingest.sweep import Leftover, sweep
from wireroom.models import Clock, FeedSelection, Shard
from wireroom.runtime.run_ends import IsIdle, give_up, nobody_knows
from wireroom.runtime.this_process import ending_on_sigterm, this_process
from wireroom.settings import Settings
from wireroom.sources import pack_shards
from wireroom.store.clock_jumps import ClockJump, put_clock_right, refuse_clock_behind
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.claims import ClaimLimits, claim_due_feeds
from wireroom.store.feeds.feed_sync import note_list_followed
from wireroom.store.runs import ALIVE_FOR, add_remark, open_run

_log = logging.getLogger(__name__)

DUE_AT_ONCE = 5_000  # feeds that a run polls at most; the rest wait for the next
EARLY = timedelta(minutes=2)  # feeds due within this time are polled too, rather than a whole run late
LONG_SILENCE = timedelta(days=7)  # between two runs, which is worth a remark
REQUEST_TAKES = 0.5  # mean seconds; with the pause, it limits the feeds of a family in a shard's time


@dataclass(frozen=True, slots=True)
class Plan:
    """A run opened in the database, the shards that it polls, and what it stores for earlier runs."""

    run_id: int
    shards: tuple[Shard, ...]
    leftovers: tuple[Leftover, ...] = ()
    list_problem: str = ""  # why the list of feeds could not be followed, in words

    @property
    def feeds(self) -> int:
        """Number of feeds to poll."""
        return sum(len(shard.feed_ids) for shard in self.shards)


def plan_run(
    settings: Settings,
    *,
    key: str,
    now: datetime,
    selection: FeedSelection = FeedSelection(),  # noqa: B008
    process: str | None = None,
    clock_is_right: bool = False,
    is_idle: IsIdle = nobody_knows,
) -> Plan:
    """Open the run `key` (the same key twice is the same run), sweep, claim feeds and pack them into shards.

    Paused and retired feeds, and those that another living run has claimed, are never polled. The database
    follows feeds.yaml first; if the list cannot be followed, the problem is recorded with the run and the
    feeds are left unchanged. `process`: the process that does the whole run, if one does; `is_idle`: what
    the scheduler knows about other runs.

    Raises ConfigurationError if no feed that may be polled fits the selection, and, unless `clock_is_right`,
    if earlier runs show that `now` is behind.
    """
    if not clock_is_right:
        with connect(settings.database_url) as conn:
            refuse_clock_behind(conn, now)
    followed = follow_feed_list(settings, now)
    with connect(settings.database_url) as conn:
        if selection.match:
            matching_feeds(conn, selection.match, to_poll=True)
        run_id = open_run(conn, "ingest", key, now, alive_for=ALIVE_FOR, process=process)
        note_list_followed(conn, run_id, not followed.problem)
        _remark(conn, run_id, followed.problem and f"The list of feeds was not followed: {followed.problem}.")
        _remark(conn, run_id, clock_in_words(put_clock_right(conn, run_id, now), now))
        swept = sweep(settings, conn, run_id=run_id, now=now, is_idle=is_idle)
        _remark(conn, run_id, swept.in_words())
        limits = ClaimLimits(DUE_AT_ONCE, family_share(settings), EARLY)
        taken = [feed_id for leftover in swept.leftovers for feed_id in leftover.feed_ids]
        feeds = claim_due_feeds(conn, run_id, now, selection, limits, but_not=taken)
    return Plan(run_id, pack_shards(feeds, settings.max_shards), tuple(swept.leftovers), followed.problem)


def clock_in_words(jump: ClockJump, now: datetime) -> str:
    """A remark for the operator about this machine's clock; empty if it seems right."""
    if jump.ahead_until is not None:
        return (
            f"A clock was ahead, at {jump.ahead_until:%Y-%m-%d %H:%M} UTC or later: what the polls of "
            f"{jump.feeds} feeds taught then is forgotten, {jump.articles} articles are dated anew, and the "
            "feeds are due."
        )
    if jump.since_last_run is not None and jump.since_last_run > LONG_SILENCE:
        return (
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, {jump.since_last_run.days} days after the run before: "
            "either nothing ran for so long, or this machine's clock is ahead."
        )
    return ""


def family_share(settings: Settings) -> int:
    """The number of feeds of one politeness family that a run polls: as many as fit into a shard's time."""
    return max(int(settings.shard_time.total_seconds() / (settings.family_pause + REQUEST_TAKES)), 1)


def run_ingest(
    settings: Settings,
    *,
    key: str,
    clock: Clock,
    match: str = "",
    even_if_not_due: bool = False,
    in_full: bool = False,
    clock_is_right: bool = False,
) -> RunReport:
    """Run all steps in this process. A shard that cannot be landed or stored does not stop the others."""
    plan = plan_run(
        settings,
        key=key,
        now=clock(),
        selection=FeedSelection(match, even_if_not_due, in_full),
        process=this_process(),
        clock_is_right=clock_is_right,
    )
    try:
        with ending_on_sigterm():
            for leftover in plan.leftovers:
                _file_leftover(settings, leftover, plan.run_id, clock)
            for shard in plan.shards:
                _do_shard(settings, shard, plan.run_id, key, clock)
    except BaseException as error:
        give_up(settings, plan.run_id, clock(), error)
        raise
    return report_run(settings, run_id=plan.run_id, expected=plan.feeds, now=clock())


def _file_leftover(settings: Settings, leftover: Leftover, run_id: int, clock: Clock) -> None:
    from wireroom.load import load_landed  # here, since a run with nothing to do needs no transforming code

    try:
        load_landed(settings, run_id=leftover.run_id, uri=leftover.uri, clock=clock, at_work=run_id)
    except WireroomError as error:
        _trouble(settings, run_id, f"what run {leftover.run_id} left could not be stored: {error}")


def _do_shard(settings: Settings, shard: Shard, run_id: int, key: str, clock: Clock) -> None:
    from wireroom.ingest.collect_shard import collect_shard
    from wireroom.load import load_landed

    try:
        name = f"shard-{shard.number:02d}"
        collected = collect_shard(
            settings, shard.feed_ids, run_id=run_id, run_key=key, name=name, clock=clock
        )
        load_landed(settings, run_id=run_id, uri=collected.uri, clock=clock)
    except WireroomError as error:
        _trouble(settings, run_id, f"the shard of {shard.name} was not stored: {error}")


def _trouble(settings: Settings, run_id: int, words: str) -> None:
    """Record a problem with the run. Raises StoreError if Postgres is not available, which ends the run."""
    _log.error(words)
    with connect(settings.database_url) as conn:
        _remark(conn, run_id, words)


def _remark(conn: Connection, run_id: int, words: str) -> None:
    if words:
        _log.warning(words)
        add_remark(conn, run_id, words)
