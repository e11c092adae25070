"""A day in, its jobs with their cost out; and at the end the day's run closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wireroom import store
from wireroom.archive import DocumentsOrigin
from wireroom.backfill.jobs import ORIGINS, Job
from wireroom.backfill.origins import landed_origin, rfc5005_origin
from wireroom.errors import ConfigurationError, OriginError
from wireroom.feed_match import matching_feeds
from wireroom.models import Counts, Exchange, Feed
from wireroom.settings import Settings
from wireroom.sources import pack_shards


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A run opened in the database and its jobs."""

    run_id: int
    jobs: tuple[Job, ...]


def plan_day(
    settings: Settings,
    *,
    key: str | None,
    day: date,
    origins: Sequence[str],
    now: datetime,
    match: str = "",
    documents: str | None = None,
) -> DayPlan:
    """Open the run `key` and make the jobs of `day`; nothing is fetched. Without a key no run is opened and
    nothing written: for a look at the cost. `match` keeps some feeds of those
    origins that know feeds (`landed`, `rfc5005`).

    Raises ConfigurationError for no origin, one that is unknown or lacks what it needs, and for a `match`
    that no feed answers to.
    """
    if not origins:
        raise ConfigurationError(f"name at least one origin: {', '.join(ORIGINS)}")
    unknown = sorted(set(origins) - set(ORIGINS))
    if unknown:
        raise ConfigurationError(f"no origin is named {', '.join(unknown)}; there are {', '.join(ORIGINS)}")
    if "documents" in origins and not documents:
        raise ConfigurationError("the origin `documents` needs the param `documents`: a folder or fsspec URL")
    with store.connect(settings.database_url) as conn:
        matching = matching_feeds(conn, match) if match else ()
        run_id = store.open_run(conn, "backfill", key, now) if key else 0
        feeds = store.feeds_with_archive(conn, match=match) if "rfc5005" in origins else ()
        jobs = _archive_jobs(conn, settings, feeds, day, now)
    if "landed" in origins:
        cost = landed_origin(settings).cost(day)
        jobs.insert(0, Job("landed", "landed files", cost.requests, cost.size, cost.note, matching))
    if "documents" in origins and documents:
        cost = DocumentsOrigin(documents, refused=lambda error: None, now=now).cost(day)
        jobs.append(
            Job(
                "documents", f"documents of {documents}", cost.requests, cost.size, cost.note, place=documents
            )
        )
    return DayPlan(run_id, tuple(jobs))


def finish_day(settings: Settings, *, run_id: int, counts: Counts, failure: str, now: datetime) -> None:
    """Close the run; `failure` in words where something is missing, else empty."""
    with store.connect(settings.database_url) as conn:
        store.close_run(conn, run_id, now, counts, failure=failure)


def _archive_jobs(
    conn: store.Connection, settings: Settings, feeds: Sequence[Feed], day: date, now: datetime
) -> list[Job]:
    by_id = {feed.id: feed for feed in feeds}
    jobs = []
    for shard in pack_shards(feeds, settings.max_shards):
        known = store.archive_indexes(conn, shard.feed_ids)
        costs = [
            rfc5005_origin(by_id[feed_id], known.get(feed_id, {}), get=_no_request, now=now).cost(day)
            for feed_id in shard.feed_ids
        ]
        total = sum(costs[1:], costs[0])
        jobs.append(
            Job(
                "rfc5005", f"archives of {shard.name}", total.requests, total.size, total.note, shard.feed_ids
            )
        )
    return jobs


def _no_request(url: str) -> Exchange:
    raise OriginError(f"{url}: planning asks nobody", origin="rfc5005")
