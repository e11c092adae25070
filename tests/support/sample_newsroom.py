"""A sample newsroom on loopback and the settings that lead to it, for tests of the whole path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wireroom.backfill.plan_range import RangeCost, plan_range
from wireroom.common.families import politeness_family
from wireroom.models import FeedSpec
from wireroom.newsroom import PUBLIC_PORT, NewsroomApp, NewsroomClock, NewsroomServer, feed_specs
from wireroom.settings import FetchLimits, Settings
from wireroom.sources.declare_feed import feed_lines
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
# Runs of all feeds wait for the trap that drips for ever: five seconds, not fifteen.
QUICK = FetchLimits(connect_timeout=5, read_timeout=10, total_timeout=20, slow_after=5)


@dataclass
class Newsroom:
    """A running newsroom, its hand-set clock, and settings for a pipeline that reads it."""

    settings: Settings
    newsroom_clock: NewsroomClock
    now: datetime

    def clock(self) -> datetime:
        """The time that the pipeline sees: the newsroom's."""
        return self.now

    def advance(self, by: timedelta) -> None:
        """Let time pass for both."""
        self.now += by
        self.newsroom_clock.set(self.now)


@contextmanager
def newsroom(
    database_url: str, home: Path, *, now: datetime = NOON, generated: int = 0
) -> Iterator[Newsroom]:
    """Serve a newsroom whose time stands still at `now` until it is advanced."""
    clock = NewsroomClock(now, speed=0.0)
    with NewsroomServer(NewsroomApp(clock=clock, generated=generated)) as server:
        settings = replace(
            Settings.from_environment({"WIREROOM_HOME": str(home), "WIREROOM_DATABASE_URL": database_url}),
            connect_to=((f"*.localhost:{PUBLIC_PORT}", f"127.0.0.1:{server.port}"),),
            limits=QUICK,
            feeds_file=home / "feeds.yaml",  # written by `subscribe`
        )
        settings.feeds_file.write_text("feeds: []\n", encoding="utf-8")
        yield Newsroom(settings, clock, now)


def subscribe(
    settings: Settings, *only: str, now: datetime = NOON, generated: int = 0
) -> tuple[FeedSpec, ...]:
    """Make the newsroom's feeds the list, in file and database; `only`: those whose URL contains one."""
    specs = write_feed_list(settings.feeds_file, *only, generated=generated)
    with connect(settings.database_url) as conn:
        sync_feeds(conn, specs, now)
    return specs


def write_feed_list(path: Path, *only: str, generated: int = 0) -> tuple[FeedSpec, ...]:
    """The same in the file alone."""
    specs = tuple(
        replace(spec, family=politeness_family(spec.url))
        for spec in feed_specs(generated)
        if not only or any(part in spec.url for part in only)
    )
    lines = [line for spec in specs for line in feed_lines(spec)]
    path.write_text("\n".join(["feeds:", *lines, ""]), encoding="utf-8")
    return specs


def planned(room: Newsroom, origin: str, days: list[date]) -> RangeCost:
    """What those days of an origin would cost in all."""
    total = RangeCost()
    for source in plan_range(room.settings, days, origins=[origin], clock=room.clock):
        total.add(source)
    return total
