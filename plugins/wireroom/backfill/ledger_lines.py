"""Make lines of the ledger from the results of a day (one for each feed) or of files (one for each file)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from wireroom.archive.files_origin import Bookmark
from wireroom.archive.register import FromLanding, origin_named
from wireroom.backfill.jobs import ByFeed, FeedWalk, Filed, Gathered
from wireroom.models import Action, LoadItem, PlannedWrite, UnitResult
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.ledger import note_units

ALL_FEEDS = "landed files"  # the source of days that were read for all feeds at once

ALL_DAYS = "all days"

_COLUMNS = {Action.INSERT: "inserted", Action.REVISE: "revised", Action.SIGHTING: "unchanged"}


def note_day(
    settings: Settings,
    gathered: Gathered,
    filed: Filed,
    by_feed: ByFeed,
    *,
    day: date | None,
    now: datetime,
    cpu_seconds: float = 0.0,
) -> None:
    """Record the result of the day for each feed, replacing earlier lines.

    `cpu_seconds`: the time of storing all articles, which is divided among the feeds by their number of
    articles.
    """
    with connect(settings.database_url) as conn:
        urls = {feed.id: feed.spec.url for feed in feeds_by_id(conn, gathered.job.feed_ids)}
        lines = list(_lines(gathered, filed, by_feed, urls=urls, day=day))
        note_units(conn, _with_share(lines, cpu_seconds), backfill_id=None, now=now)


def _lines(
    gathered: Gathered,
    filed: Filed,
    by_feed: ByFeed,
    *,
    urls: dict[int, str],
    day: date | None,
) -> Iterator[UnitResult]:
    """One line for each feed; damage that belongs to no known feed makes the day of all feeds fail."""
    walks = {walk.feed_id: walk for walk in gathered.walks}
    is_landed = isinstance(origin_named(gathered.job.origin), FromLanding)
    if is_landed and not gathered.job.feed_ids:
        walk = FeedWalk(0, failure=_damage(filed), uncovered=gathered.uncovered)
        yield _line(gathered, ALL_FEEDS, day, _of_all(by_feed), walk)
        return
    for feed_id, url in urls.items():
        actions = {action: by_feed[feed_id, action] for action in Action}
        walk = walks.get(feed_id, FeedWalk(feed_id, uncovered=gathered.uncovered))
        yield _line(
            gathered, url, day, actions, replace(walk, failure=walk.failure or _damage(filed, feed_id))
        )


def _with_share(lines: Sequence[UnitResult], cpu_seconds: float) -> list[UnitResult]:
    a_part = cpu_seconds / max(sum(line.entries + 1 for line in lines), 1)
    return [replace(line, cpu_seconds=line.cpu_seconds + a_part * (line.entries + 1)) for line in lines]


def _damage(filed: Filed, feed_id: int | None = None) -> str:
    """What could not be read of this feed or of unknown feeds, in words; `feed_id` None: of all feeds."""
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
        cpu_seconds=walk.cpu_seconds,
        detail=walk.failure or walk.uncovered,
    )


class UnitTally:
    """The units of a set while they are read: the results of a batch are added to the units it came from."""

    def __init__(self) -> None:
        self._open: dict[bytes, UnitResult] = {}
        self._owners: dict[int, bytes] = {}  # article of the batch, by its id() → key of its unit
        self._refused: Counter[bytes] = Counter()
        self._since = time.process_time()

    def begin(self, before: UnitResult) -> bytes:
        """Begin to read a unit and return its key; `before` has what an earlier run stored of it."""
        self._open[before.key] = before
        return before.key

    def read(self, key: bytes, transformed: LoadItem) -> None:
        """Add a part of a document of the unit, which goes into the batch."""
        for article in transformed.articles:
            self._owners[id(article)] = key
        self._refused[key] += len(transformed.rejections)

    def passed(self, key: bytes, bookmark: Bookmark, left_out: Counter[str]) -> None:
        """Record that the unit was read up to `bookmark`, and what was left out."""
        documents, place = bookmark
        self._open[key] = replace(
            self._open[key], documents=documents, bookmark=place, left_out=dict(left_out)
        )

    def end(self, key: bytes, state: str, left_out: Counter[str], detail: str) -> None:
        """End the unit; one that `failed` keeps its bookmark, from which it is continued later."""
        line = replace(self._open[key], state=state, detail=detail)
        if state != "failed":
            line = replace(line, bookmark="", left_out=dict(left_out))
        self._open[key] = line

    def filed(self, writes: Sequence[PlannedWrite]) -> list[UnitResult]:
        """The lines of all open units after a batch was written; ended units are then dropped."""
        counts: dict[bytes, Counter[str]] = {key: Counter() for key in self._open}
        days: dict[bytes, Counter[str]] = {key: Counter() for key in self._open}
        for write in writes:
            key = self._owners.pop(id(write.article))
            counts[key][_COLUMNS[write.action]] += 1
            at = write.article.published.at if write.article.published else None
            days[key][at.date().isoformat() if at else "undated"] += 1
        for key in self._owners.values():  # what Postgres refused
            counts[key]["rejected"] += 1
        for key, refused in self._refused.items():
            counts[key]["rejected"] += refused
        self._owners.clear()
        self._refused.clear()
        lines = list(self._added(counts, days))
        self._open = {line.key: line for line in lines if line.state == "planned"}
        return lines

    def _added(
        self, counts: dict[bytes, Counter[str]], days: dict[bytes, Counter[str]]
    ) -> Iterator[UnitResult]:
        """The open lines with the counts of a batch added, and the CPU time divided by number of entries."""
        now = time.process_time()
        cpu, self._since = now - self._since, now
        weights = {key: counts[key].total() + 1 for key in self._open}
        whole = sum(weights.values()) or 1
        for key, line in self._open.items():
            more = counts[key]
            yield replace(
                line,
                entries=line.entries + more.total(),
                inserted=line.inserted + more["inserted"],
                revised=line.revised + more["revised"],
                unchanged=line.unchanged + more["unchanged"],
                rejected=line.rejected + more["rejected"],
                days=dict(Counter(line.days) + days[key]),
                cpu_seconds=line.cpu_seconds + cpu * weights[key] / whole,
            )
