"""`wireroom backfill` of days: one after the other, with progress; what was asked for is kept."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from wireroom.backfill.asked_backfills import (
    at_work_on_days,
    begin_days,
    days_left,
    note_asked_day,
    note_expected,
)
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import DayRequest, LoadedDay
from wireroom.backfill.origins import nothing_landed
from wireroom.backfill.plan_day import finish_day, plan_day
from wireroom.backfill.read_so_far import at_times, eta_in_words
from wireroom.cli.console import counts_in_words, say_stopped
from wireroom.models import BackfillRequest, Clock, Counts
from wireroom.runtime.run_ends import give_up
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.backfills import Backfill


class _Told:
    """Prints what is wrong or odd: of a hundred days that lack the same it is said once."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def tell(self, lines: Sequence[str]) -> None:
        new = [words for words in dict.fromkeys(lines) if words not in self._said]
        for words in new:
            print(f"  {words}")
        if as_before := len(set(lines)) - len(new):
            print(f"  {as_before:,} more, as said of a day before")
        self._said.update(new)


def run(settings: Settings, request: BackfillRequest, days: Sequence[date], *, clock: Clock) -> int:
    """Load the days; 1 where something of any is missing."""
    key = f"days-{clock():%Y%m%dT%H%M%S.%f}"
    backfill_id = begin_days(settings, request, days, key=key, now=clock())
    with _saying_how_to_go_on(backfill_id):
        note_expected(settings, backfill_id, request, days, now=clock())
        return _load(settings, backfill_id, request, days, clock)


def run_all(settings: Settings, request: BackfillRequest, *, clock: Clock) -> int:
    """Load all there is, the undated too; 1 where something is missing. Again, it fetches what is new."""
    origin = request.origin
    try:
        told = _Told()
        came = _one_day(settings, request, None, clock, told)
    except (KeyboardInterrupt, BrokenPipeError) as ended_by:
        goes_on = "begins again; what is stored is skipped" if origin == "landed" else "goes on"
        say_stopped(ended_by, f"stopped: what was fetched and stored is kept; the same command {goes_on}")
        raise
    told.tell(came.problems)
    print(f"all there is: {counts_in_words(came.counts)}")
    if not came.sources:
        print(nobody_to_ask(origin))
    return 1 if came.problems else 0


def resume(settings: Settings, found: Backfill, *, clock: Clock, full_text: bool = False) -> int:
    """Load the days that are left of it; with their pages, where that is or was asked for."""
    days = days_left(settings, found.id)
    request = replace(found.request, full_text=found.full_text or full_text)
    with _saying_how_to_go_on(found.id):
        return _load(settings, found.id, request, days, clock)


@contextmanager
def _saying_how_to_go_on(backfill_id: int) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, BrokenPipeError) as ended_by:
        words = f"stopped: the days before are kept; `wireroom backfill resume {backfill_id}` goes on"
        say_stopped(ended_by, words)
        raise


def _load(
    settings: Settings, backfill_id: int, request: BackfillRequest, days: Sequence[date], clock: Clock
) -> int:
    total, missing, sources, told = Counts(), 0, 0, _Told()
    begun = time.monotonic()
    with at_work_on_days(settings, backfill_id, process=this_process(), now=clock()):
        for number, day in enumerate(days, start=1):
            came = _one_day(settings, request, day, clock, told)
            note_asked_day(settings, backfill_id, request.origin, day, came, now=clock())
            left = (
                f"; {eta_in_words(time.monotonic() - begun, number / len(days))}"
                if number < len(days)
                else ""
            )
            print(f"{day} ({number} of {len(days)}): {counts_in_words(came.counts)}{left}", flush=True)
            told.tell(came.problems)
            total, missing = total + came.counts, missing + len(came.problems)
            sources = max(sources, came.sources)
    print(f"all days: {counts_in_words(total)}")
    is_landed = len(days) > 1 and request.origin == "landed"
    if is_landed and (words := nothing_landed(settings, days[0], days[-1])):
        print(words)
    if days and not sources:
        print(nobody_to_ask(request.origin))
    return 1 if missing else 0


def nobody_to_ask(origin: str) -> str:
    """Why nothing came: a sum of zeros looks like an archive that is empty."""
    return (
        f"{origin}: there is no feed that it could be asked about: "
        "`wireroom backfill plan --help` says what each origin reads"
    )


def _filed(told: Callable[[object], None]) -> Callable[[Counts], None]:
    return lambda counts: told(f"storing: {counts_in_words(counts)}")


def _one_day(
    settings: Settings, request: BackfillRequest, day: date | None, clock: Clock, said: _Told
) -> LoadedDay:
    began = os.times()
    key = f"cli-{day or 'all'}-{clock():%Y%m%dT%H%M%S.%f}"
    asked = DayRequest(day, [request.origin], match=request.feeds_match, full_text=request.full_text)
    plan = plan_day(settings, asked, key=key, now=clock(), process=this_process())
    total, problems, requests, left_out = Counts(), list[str](), 0, Counter[str]()
    try:
        for job in plan.jobs:
            told = at_times(lambda words: print(f"  {words}", flush=True))
            gathered = gather(
                settings, job, day=day, run_key=f"cli-{day or 'all'}", clock=clock, on_answer=told
            )
            filed = file_day(
                settings, gathered, run_id=plan.run_id, day=day, now=clock(), on_batch=_filed(told)
            )
            said.tell((*gathered.notes, *filed.notes))
            total += filed.counts
            requests += sum(walk.requests for walk in gathered.walks)
            left_out += gathered.left_out
            problems += [*gathered.problems, *(problem.words for problem in filed.problems)]
    except BaseException as error:
        give_up(settings, plan.run_id, clock(), error)
        raise
    failure = "; ".join(problems)
    total = finish_day(settings, run_id=plan.run_id, counts=total, failure=failure, now=clock())
    cpu_seconds = sum(os.times()[:4]) - sum(began[:4])  # of this process, and of those that read apart
    return LoadedDay(total, problems, requests, cpu_seconds, left_out, len(plan.jobs))
