"""Log a run's report as lines and metrics: what came in, and what to do about the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wireroom.models import Counts, Outcome

if TYPE_CHECKING:
    from wireroom.backfill.read_so_far import ReadSoFar
    from wireroom.ingest.run_report import RunReport

READING_EVERY = 30.0  # seconds

_log = logging.getLogger(__name__)


def log_counts(counts: Counts) -> None:
    """One line: how far a filing has come."""
    _log.info(
        "%d feeds, %d entries: %d new, %d changed, %d known, %d rejected, %d dropped by rules",
        counts.feeds,
        counts.entries,
        counts.inserted,
        counts.revised,
        counts.unchanged,
        counts.rejected,
        counts.dropped,
    )


def log_reading() -> Callable[[ReadSoFar], None]:
    """Who is told how far the reading of files is, and logs it at times: a large one must not look hung."""
    from wireroom.backfill.read_so_far import Pace, at_times

    pace, log = Pace(), at_times(_log.info, READING_EVERY)
    return lambda so_far: log(f"{so_far}; {pace.left(so_far.share)}")


def log_landed(
    what: str, count: int, *, size: int, uri: str | None, answers: Iterable[tuple[str, int]]
) -> None:
    """Two lines: what a shard's `feeds` or `pages` brought to the disk, and how they were answered."""
    _log.info("landed %.1f MB of %d %s at %s", size / 1e6, count, what, uri)
    _log.info("answers: %s", ", ".join(f"{n} {outcome}" for outcome, n in sorted(answers)))


def log_report(report: RunReport) -> None:
    """Log totals, then what each feed brought, why others did not, and which entries were refused."""
    from wireroom.ingest.run_report import cause_lines

    _log.info("%d of %d planned feeds were stored", report.counts.feeds, report.expected)
    log_counts(report.counts)
    for remark in report.remarks:
        _log.warning(remark)
    _log_feeds(report)
    for needs_somebody, line in cause_lines(report.polls):
        _log.log(logging.WARNING if needs_somebody else logging.INFO, line)
    for refused in report.refused:
        _log.warning("refused: %s", refused.words)
    if (more := report.counts.rejected - len(report.refused)) > 0 and report.refused:
        _log.warning("and %d more refused: see news.rejected", more)


def send_metrics(report: RunReport) -> None:
    """Gauges `wireroom.*`, to where Airflow's `[metrics]` leads: StatsD, OpenTelemetry.

    No counters: a run whose `report` is cleared or tried again says the same once more.
    """
    from airflow.sdk.observability import stats

    counts, polls = report.counts, report.polls
    stats.gauge("wireroom.articles.new", counts.inserted)
    stats.gauge("wireroom.articles.corrected", counts.revised)
    stats.gauge("wireroom.entries.refused", counts.rejected)
    stats.gauge("wireroom.run.feeds", counts.feeds)
    stats.gauge("wireroom.run.feeds_failed", sum(not poll.outcome.is_healthy for poll in polls))
    stats.gauge("wireroom.run.feeds_need_somebody", sum(poll.needs_somebody for poll in polls))
    stats.gauge("wireroom.run.feeds_left", report.unasked)


def _log_feeds(report: RunReport) -> None:
    """What each brought, and of which that was not all."""
    for poll in report.polls:
        if poll.counts.inserted or poll.counts.revised:
            _log.info("%s: %d new, %d changed", poll.title, poll.counts.inserted, poll.counts.revised)
        if poll.outcome is Outcome.CAPPED:
            _log.warning("%s: %s", poll.title, poll.detail)
