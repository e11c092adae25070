"""`wireroom backfill status`: what was asked for, how far it is, when it will be done."""

from __future__ import annotations

from datetime import datetime

from wireroom.archive.register import reads_files
from wireroom.backfill.origins import size_told
from wireroom.backfill.plan_files import STOPPED_WHILE_PLANNING
from wireroom.backfill.read_so_far import eta_in_words
from wireroom.common.masking import masked
from wireroom.common.text.counted import are, counted, size_in_words
from wireroom.errors import ConfigurationError
from wireroom.runtime.this_process import has_ended
from wireroom.settings import Settings
from wireroom.store.backfills import (
    Backfill,
    OriginDays,
    backfills,
    days_by_origin,
    left_out,
    units_in_trouble,
)
from wireroom.store.connection import connect


def show(settings: Settings, number: int | None, *, now: datetime) -> int:
    """Print one line a backfill; of a single one also what was left out and what is wrong.

    Raises ConfigurationError where there is no backfill of that number.
    """
    with connect(settings.database_url) as conn:
        found = list(backfills(conn, now=now, number=number))
        if number is not None and not found:
            raise ConfigurationError(f"there is no backfill {number}; `wireroom backfill status` lists them")
        for each in found:
            print(line(each, now))
        days = days_by_origin(conn) if number is None else []
        for origin in days:
            print(_days(origin))
        if not found and not days:
            print("no backfill was asked for yet")
        for each in found if number is not None else ():
            for reason, (count, example) in left_out(conn, each.id).items():
                print(f"  left out: {count:,} {reason} ({masked(example)})")
            for unit, detail in units_in_trouble(conn, each.id):
                print(masked(f"  {unit}: {detail}"))
    return 0


def _days(each: OriginDays) -> str:
    """Of days the ledger has a line a feed, whoever asked: Airflow's backfills are in no other list."""
    span = f"{each.first_day} to {each.last_day}" if each.first_day != each.last_day else each.first_day
    left = "".join(
        f", {count:,} {words}"
        for count, words in ((each.uncovered, "not covered"), (each.failed, "failed"))
        if count
    )
    return (
        f"days of {each.origin}: {each.days:,} ({span}) of {counted(each.feeds, 'source')}: "
        f"{each.done:,} done{left}; "
        f"{each.inserted:,} new, {counted(each.requests, 'request')}; last at "
        f"{each.latest_at:%Y-%m-%d %H:%M} UTC"
    )


def line(each: Backfill, now: datetime) -> str:
    """How far it is, in words."""
    what = f"{each.origin}:{masked(each.place)}" if each.place else each.origin
    days = f" {each.since} to {each.until}" if each.since else ""
    units = counted(each.units, "file" if reads_files(each.origin) else "day")
    size = ""
    if reads_files(each.origin):
        told = size_told(each.request, each.size, each.units)
        size = f", {size_in_words(each.size_read)} of {told}" if each.size or not each.units else f", {told}"
    return (
        f"{each.id}: {what}{days}: {each.ended:,} of {units}{size}; {each.inserted:,} new, "
        f"{each.revised:,} changed, {each.unchanged:,} known; {_state(each, now)}"
    )


def to_resume(settings: Settings, number: int | None, *, now: datetime) -> Backfill:
    """The backfill to go on with. Raises ConfigurationError where there is none, or somebody is at it."""
    with connect(settings.database_url) as conn:
        found = list(backfills(conn, now=now, number=number, limit=200))
    open_ones = [
        each
        for each in found
        if each.left_to_do or (not _is_planned(each) and (number is not None or not _is_refused(each)))
    ]
    if not open_ones:
        raise ConfigurationError(_nothing_left(found, number))
    waiting = [each for each in open_ones if not _is_at_work(each)]
    if not waiting:
        first = open_ones[0]
        raise ConfigurationError(f"backfill {first.id} is being read now, by {first.process or 'Airflow'}")
    return waiting[0]


def _nothing_left(found: list[Backfill], number: int | None) -> str:
    """Why nothing can be resumed; what is damaged stays so, until the file is another."""
    what = f"backfill {number}" if number is not None else "every backfill"
    if not found:
        return f"{what}: there is none"
    state = "complete or was refused" if any(map(_is_refused, found)) else "complete"
    words = f"{what} is {state}: nothing is left to do"
    if damaged := [each for each in found if each.failed]:
        first = damaged[0]
        words += (
            f"; of backfill {first.id} {counted(first.failed, 'file')} {are(first.failed)} damaged: "
            f"`wireroom backfill status {first.id}` names them, mended they are read by a new "
            f"`wireroom backfill run`"
        )
    return words


def _state(each: Backfill, now: datetime) -> str:
    wrong = f", {each.failed:,} with something missing" if each.failed else ""
    if not _is_planned(each):
        return _while_planning(each)
    if each.ended == each.units:
        # As its run and its exit code say: what misses something is not complete.
        state = f"failed: it ended{wrong}" if each.failed else "complete"
        if each.status == "failed" and each.detail and not each.failed:
            state = masked(f"failed: {each.detail}")
        return f"{state}: {_goes_on(each)}" if each.left_to_do else state
    if _is_at_work(each):
        return f"running, {_left(each, now)}{wrong}"
    if each.status == "failed" and (each.detail or "").startswith(
        f"{each.origin}: "
    ):  # an OriginError's words
        return masked(f"stopped: {each.detail}; once it can be read, {_goes_on(each)}{wrong}")
    return f"stopped: {_goes_on(each)}{wrong}"


def _while_planning(each: Backfill) -> str:
    if _is_at_work(each):
        return "running, looking what there is to read"
    if each.status == "running" or each.detail == STOPPED_WHILE_PLANNING:
        return f"{STOPPED_WHILE_PLANNING}: {_goes_on(each)}"
    if _is_refused(each):
        # To go on with it would be refused again: the mistake is in the place or in the days.
        return masked(
            f"refused: {each.detail}; nothing was read: with place and days put right, "
            "`wireroom backfill run` reads it"
        )
    return masked(f"failed: {each.detail}; {_goes_on(each)}")


def _is_refused(each: Backfill) -> bool:
    """Whether nothing could be listed: no such place, nobody there, wrong days."""
    is_failed = each.status == "failed" and each.detail != STOPPED_WHILE_PLANNING
    return is_failed and not each.units and not _is_planned(each)


def _goes_on(each: Backfill) -> str:
    return f"`wireroom backfill resume {each.id}` goes on"


def _is_planned(each: Backfill) -> bool:
    """Whether all of its units are known: of files the estimate is what is noted last."""
    return bool(each.estimate) or each.status not in ("running", "failed") or not reads_files(each.origin)


def _is_at_work(each: Backfill) -> bool:
    return each.is_alive and not (each.process and has_ended(each.process))


def _left(each: Backfill, now: datetime) -> str:
    """How long the rest takes, by the time that was worked at what is done: pauses and others' work apart."""
    since_resumed = (now - each.resumed_at).total_seconds() if each.resumed_at else 0.0
    done = (each.work_done - each.work_before) / max(each.work - each.work_before, 1)
    return eta_in_words(each.worked_seconds + since_resumed, done)
