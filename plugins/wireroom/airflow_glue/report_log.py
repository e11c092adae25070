"""A run's report as lines of the task log: what came in, by feed, and what to do about the rest."""

from __future__ import annotations

from wireroom.run_report import RunReport


def log_report(report: RunReport) -> None:
    """Print totals, then a line for each feed that brought something or failed."""
    counts = report.counts
    print(
        f"{counts.feeds} of {report.expected} feeds filed: {counts.entries} entries, {counts.inserted} new, "
        f"{counts.revised} revised, {counts.unchanged} known, {counts.rejected} rejected"
    )
    if report.unreachable:
        print(f"{report.unreachable} feeds could not be reached (no route or no such name); they are retried")
    for poll in report.polls:
        if poll.counts.inserted or poll.counts.revised:
            print(f"  {poll.title}: {poll.counts.inserted} new, {poll.counts.revised} revised")
    for poll in report.polls:
        if not poll.outcome.is_healthy and poll.outcome.is_reachable:
            print(f"  {poll.title}: {poll.outcome}: {poll.detail}")
