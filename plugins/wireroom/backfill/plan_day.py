"""Plan the jobs of a day, each with its cost; and close the day's run at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from wireroom.archive.origin import Cost
from wireroom.archive.register import ORIGINS, FromFeeds, FromLanding, FromPlace, origin_named
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.backfill.jobs import DayRequest, Job
from wireroom.backfill.origins import feed_history, landed_files
from wireroom.common.urls import host_of
from wireroom.errors import ConfigurationError, OriginError
from wireroom.feed_list.matching_feeds import matching_feeds
from wireroom.models import Counts, Exchange, Feed
from wireroom.runtime.run_ends import close_dead_runs
from wireroom.settings import Settings
from wireroom.sources import pack_shards
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_reads import Documents, archive_documents, feeds_with_past
from wireroom.store.runs import close_run, open_run, run_summary


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A run opened in the database (0: none), and its jobs."""

    run_id: int
    jobs: tuple[Job, ...]


def plan_day(
    settings: Settings, request: DayRequest, *, key: str | None, now: datetime, process: str | None = None
) -> DayPlan:
    """Open the run `key` and make the jobs of the day. Nothing is fetched.

    Without a `key` no run is opened and nothing is written, which only shows the cost. `process` names the
    process that does the whole run, if one does.

    Raises ConfigurationError if no origin is named, one is unknown or lacks a setting, or no feed matches.
    """
    check_origins(request.origins, request.place)
    with connect(settings.database_url) as conn:
        matching = matching_feeds(conn, request.match) if request.match else ()
        run_id = 0
        if key:
            full_text = request.full_text
            run_id = open_run(conn, "backfill", key, now, process=process, full_text=full_text)
            close_dead_runs(settings, conn, run_id, now)
        jobs: list[Job] = []
        for name in (name for name in ORIGINS if name in request.origins):
            match ORIGINS[name]:
                case FromLanding() as origin:
                    jobs.append(_landed_job(settings, name, origin, matching, request.day))
                case FromFeeds() as origin:
                    jobs += _feed_jobs(conn, settings, name, origin, request, now=now)
                case FromPlace():
                    jobs.append(_place_job(name, request.place or ""))
    return DayPlan(run_id, tuple(jobs))


def check_origins(origins: Sequence[str], place: str | None) -> None:
    """Raise ConfigurationError if no origin is named, or one is unknown or lacks its place."""
    if not origins:
        raise ConfigurationError(f"name at least one origin: {', '.join(ORIGINS)}")
    for name in origins:
        origin = origin_named(name)
        if isinstance(origin, FromPlace) and not place and not origin.default_place:
            raise ConfigurationError(
                f"the origin {name} needs the param `documents`, on the command line --from {name}:PLACE: a "
                "file, a folder or an fsspec URL"
            )


def finish_day(settings: Settings, *, run_id: int, counts: Counts, failure: str, now: datetime) -> Counts:
    """Close the run and return its total counts; `failure` says in words what is missing.

    `counts` are those of attempts that ended; what killed attempts stored is added from the database.
    """
    with connect(settings.database_url) as conn:
        counts = _with_broken_tries(counts, run_summary(conn, run_id).counts)
        close_run(conn, run_id, now, counts, failure=failure)
    return counts


def _with_broken_tries(counts: Counts, filed: Counts) -> Counts:
    """`counts` with what killed attempts inserted and revised; `filed`: as counted from the run's rows."""
    inserted, revised = max(counts.inserted, filed.inserted), max(counts.revised, filed.revised)
    left_out = counts.rejected + counts.dropped
    entries = max(counts.entries, inserted + revised + left_out)
    unchanged = entries - inserted - revised - left_out
    return replace(counts, entries=entries, inserted=inserted, revised=revised, unchanged=max(unchanged, 0))


def _landed_job(
    settings: Settings, name: str, origin: FromLanding, feed_ids: tuple[int, ...], day: date | None
) -> Job:
    cost = origin.open(landed_files(settings)).cost(day)
    return Job(name, "landed files", cost.requests, cost.size, cost.note, feed_ids)


def _feed_jobs(
    conn: Connection,
    settings: Settings,
    name: str,
    origin: FromFeeds,
    request: DayRequest,
    *,
    now: datetime,
) -> Iterator[Job]:
    match, day = request.match, request.day
    # For all days the feed itself is asked: one with fh:complete has no links to an archive.
    linked_only = origin.linked_only and day is not None
    # Which feeds link to an archive is known after their first poll. Feeds that were never polled are asked
    # only if `match` names them: a run on a new machine would ask all feeds, and fail without a network.
    feeds = feeds_with_past(conn, match=match, linked_only=linked_only, unpolled=bool(match))
    if origin.by_site:
        feeds = tuple({host_of(feed.spec.url): feed for feed in reversed(feeds)}.values())[::-1]
    by_id = {feed.id: feed for feed in feeds}
    for shard in pack_shards(feeds, 1 if origin.one_server else settings.max_shards):
        known = archive_documents(conn, shard.feed_ids)
        costs = [
            cost_of_feed(settings, origin, by_id[feed_id], known.get(feed_id, {}), day=day, now=now)
            for feed_id in shard.feed_ids
        ]
        total = sum(costs[1:], costs[0])
        yield Job(
            name, f"{name}: archives of {shard.name}", total.requests, total.size, total.note, shard.feed_ids
        )


def cost_of_feed(
    settings: Settings,
    origin: FromFeeds,
    feed: Feed,
    known: Documents,
    *,
    day: date | None,
    now: datetime,
) -> Cost:
    """What a day of one feed would cost, given the `known` documents; nothing is requested."""
    return origin.open(known_history(settings, feed, known, now)).cost(day)


def known_history(settings: Settings, feed: Feed, known: Documents, now: datetime) -> FeedHistory:
    """The history of one feed for estimates, from `known` documents only: a request raises OriginError."""
    return feed_history(settings, feed, known, get=_no_request, now=now)


def _place_job(name: str, place: str) -> Job:
    """The job of a day of files, which costs nothing: `backfill_files` reads them once for all days."""
    return Job(name, f"{name} of {place}", 0, 0, "the day's articles as the ledger holds them", place=place)


def _no_request(url: str) -> Exchange:
    raise OriginError(f"{url}: planning asks nobody", origin="plan")
