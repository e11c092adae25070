"""Estimate what each source would cost for a range of days; lists are requested for that, pages never."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wireroom.archive.origin import Cost
from wireroom.archive.register import FromFeeds, FromLanding, origin_named
from wireroom.backfill.estimates.experience import NOTHING_READ, UNKNOWN, Expected, Experience
from wireroom.backfill.jobs import DayRequest, Job, cost_in_words
from wireroom.backfill.ledger_lines import ALL_FEEDS
from wireroom.backfill.origins import feed_history, landed_files
from wireroom.backfill.plan_day import plan_day
from wireroom.common.days import in_order
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted
from wireroom.errors import OriginError
from wireroom.fetch import Fetch, fetch_in_turn
from wireroom.models import Clock, Exchange, Feed
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import archive_documents, feeds_by_id

_MOST_KEPT = 64 * 1024 * 1024  # bytes of lists kept, so that they need not be requested for each day


@dataclass
class RangeCost:
    """The total of all sources; unknown costs are counted as unknown, not estimated."""

    jobs: int = 0
    requests: int = 0
    size: int = 0  # bytes to read
    seconds: float = 0.0  # of requests at the polite rate, one host after another
    asked: int = 0  # requests made for planning
    unknown: int = 0  # jobs whose requests or bytes are unknown
    articles: int = 0  # expected, by what was read before
    cpu_seconds: float = 0.0
    unread: int = 0  # jobs for which nothing was read before

    def add(self, source: SourceCost) -> None:
        """Add a source; unknown values (None) count in `unknown` or `unread`."""
        job = source.job
        self.jobs += 1
        self.requests += job.requests or 0
        self.size += job.size or 0
        self.seconds += source.seconds or 0.0
        self.asked += source.asked
        self.unknown += job.requests is None or job.size is None
        self.articles += source.expected.articles or 0
        self.cpu_seconds += source.expected.cpu_seconds or 0.0
        self.unread += source.expected.articles is None

    def __str__(self) -> str:
        more = (
            [f"{timedelta(seconds=round(self.seconds))} of asking at the polite rate"] if self.seconds else []
        )
        more += (
            [f"{self.unknown} of {counted(self.jobs, 'source')} not wholly known before it is asked"]
            if self.unknown
            else []
        )
        return f"{cost_in_words(self.requests, self.size, '; '.join(more))}; {self._expected}"

    @property
    def _expected(self) -> str:
        if self.unread == self.jobs:
            return UNKNOWN
        told = str(Expected(self.articles, self.cpu_seconds))
        return told + (f" but for {self.unread} sources never read before" if self.unread else "")


def days_of(since: date, until: date | None) -> list[date]:
    """Each day from `since` to `until`, inclusive. Raises ConfigurationError if `until` is earlier."""
    last = until or since
    in_order(since, last)
    return [since + timedelta(days=ahead) for ahead in range((last - since).days + 1)]


@dataclass(frozen=True, slots=True)
class SourceCost:
    """What one source would cost for all days."""

    job: Job
    seconds: float | None  # of requests at the polite rate; None: unknown
    asked: int  # requests made for planning
    expected: Expected = NOTHING_READ


def plan_range(
    settings: Settings,
    days: Sequence[date],
    *,
    origins: Sequence[str],
    clock: Clock,
    match: str = "",
    place: str | None = None,
) -> Iterator[SourceCost]:
    """What each source would cost for all `days` together. Nothing is written.

    Lists are requested, at the polite rate, and a few documents of feeds that were never walked, but no
    pages. Raises like `plan_day`.
    """
    first = days[0] if days else None
    plan = plan_day(settings, DayRequest(first, origins, match, place), key=None, now=clock())
    for job in plan.jobs:
        origin = origin_named(job.origin)
        if isinstance(origin, FromFeeds):
            yield from _of_feeds(settings, origin, job, days, clock)
        elif isinstance(origin, FromLanding):
            expected = expected_of(settings, job, days) if days else NOTHING_READ
            yield SourceCost(_all_days(settings, origin, job, days), 0.0, 0, expected)
        else:
            yield SourceCost(job, 0.0, 0, Expected(0, 0.0))


def expected_of(settings: Settings, job: Job, days: Sequence[date]) -> Expected:
    """The estimate for the job in all `days`, from the ledger; nothing is requested."""
    with connect(settings.database_url) as conn:
        urls = [feed.spec.url for feed in feeds_by_id(conn, job.feed_ids)]
        experience = Experience.of(conn, job.origin)
    is_landed = isinstance(origin_named(job.origin), FromLanding)
    return experience.of_days(urls or [ALL_FEEDS] if is_landed else urls, len(days))


def _of_feeds(
    settings: Settings, origin: FromFeeds, job: Job, days: Sequence[date], clock: Clock
) -> Iterator[SourceCost]:
    with connect(settings.database_url) as conn:
        feeds = feeds_by_id(conn, job.feed_ids)
        known = archive_documents(conn, job.feed_ids)
        experience = Experience.of(conn, job.origin)
    with fetch_in_turn(settings, clock=clock) as fetch:
        for feed in feeds:
            lists = _Lists(fetch, feed)
            history = feed_history(settings, feed, known.get(feed.id, {}), get=lists.get, now=clock())
            try:
                cost = origin.open(history).estimate(days)
            except OriginError as error:
                cost = Cost(None, None, masked(str(error)))
            name = f"{job.origin}: {feed.spec.title or feed.spec.url}"
            told = replace(
                job, name=name, requests=cost.requests, size=cost.size, note=cost.note, feed_ids=(feed.id,)
            )
            expected = experience.of_days([feed.spec.url], len(days)) if days else NOTHING_READ
            yield SourceCost(told, _seconds(settings, origin, feed, cost), lists.asked, expected)


class _Lists:
    """Requests each list once, for whatever number of days, as long as _MOST_KEPT allows."""

    def __init__(self, fetch: Fetch, feed: Feed) -> None:
        self._fetch, self._feed = fetch, feed
        self._known: dict[str, Exchange] = {}
        self._kept = self.asked = 0

    def get(self, url: str) -> Exchange:
        if url in self._known:
            return self._known[url]
        exchange = self._fetch(url, self._feed.spec.private, self._feed)
        self.asked += 1
        if self._kept < _MOST_KEPT:
            self._kept += len(exchange.body)
            self._known[url] = exchange
        return exchange


def _seconds(settings: Settings, origin: FromFeeds, feed: Feed, cost: Cost) -> float | None:
    if cost.requests is None:
        return None
    pause = settings.cdx_pause if origin.one_server else 0.0 if feed.spec.private else settings.family_pause
    return cost.requests * pause


def _all_days(settings: Settings, origin: FromLanding, job: Job, days: Sequence[date]) -> Job:
    if not days:
        return job  # already planned for all days
    costs = [origin.open(landed_files(settings)).cost(day) for day in days]
    return replace(job, size=sum(cost.size or 0 for cost in costs), note=counted(len(days), "day"))
