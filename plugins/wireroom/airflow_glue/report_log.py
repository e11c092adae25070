"""A run's report as lines of the task log: what came in, by feed, and what to do about the rest."""

from __future__ import annotations

import logging

from wireroom.models import Counts
from wireroom.run_report import RunReport

_log = logging.getLogger(__name__)


def log_counts(counts: Counts) -> None:
    """One line: how far a filing has come."""
    _log.info(
        "%d feeds, %d entries: %d new, %d revised, %d known, %d rejected",
        counts.feeds,
        counts.entries,
        counts.inserted,
        counts.revised,
        counts.unchanged,
        counts.rejected,
    )


def log_report(report: RunReport) -> None:
    """Log totals, then a line for each feed that brought something or failed."""
    _log.info("%d of %d planned feeds were filed", report.counts.feeds, report.expected)
    log_counts(report.counts)
    if report.list_problem:
        _log.error("the list of feeds was not followed: %s", report.list_problem)
    for remark in report.remarks:
        _log.warning(remark)
    if report.unreachable:
        _log.warning(
            "%d feeds could not be reached (no route, or no such name); they will be retried",
            report.unreachable,
        )
    if report.remark:
        _log.warning(report.remark)
    for poll in report.polls:
        if poll.counts.inserted or poll.counts.revised:
            _log.info("%s: %d new, %d revised", poll.title, poll.counts.inserted, poll.counts.revised)
    for poll in report.polls:
        if not poll.outcome.is_healthy and poll.outcome.is_reachable:
            _log.warning("%s: %s: %s", poll.title, poll.outcome, poll.detail)
