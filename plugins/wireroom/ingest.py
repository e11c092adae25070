"""A scheduled run without its scheduler: due feeds in, articles in Postgres out.

    plan_run ─▶ [Shard, …]                                     which feeds are due
      └─ collect_shard ─▶ fetch ─▶ land ─▶ a WARC file          the only part that touches the network
           └─ file_landed ─▶ parse … decide ─▶ store            see `filing`: may be repeated freely
    report_run ─▶ RunReport                                     see `run_report`: counts and the verdict

Airflow runs the four as tasks (`airflow_glue.ingest_tasks`); `run_ingest` runs them here, one after
the other, for the command line and for tests. Not done here: understanding (`understand`), judging
(`decide`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom import store
from wireroom.feed_match import matching_feeds
from wireroom.fetch import fetch_feeds
from wireroom.filing import file_landed
from wireroom.follow_feed_list import follow_feed_list
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Feed, Outcome, Shard
from wireroom.run_report import RunReport, report_run
from wireroom.settings import Settings
from wireroom.sources import pack_shards

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
DUE_AT_ONCE = 5_000  # feeds a run takes on; the rest waits for the next
EARLY = timedelta(minutes=2)  # due in a minute: better a little early than a whole run late


@dataclass(frozen=True, slots=True)
class Plan:
    """A run opened in the database and the shards that it polls."""

    run_id: int
    shards: tuple[Shard, ...]
    list_problem: str = ""  # why the list of feeds could not be followed, in words


@dataclass(frozen=True, slots=True)
class Collected:
    """A shard's landed bytes: where they are and how its feeds answered."""

    uri: str
    feeds: int
    bytes: int
    outcomes: dict[Outcome, int]  # → feeds

    @property
    def sick(self) -> int:
        """Feeds that answered, and not well."""
        return sum(
            n for outcome, n in self.outcomes.items() if outcome.is_reachable and not outcome.is_healthy
        )


def plan_run(
    settings: Settings, *, key: str, now: datetime, match: str = "", even_if_not_due: bool = False
) -> Plan:
    """Open the run `key` (the same key twice is the same run) and pack its feeds into shards.

    `match` keeps feeds whose URL, title or publisher contains it; `even_if_not_due` polls them whatever
    their schedule says. Paused and retired feeds are never polled. The database follows feeds.yaml first;
    a list that cannot be followed is kept with the run and leaves the feeds as they were. Raises
    ConfigurationError for a `match` that no feed answers to.
    """
    followed = follow_feed_list(settings, now)
    if followed.problem:
        _log.error("%s; going on with the feeds as they were", followed.problem)
    with store.connect(settings.database_url) as conn:
        if match:
            matching_feeds(conn, match)
        feeds = store.due_feeds(
            conn, now, DUE_AT_ONCE, match=match, even_if_not_due=even_if_not_due, early=EARLY
        )
        run_id = store.open_run(conn, "ingest", key, now)
        store.note_list_problem(conn, run_id, followed.problem)
    return Plan(run_id, pack_shards(feeds, settings.max_shards), followed.problem)


def collect_shard(
    settings: Settings,
    feed_ids: Sequence[int],
    *,
    run_key: str,
    name: str,
    clock: Clock,
    on_feed: Callable[[int, int], None] = lambda done, of: None,
) -> Collected:
    """Fetch a shard's feeds and land every exchange; no feed's failure ends it.

    `on_feed` hears how many are done of how many. Raises LandingError where bytes cannot be kept.
    """
    with store.connect(settings.database_url) as conn:
        feeds: Sequence[Feed] = store.feeds_by_id(conn, feed_ids)
    when = clock()
    uri = landing_uri(settings.landing_url, "ingest", when, run_key, f"{name}-{when:%H%M%S}")
    outcomes: Counter[Outcome] = Counter()
    size = 0
    with LandingWriter(uri) as landing:
        for done, exchange in enumerate(fetch_feeds(feeds, settings, clock=clock), start=1):
            landing.add(exchange)
            outcomes[exchange.outcome] += 1
            size += len(exchange.body)
            on_feed(done, len(feeds))
    return Collected(uri, len(feeds), size, dict(outcomes))


def run_ingest(
    settings: Settings, *, key: str, clock: Clock, match: str = "", even_if_not_due: bool = False
) -> RunReport:
    """Run all four steps in this process."""
    plan = plan_run(settings, key=key, now=clock(), match=match, even_if_not_due=even_if_not_due)
    for shard in plan.shards:
        collected = collect_shard(
            settings, shard.feed_ids, run_key=key, name=f"shard-{shard.number:02d}", clock=clock
        )
        file_landed(settings, run_id=plan.run_id, uri=collected.uri, clock=clock)
    return report_run(settings, run_id=plan.run_id, expected=_planned(plan), now=clock())


def _planned(plan: Plan) -> int:
    return sum(len(shard.feed_ids) for shard in plan.shards)
