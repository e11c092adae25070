"""Check the state of the whole installation against limits, which need no history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wireroom.common.text.counted import counted, size_in_words
from wireroom.common.text.names import as_name
from wireroom.models.alert import Finding

_WAITS_TOO_LONG = timedelta(hours=1)  # in a queue that is normally emptied within minutes
_ENOUGH = 4  # feeds; a share of fewer says nothing
_FREE_SHARE = 0.05
_FREE_DAYS = 14
_NAMED = 3  # feeds that are named for one cause


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk that we write to; sizes in bytes."""

    folder: str
    total: int
    free: int
    a_day: int | None = None  # bytes that are added in a day; None: unknown


@dataclass(frozen=True, slots=True)
class Whole:
    """The state of the installation, as the rules below need it; None means that there is none."""

    active_feeds: int = 0
    earliest_due: datetime | None = None  # of all active feeds
    overdue: int = 0  # feeds that have been due for more than an hour
    last_well: datetime | None = None  # the last successful poll of any feed
    lost: int = 0  # feeds that were well within the day before `last_well`, and have only failed since
    lost_twice: int = 0  # those of them that failed at least twice: with few feeds, one failure says nothing
    last_run: datetime | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)  # failed outcome → polls in the last hour
    answered: int = 0  # feeds asked in the last hour, each counted once, that got an answer
    sick: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # cause → titles of feeds
    search_oldest: datetime | None = None
    search_failed: int = 0
    unfiled_since: datetime | None = None
    list_problem: str = ""
    disks: tuple[Disk, ...] = ()


def judge_whole(
    whole: Whole, now: datetime, *, heartbeat: timedelta, max_failed_share: float
) -> Iterator[Finding]:
    """All findings that need no history; `max_failed_share` is of the feeds that answered."""
    yield from _beating(whole, now, heartbeat)
    yield from _failing(whole, max_failed_share)
    yield from _queues(whole, now)
    for disk in whole.disks:
        yield from _filling(disk)
    if whole.list_problem:
        yield Finding(
            "list",
            "feeds.yaml",
            f"feeds.yaml is not followed, feeds are polled as before: {whole.list_problem}",
        )


def _beating(whole: Whole, now: datetime, heartbeat: timedelta) -> Iterator[Finding]:
    """Whether runs have stopped, or no feed answers; nothing if no feed was due and none has failed.

    A feed that failed is due again later, so due feeds alone do not reveal an outage.
    """
    is_due = whole.earliest_due is None or whole.earliest_due <= now - heartbeat
    is_lost = whole.lost >= _ENOUGH or whole.lost_twice >= whole.active_feeds
    if not whole.active_feeds or not (is_due or is_lost):
        return
    if is_due and whole.last_run is not None and whole.last_run < now - 2 * heartbeat:
        yield Finding(
            "runs",
            "ingest",
            f"No run has started since {_moment(whole.last_run)}, though feeds are due. Check whether "
            "ingest_feeds is paused, one of its runs hangs, or Airflow's scheduler is down.",
        )
    elif whole.last_well is not None and whole.last_well < now - heartbeat:
        yield Finding(
            "heartbeat",
            "feeds",
            f"No feed has answered properly since {_moment(whole.last_well)}. Check this machine's network "
            "first, then the log of the last run.",
        )


def _failing(whole: Whole, most: float) -> Iterator[Finding]:
    failed = sum(whole.outcomes.values())
    if whole.answered >= _ENOUGH and failed > most * whole.answered:
        commonest = Counter(whole.outcomes).most_common(1)[0][0].replace("_", " ")
        yield Finding(
            "outcomes",
            "feeds",
            f"{failed:,} of the {whole.answered:,} feeds that answered in the last hour failed (most often: "
            f"{commonest}). So many at once are rarely the publishers' fault: check what has changed here.",
        )
    for cause, titles in whole.sick.items():
        more = [f"{len(titles) - _NAMED:,} more"] if len(titles) > _NAMED else []
        *names, last = [*map(as_name, titles[:_NAMED]), *more]
        named = f"{', '.join(names)} and {last}" if names else last
        need, these, say = (
            ("needs", "It is", "its page says")
            if len(titles) == 1
            else ("need", "They are", "their pages say")
        )
        what = f"{counted(len(titles), 'feed')} {need} attention: {cause}."
        words = f"{what} {these} {named}; {say} what to do."
        yield Finding("sick", cause, words)


def _queues(whole: Whole, now: datetime) -> Iterator[Finding]:
    long_ago = now - _WAITS_TOO_LONG
    if whole.search_oldest is not None and whole.search_oldest < long_ago:
        yield Finding(
            "queue",
            "search",
            f"Articles stored since {_moment(whole.search_oldest)} cannot be found by a search yet. Check "
            "news.search_queue, and whether another session locks its rows.",
        )
    if whole.search_failed:
        yield Finding(
            "queue",
            "search failed",
            f"{counted(whole.search_failed, 'article')} could not be made searchable. Check "
            "news.search_queue.",
        )
    if whole.unfiled_since is not None and whole.unfiled_since < long_ago:
        yield Finding(
            "queue",
            "landed",
            f"Documents fetched at {_moment(whole.unfiled_since)} are not stored yet. Read the log of the "
            "task `file` in Airflow.",
        )
    if whole.overdue > max(_ENOUGH, whole.active_feeds // 5):
        yield Finding(
            "queue",
            "due",
            f"{whole.overdue:,} of {whole.active_feeds:,} feeds have been due for more than an hour: runs do "
            "not keep up. Check how long runs take, WIREROOM_MAX_SHARDS and the pool wireroom_fetch.",
        )


def _filling(disk: Disk) -> Iterator[Finding]:
    days = disk.free // disk.a_day if disk.a_day else None
    if disk.free < _FREE_SHARE * disk.total or (days is not None and days < _FREE_DAYS):
        enough = counted(days, "day") if days else "less than a day"
        lasts = f", enough for {enough} at the present rate" if days is not None else ""
        yield Finding(
            "disk",
            disk.folder,
            f"The disk of {disk.folder} has {size_in_words(disk.free)} of {size_in_words(disk.total)} "
            f"free{lasts}. Make room, or keep landed files for fewer days (WIREROOM_KEEP_LANDED_DAYS).",
        )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
