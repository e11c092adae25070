"""A range of days in, what each day's jobs would cost out; nothing is written or fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wireroom.backfill.jobs import Job, cost_in_words
from wireroom.backfill.plan_day import plan_day
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings


@dataclass
class RangeCost:
    """The sum over days and jobs; what is unknown of a job is counted, not guessed."""

    jobs: int = 0
    requests: int = 0
    size: int = 0  # bytes to read
    unknown: int = 0  # jobs whose requests or bytes cannot be told before

    def add(self, job: Job) -> None:
        self.jobs += 1
        self.requests += job.requests or 0
        self.size += job.size or 0
        self.unknown += job.requests is None or job.size is None

    def __str__(self) -> str:
        more = f"{self.unknown} of {self.jobs} jobs unknown before they run" if self.unknown else ""
        return cost_in_words(self.requests, self.size, more)


def days_of(since: date, until: date | None) -> list[date]:
    """Each day from the first to the last, both included; ConfigurationError where they are swapped."""
    last = until or since
    if last < since:
        raise ConfigurationError(f"the last day, {last}, is before the first, {since}")
    return [since + timedelta(days=ahead) for ahead in range((last - since).days + 1)]


def plan_range(
    settings: Settings,
    days: Sequence[date],
    *,
    origins: Sequence[str],
    now: datetime,
    match: str = "",
    place: str | None = None,
) -> Iterator[tuple[date, Job]]:
    """The jobs of each day with their cost. Raises as `plan_day` does."""
    for day in days:
        plan = plan_day(settings, key=None, day=day, origins=origins, now=now, match=match, place=place)
        for job in plan.jobs:
            yield day, job
