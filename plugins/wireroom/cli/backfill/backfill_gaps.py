"""`wireroom backfill gaps`: days on which something may be missing, who could close them; and doing it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from wireroom.backfill.gaps import Gap, close_gaps, find_gaps
from wireroom.backfill.jobs import Allowance
from wireroom.cli.console import counts_in_words, day_argument, say_stopped, utc_now
from wireroom.common.days import in_order
from wireroom.common.text.counted import are, counted, size_in_words
from wireroom.models import Clock, Counts, DayRange
from wireroom.settings import Settings

_FIRST = date(2000, 1, 1)
MOST_REQUESTS = 1_000  # unless told otherwise: a quarter of an hour, of a web archive more than one


def window(since: date | None, until: date | None, *, now: datetime) -> DayRange:
    """First and last day to look at; a day that is not over has no gap yet."""
    last = until or now.date() - timedelta(days=1)
    in_order(since, last)
    return since or _FIRST, last


def show(settings: Settings, days: DayRange, match: str, *, clock: Clock) -> int:
    """A line for days in a row of a feed that one origin could close."""
    gaps = find_gaps(settings, since=days[0], until=days[1], match=match, now=clock())
    for some in _in_a_row(gaps):
        print(_line(some))
    if not gaps:
        print("no gaps are suspected")
        return 0
    feeds = len({gap.feed_id for gap in gaps})
    open_ones = sum(gap.origin is not None for gap in gaps)
    print(
        f"{counted(len(gaps), 'suspected gap')} of {counted(feeds, 'feed')}, "
        f"{open_ones:,} of which an origin may close"
    )
    if open_ones:
        print(_price(gaps, MOST_REQUESTS))
        print("`wireroom backfill gaps --close` asks for them")
    return 0


def close(
    settings: Settings, days: DayRange, match: str, *, clock: Clock, most_requests: int = MOST_REQUESTS
) -> int:
    """Say what it will cost, then ask the origins, with at most so many requests; 1 where gaps are left."""
    total, allowance = Counts(), Allowance(most_requests or None)
    before = find_gaps(settings, since=days[0], until=days[1], match=match, now=clock())
    print(_price(before, most_requests), flush=True)
    closing = close_gaps(
        settings, since=days[0], until=days[1], match=match, clock=clock, allowance=allowance
    )
    try:
        for done in closing:
            print(f"{done.day} {done.origin}: {counts_in_words(done.counts)}", flush=True)
            for words in (*done.notes, *done.problems):
                print(f"  {words}")
            total += done.counts
    except (KeyboardInterrupt, BrokenPipeError) as ended_by:
        say_stopped(ended_by, "stopped: what was read is kept; `wireroom backfill gaps --close` goes on")
        raise
    left = find_gaps(settings, since=days[0], until=days[1], match=match, now=clock())
    for some in _in_a_row(left):
        print(_line(some))
    if left and allowance.is_spent:
        print(
            f"stopped at the limit of {counted(most_requests, 'request')}; what was read is kept, "
            "the same command goes on, --max-requests sets another limit"
        )
    print(
        f"{counted(allowance.made, 'request')} made; {counts_in_words(total)}; "
        f"{counted(len(left), 'gap')} {are(len(left))} left"
    )
    return 1 if left else 0


def _price(gaps: Sequence[Gap], most_requests: int) -> str:
    """What asking the first origins will cost, as far as that is known without asking."""
    open_ones = [gap for gap in gaps if gap.origin]
    known = [gap.requests for gap in open_ones if gap.requests is not None]
    told = [f"{counted(sum(known), 'request')} for {len(known):,} of them"] if known else []
    if len(known) < len(open_ones):
        told.append(f"unknown before for {len(open_ones) - len(known):,}")
    limit = (
        f"at most {most_requests:,} {are(most_requests)} made (--max-requests)"
        if most_requests
        else "without a limit"
    )
    return f"{counted(len(open_ones), 'gap')} to ask for: {', '.join(told) or 'nothing to do'}; {limit}"


def _in_a_row(gaps: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Days that follow each other, of one feed, for one reason, which the same origin could close."""

    def alike(numbered: tuple[int, Gap]) -> tuple[object, ...]:
        place, gap = numbered
        return gap.feed_id, gap.why, gap.origin, str(gap.asked), gap.day - timedelta(days=place)

    for _, some in groupby(enumerate(gaps), alike):
        yield [gap for _, gap in some]


def _line(some: Sequence[Gap]) -> str:
    first, last = some[0], some[-1]
    days = f"{first.day}" if len(some) == 1 else f"{first.day} to {last.day} ({counted(len(some), 'day')})"
    asked = ", ".join(f"{name} {state}" for name, state in sorted(first.asked.items()))
    told = f" (asked: {asked})" if asked else ""
    if first.origin is None:
        return f"{days}  {first.feed}: {first.why}; no origin is left to ask{told}"
    return f"{days}  {first.feed}: {first.why}; {first.origin} could close it, {_cost(some)}{told}"


def _cost(some: Sequence[Gap]) -> str:
    requests, sizes = [gap.requests for gap in some], [gap.size for gap in some]
    known = [each for each in requests if each is not None]
    if len(known) < len(requests) or None in sizes:
        return f"requests unknown before ({some[0].note})" if some[0].note else "requests unknown before"
    return f"{counted(sum(known), 'request')}, {size_in_words(sum(each or 0 for each in sizes))}"


def add_parser(actions: Any) -> None:
    """Add the parser of `gaps`."""
    text = "days of feeds on which something may be missing, and which origin could close each at what cost"
    gaps = actions.add_parser("gaps", help=text, description=text)
    gaps.add_argument("--since", type=day_argument, help="first day; default: as far back as polls are kept")
    gaps.add_argument("--until", type=day_argument, help="last day, included; default: yesterday")
    gaps.add_argument("--match", default="", help="only feeds whose URL, title or publisher has this")
    gaps.add_argument("--close", action="store_true", help="ask the origins, one after the other")
    gaps.add_argument(
        "--max-requests",
        type=_count,
        default=MOST_REQUESTS,
        metavar="N",
        help="stop after so many requests and keep what was read (default: %(default)s; 0: no limit)",
    )
    gaps.set_defaults(run=_asked)


def _asked(arguments: argparse.Namespace) -> int:
    days = window(arguments.since, arguments.until, now=utc_now())
    settings = Settings.from_environment()
    if not arguments.close:
        return show(settings, days, arguments.match, clock=utc_now)
    most = arguments.max_requests
    return close(settings, days, arguments.match, clock=utc_now, most_requests=most)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of requests: 0 or more")
    return int(text)
