"""Two runs at once never ask the same publisher; what a dead run has claimed is free again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from support.feed_farm import NOW, Farm, feed_farm
from support.filings import feed
from wireroom import sources
from wireroom.errors import ConfigurationError
from wireroom.ingest.run_ingest import plan_run, run_ingest
from wireroom.models import FeedSelection
from wireroom.store.connection import connect
from wireroom.store.feeds.claims import ClaimLimits, claim_due_feeds, claim_feeds, release_feeds
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.runs import ALIVE_FOR, open_run, sign_of_life


@pytest.fixture
def farm(database_url: str, tmp_path: Path) -> Iterator[Farm]:
    with feed_farm(database_url, tmp_path) as running:
        yield running


def at_once(*work: Any) -> list[BaseException]:
    """Run all of it side by side; what went wrong."""
    problems: list[BaseException] = []

    def run(one: Any) -> None:
        try:
            one()
        except BaseException as error:  # the test says so
            problems.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return problems


def test_two_runs_at_once_ask_every_publisher_once(farm: Farm) -> None:
    """Before: `wireroom ingest` beside a scheduled run asked all of them twice."""
    farm.subscribe(30, families=30, seconds=0.05)
    both = [
        lambda key=key: run_ingest(farm.settings, key=key, clock=farm.clock, even_if_not_due=True)
        for key in ("one", "two")
    ]
    assert at_once(*both) == []
    assert set(farm.asked().values()) == {1}
    assert len(farm.asked()) == 30


def test_plans_at_the_same_instant_share_the_feeds_without_a_deadlock(database_url: str) -> None:
    with connect(database_url) as conn:
        for number in range(40):
            feed(conn, f"feed-{number}", family=f"family-{number}")
    taken: list[int] = []

    def claim(key: str) -> None:
        with connect(database_url) as conn:
            run_id = open_run(conn, "ingest", key, NOW, alive_for=ALIVE_FOR)
            feeds = claim_due_feeds(
                conn, run_id, NOW, FeedSelection(even_if_not_due=True), ClaimLimits(15, 9)
            )
            taken.extend(found.id for found in feeds)

    assert at_once(*(lambda key=key: claim(key) for key in "abcdef")) == []
    assert len(taken) == len(set(taken))
    assert len(taken) >= 15


def test_a_run_for_feeds_that_nobody_may_poll_is_refused(farm: Farm) -> None:
    """It did nothing, and was green."""
    farm.subscribe(3, families=3)
    for number in range(2):
        sources.pause_feed(
            farm.settings.feeds_file, f"http://family-{number}.localhost/{number}", paused=True
        )
    with pytest.raises(ConfigurationError, match="is paused or retired"):
        run_ingest(farm.settings, key="one", clock=farm.clock, match="family-1")
    report = run_ingest(farm.settings, key="two", clock=farm.clock, match="family")
    assert report.counts.feeds == 1, "the third of them may be"


def test_what_was_learned_of_a_feeds_rhythm_is_there_at_the_next_poll(farm: Farm) -> None:
    farm.subscribe(1)
    run_ingest(farm.settings, key="one", clock=farm.clock)
    with connect(farm.settings.database_url) as conn:
        (status,) = list_feeds(conn)
    rhythm = status.feed.rhythm
    assert rhythm is not None
    assert sum(rhythm.counts) == pytest.approx(64, abs=1), "one entry"
    assert status.next_poll_reason is not None
    assert "new entries are expected" in status.next_poll_reason
    assert status.feed.next_poll_at is not None
    farm.now = status.feed.next_poll_at
    run_ingest(farm.settings, key="two", clock=farm.clock)
    with connect(farm.settings.database_url) as conn:
        (after,) = list_feeds(conn)
    assert after.feed.last_polled_at == farm.now
    assert after.feed.rhythm == rhythm, "the same body teaches nothing new"


def test_a_retried_plan_of_the_same_run_gets_its_claims_again(farm: Farm) -> None:
    """Airflow tries `plan` again where it failed after the claim."""
    farm.subscribe(5, families=5)
    first = plan_run(farm.settings, key="one", now=farm.now)
    assert plan_run(farm.settings, key="one", now=farm.now) == first
    other = plan_run(farm.settings, key="two", now=farm.now, selection=FeedSelection(even_if_not_due=True))
    assert other.shards == (), "a fresh claim counts, whatever the schedule"


def test_a_claim_ends_with_its_run(farm: Farm) -> None:
    """The run is killed: no sign of life, no claim."""
    farm.subscribe(5, families=5)
    plan_run(farm.settings, key="killed", now=farm.now)
    soon = farm.now + ALIVE_FOR - timedelta(seconds=1)
    assert plan_run(farm.settings, key="soon", now=soon).feeds == 0
    assert plan_run(farm.settings, key="later", now=soon + timedelta(seconds=1)).feeds == 5


def test_a_run_that_still_works_keeps_its_claims(farm: Farm) -> None:
    farm.subscribe(5, families=5)
    plan = plan_run(farm.settings, key="long", now=farm.now)
    for _ in range(3):
        farm.advance(minutes=8)
        with connect(farm.settings.database_url) as conn:
            sign_of_life(conn, plan.run_id, farm.now)
    farm.advance(minutes=8)
    assert plan_run(farm.settings, key="other", now=farm.now).feeds == 0


def test_a_run_taken_for_dead_asks_only_what_no_other_has_taken_meanwhile(farm: Farm) -> None:
    """Its task waited an hour for a free slot."""
    farm.subscribe(6, families=6)
    late = plan_run(farm.settings, key="late", now=farm.now)
    farm.advance(hours=1)
    other = plan_run(farm.settings, key="other", now=farm.now)
    assert other.feeds == 6
    with connect(farm.settings.database_url) as conn:
        release_feeds(conn, other.run_id, [1, 2])
        sign_of_life(conn, late.run_id, farm.now, again=True)
        assert claim_feeds(conn, late.run_id, [6, 2, 5, 1], farm.now) == (2, 1)
