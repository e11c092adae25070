"""A day that was filed in, its lines of the ledger written: one a feed, for no feed speaks for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from wireroom import store
from wireroom.archive import FromLanding, origin_named
from wireroom.backfill.filed import ByFeed, Filed
from wireroom.backfill.jobs import FeedWalk, Gathered
from wireroom.models import Action, UnitResult
from wireroom.settings import Settings

ALL_FEEDS = "landed files"  # the source of days that were read for all feeds at once

ALL_DAYS = "all days"


def note_day(
    settings: Settings,
    gathered: Gathered,
    filed: Filed,
    by_feed: ByFeed,
    *,
    day: date | None,
    now: datetime,
    nothing_landed: bool = False,
) -> None:
    """Write what each feed's day came to, and what is missing of it; again, in the place of what stands."""
    no_landing = (
        f"nothing was landed on {day}: nobody polled then, or it was pruned" if nothing_landed else ""
    )
    with store.connect(settings.database_url) as conn:
        urls = {feed.id: feed.spec.url for feed in store.feeds_by_id(conn, gathered.job.feed_ids)}
        lines = list(_lines(gathered, filed, by_feed, urls, day, no_landing))
        store.note_units(conn, lines, backfill_id=None, now=now)


def _lines(
    gathered: Gathered, filed: Filed, by_feed: ByFeed, urls: dict[int, str], day: date | None, no_landing: str
) -> Iterator[UnitResult]:
    """Where a file is damaged nobody knows whose it was: the day is then not done for any feed."""
    walks = {walk.feed_id: walk for walk in gathered.walks}
    is_landed = isinstance(origin_named(gathered.job.origin), FromLanding)
    if is_landed and not gathered.job.feed_ids:
        walk = FeedWalk(0, failure=_damage(filed), uncovered=no_landing)
        yield _line(gathered, ALL_FEEDS, day, _of_all(by_feed), walk)
        return
    for feed_id, url in urls.items():
        actions = {action: by_feed[feed_id, action] for action in Action}
        walk = walks.get(feed_id, FeedWalk(feed_id, uncovered=no_landing))
        yield _line(
            gathered, url, day, actions, replace(walk, failure=walk.failure or _damage(filed, feed_id))
        )


def _damage(filed: Filed, feed_id: int | None = None) -> str:
    """In words: what could not be read, of this feed or of nobody knows whom; None: of whomever."""
    return "; ".join(p.words for p in filed.problems if feed_id is None or p.feed_id in {0, feed_id})


def _of_all(by_feed: ByFeed) -> dict[Action, int]:
    return {action: sum(count for (_, each), count in by_feed.items() if each is action) for action in Action}


def _line(
    gathered: Gathered, source: str, day: date | None, actions: dict[Action, int], walk: FeedWalk
) -> UnitResult:
    entries = sum(actions.values())
    return UnitResult(
        gathered.job.origin,
        source,
        day.isoformat() if day else ALL_DAYS,
        state="failed" if walk.failure else "uncovered" if walk.uncovered else "done",
        entries=entries,
        inserted=actions[Action.INSERT],
        revised=actions[Action.REVISE],
        unchanged=actions[Action.SIGHTING],
        left_out=walk.left_out,
        days={day.isoformat(): entries} if day and entries else {},
        requests=walk.requests,
        size=walk.size,
        detail=walk.failure or walk.uncovered,
    )
