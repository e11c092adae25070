"""Find suspected gaps in the coverage of feeds, and close them from the origins that may have the articles.

news.coverage ─▶ gaps ─▶ first origin that was not asked yet ─▶ gather ─▶ file_day
                  ▲                                                          │
                  └───────────────────── what is left ───────────────────────┘
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from wireroom.archive.register import ORIGINS, FromFeeds
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import Allowance, Gathered, Job
from wireroom.backfill.plan_day import finish_day, known_history
from wireroom.common.urls import host_of
from wireroom.models import Clock, Counts
from wireroom.runtime.run_ends import close_dead_runs
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.backfills import SuspectedGap, suspected_gaps
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import archive_documents, feeds_by_id, feeds_with_past
from wireroom.store.runs import open_run

_ANSWERED = ("done", "uncovered")  # states of an origin that has nothing more
Asked = tuple[str, date, int]  # origin, day, feed id


@dataclass(frozen=True, slots=True)
class Gap:
    """A day of a feed on which articles may be missing, and the origin that may have them."""

    feed_id: int
    feed: str  # its title
    day: date
    why: str
    asked: dict[str, str]  # origin that was asked → resulting state
    origin: str | None = None  # the next one to ask; None: all were asked
    requests: int | None = None  # estimated; None: unknown
    size: int | None = None  # bytes, likewise
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """The result of asking one origin about the gaps of a day."""

    day: date
    origin: str
    counts: Counts
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def find_gaps(
    settings: Settings,
    *,
    since: date,
    until: date,
    match: str = "",
    now: datetime,
    passed_over: Collection[Asked] = (),
) -> tuple[Gap, ...]:
    """Gaps of days that have ended, as far back as polls are kept; nothing is fetched.

    Origins are chosen in the order of the register, which begins with the feed's own archive.
    `passed_over`: what was just asked and is not to be asked again.
    """
    with connect(settings.database_url) as conn:
        found = suspected_gaps(conn, since, until, match)
        ids = list(dict.fromkeys(gap.feed_id for gap in found))
        feeds = {feed.id: feed for feed in feeds_by_id(conn, ids)}
        known = archive_documents(conn, ids)
        linked = {feed.id for feed in feeds_with_past(conn, linked_only=True)}
    pasts = {each: known_history(settings, feed, known.get(each, {}), now) for each, feed in feeds.items()}
    return tuple(
        _with_origin(gap, pasts[gap.feed_id], linked, passed_over)
        for gap in found
        if gap.day < now.date() and gap.feed_id in feeds
    )


def _with_origin(
    gap: SuspectedGap, past: FeedHistory, linked: set[int], passed_over: Collection[Asked]
) -> Gap:
    bare = Gap(gap.feed_id, gap.feed, gap.day, gap.suspected_gap, gap.origins)
    for name, origin in ORIGINS.items():
        was_asked = gap.origins.get(name) in _ANSWERED or (name, gap.day, gap.feed_id) in passed_over
        if not isinstance(origin, FromFeeds) or was_asked:
            continue
        if origin.linked_only and gap.feed_id not in linked:
            continue
        cost = origin.open(past).cost(gap.day)
        return Gap(
            bare.feed_id, bare.feed, bare.day, bare.why, bare.asked, name, cost.requests, cost.size, cost.note
        )
    return bare


def close_gaps(
    settings: Settings,
    *,
    since: date,
    until: date,
    match: str = "",
    clock: Clock,
    allowance: Allowance | None = None,
) -> Iterator[ClosedDay]:
    """Close gaps day by day; for gaps that are left, ask the next origin, until all were asked.

    Ends earlier if the allowance of requests is spent. If killed, it can be started again with what is left.
    Raises LandingError and StoreError.
    """
    allowance = allowance or Allowance()
    asked: set[Asked] = set()  # so that a failure is not repeated for ever
    while True:
        jobs: dict[tuple[date, str], list[int]] = defaultdict(list)
        for gap in find_gaps(settings, since=since, until=until, match=match, now=clock(), passed_over=asked):
            if gap.origin:
                jobs[gap.day, gap.origin].append(gap.feed_id)
                asked.add((gap.origin, gap.day, gap.feed_id))
        if not jobs:
            return
        for (day, name), feed_ids in sorted(jobs.items()):
            if allowance.is_spent:
                return
            yield _ask(settings, day, name, tuple(feed_ids), clock=clock, allowance=allowance)


def _asked(
    settings: Settings, job: Job, day: date, key: str, *, clock: Clock, allowance: Allowance
) -> Gathered:
    """Gather for a job; if the origin belongs to a site, one walk counts for all feeds of that site."""
    origin = ORIGINS[job.origin]
    if not (isinstance(origin, FromFeeds) and origin.by_site):
        return gather(settings, job, day=day, run_key=key, clock=clock, allowance=allowance)
    with connect(settings.database_url) as conn:
        feeds = feeds_by_id(conn, job.feed_ids)
    walking = {host_of(feed.spec.url): feed.id for feed in reversed(feeds)}
    one = replace(job, feed_ids=tuple(walking.values()))
    gathered = gather(settings, one, day=day, run_key=key, clock=clock, allowance=allowance)
    walks = {walk.feed_id: walk for walk in gathered.walks}
    others = (
        replace(walks[walking[host_of(feed.spec.url)]], feed_id=feed.id, requests=0, size=0, cpu_seconds=0.0)
        for feed in feeds
        if feed.id not in walks
    )
    return replace(gathered, job=job, walks=(*gathered.walks, *others))


def _ask(
    settings: Settings,
    day: date,
    name: str,
    feed_ids: tuple[int, ...],
    *,
    clock: Clock,
    allowance: Allowance,
) -> ClosedDay:
    key = f"{day} gaps {name} {clock():%Y%m%dT%H%M%S.%f}"
    with connect(settings.database_url) as conn:
        run_id = open_run(conn, "backfill", key, clock(), process=this_process())
        close_dead_runs(settings, conn, run_id, clock())
    job = Job(name, f"{name}: gaps of {day}", feed_ids=feed_ids)
    counts, problems, notes = Counts(), list[str](), list[str]()
    try:
        gathered = _asked(settings, job, day, key, clock=clock, allowance=allowance)
        filed = file_day(settings, gathered, run_id=run_id, day=day, now=clock())
        counts = filed.counts
        problems += [*gathered.problems, *(problem.words for problem in filed.problems)]
        notes += [*gathered.notes, *filed.notes]
    except BaseException as error:
        problems.append(str(error) or type(error).__name__)
        raise
    finally:
        failure = "; ".join(problems)
        counts = finish_day(settings, run_id=run_id, counts=counts, failure=failure, now=clock())
    return ClosedDay(day, name, counts, tuple(problems), tuple(notes))
