"""What a run came to as Airflow's own metrics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from airflow.sdk.observability import stats

from wireroom.airflow_glue.report_log import send_metrics
from wireroom.ingest.run_report import RunReport
from wireroom.models import Counts, Outcome
from wireroom.store.values import Poll


class Kept(dict[str, Any]):
    """A backend of Airflow's metrics that keeps what it is sent."""

    def incr(self, name: str, count: int = 1, **_: Any) -> None:
        self[name] = self.get(name, 0) + count

    def gauge(self, name: str, value: float, **_: Any) -> None:
        self[name] = value


@pytest.fixture
def sent() -> Iterator[Kept]:
    from airflow.sdk.observability.metrics import stats_utils

    kept = Kept()
    stats.initialize(factory=lambda: kept, export_legacy_names=True)  # type: ignore[arg-type, return-value]
    yield kept
    stats.initialize(factory=stats_utils.get_stats_factory(), export_legacy_names=True)


def poll(feed_id: int, outcome: Outcome, *, needs_somebody: bool = False) -> Poll:
    return Poll(
        feed_id=feed_id,
        title=f"Feed {feed_id}",
        url=f"https://feed{feed_id}.example/",
        outcome=outcome,
        detail="",
        failures=0,
        counts=Counts(feeds=1),
        needs_somebody=needs_somebody,
    )


def test_a_run_is_sent_to_where_airflows_metrics_go(sent: Kept) -> None:
    polls = (poll(1, Outcome.OK), poll(2, Outcome.GONE, needs_somebody=True), poll(3, Outcome.TIMED_OUT))
    counts = Counts(feeds=3, entries=9, inserted=5, revised=2, unchanged=1, rejected=1)
    for _ in range(2):  # its `report` was cleared: it has brought no more
        send_metrics(RunReport(1, counts, polls, expected=4, unasked=1))
    assert sent == {
        "wireroom.articles.new": 5,
        "wireroom.articles.corrected": 2,
        "wireroom.entries.refused": 1,
        "wireroom.run.feeds": 3,
        "wireroom.run.feeds_failed": 2,
        "wireroom.run.feeds_need_somebody": 1,
        "wireroom.run.feeds_left": 1,
    }


def test_without_metrics_nothing_is_sent_and_nothing_fails() -> None:
    send_metrics(RunReport(1, Counts(), (), expected=0))
