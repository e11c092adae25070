"""`wireroom backfill status`: what was asked for, how far it is, when it will be done."""

from __future__ import annotations

from datetime import datetime

from wireroom import backfill, store
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted, size_in_words
from wireroom.errors import ConfigurationError
from wireroom.runtime.this_process import has_ended
from wireroom.settings import Settings


def show(settings: Settings, number: int | None, *, now: datetime) -> int:
    """Print one line a backfill; of a single one also what was left out and what is wrong.

    Raises ConfigurationError where there is no backfill of that number.
    """
    with store.connect(settings.database_url) as conn:
        found = list(store.backfills(conn, now=now, number=number))
        if number is not None and not found:
            raise ConfigurationError(f"there is no backfill {number}; `wireroom backfill status` lists them")
        for each in found:
            print(line(each, now))
        days = store.days_by_origin(conn) if number is None else []
        for origin in days:
            print(_days(origin))
        if not found and not days:
            print("no backfill was asked for yet")
        for each in found if number is not None else ():
            for reason, (count, example) in store.left_out(conn, each.id).items():
                print(f"  left out: {count:,} {reason} ({masked(example)})")
            for unit, detail in store.units_in_trouble(conn, each.id):
                print(masked(f"  {unit}: {detail}"))
    return 0


def _days(each: store.OriginDays) -> str:
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


def line(each: store.Backfill, now: datetime) -> str:
    """How far it is, in words."""
    what = f"{each.origin}:{masked(each.place)}" if each.place else each.origin
    days = f" {each.since} to {each.until}" if each.since else ""
    is_of_files = isinstance(backfill.origin_named(each.origin), backfill.FromPlace)
    units = counted(each.units, "file" if is_of_files else "day")
    size = f", {size_in_words(each.size_read)} of {size_in_words(each.size)}" if is_of_files else ""
    return (
        f"{each.id}: {what}{days}: {each.ended:,} of {units}{size}; {each.inserted:,} new, "
        f"{each.revised:,} changed, {each.unchanged:,} known; {_state(each, now)}"
    )


def to_resume(settings: Settings, number: int | None, *, now: datetime) -> store.Backfill:
    """The backfill to go on with. Raises ConfigurationError where there is none, or somebody is at it."""
    with store.connect(settings.database_url) as conn:
        found = list(store.backfills(conn, now=now, number=number, limit=200))
    open_ones = [each for each in found if each.ended < each.units or each.failed]
    if not open_ones:
        what = f"backfill {number}" if number is not None else "every backfill"
        raise ConfigurationError(
            f"{what} is complete: nothing is left to do" if found else f"{what}: there is none"
        )
    first = open_ones[0]
    if first.is_alive and not (first.process and has_ended(first.process)):
        raise ConfigurationError(f"backfill {first.id} is being read now, by {first.process or 'Airflow'}")
    return first


def _state(each: store.Backfill, now: datetime) -> str:
    wrong = f", {each.failed:,} with something missing" if each.failed else ""
    if not each.units and each.status == "failed":
        return masked(f"failed: {each.detail}")
    if each.ended == each.units:
        return f"complete{wrong}"
    if each.is_alive and not (each.process and has_ended(each.process)):
        return f"running, {_left(each, now)}{wrong}"
    return f"stopped: `wireroom backfill resume {each.id}` goes on{wrong}"


def _left(each: store.Backfill, now: datetime) -> str:
    """How long the rest takes, by the time that was worked at what is done: pauses and others' work apart."""
    since_resumed = (now - each.resumed_at).total_seconds() if each.resumed_at else 0.0
    done = (each.work_done - each.work_before) / max(each.work - each.work_before, 1)
    return backfill.eta_in_words(each.worked_seconds + since_resumed, done)
