"""Checks of the installation, each of one part; they read the store and the disks, and yield findings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wireroom.common.text.names import as_name
from wireroom.decide.alerts import (
    DayVolume,
    DocumentRhythm,
    LastDocuments,
    NewsRhythm,
    Whole,
    is_too_silent,
    judge_documents,
    judge_volumes,
    judge_whole,
)
from wireroom.decide.alerts.limits import Disk
from wireroom.decide.alerts.volumes import DAYS_BEFORE, IN_A_ROW
from wireroom.models.alert import Finding
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.feeds import feed_baselines
from wireroom.store.feeds.feed_reads import last_outcomes
from wireroom.store.storage import storage_forecast

READ_WITHIN = timedelta(days=2)  # age of documents that show the present state of a feed


@dataclass(frozen=True, slots=True)
class Context:
    """The arguments of every check."""

    settings: Settings
    conn: Connection
    now: datetime


def check_silence(given: Context) -> Iterator[Finding]:
    """Feeds that answer polls but have brought nothing for longer than their rhythm allows."""
    for row in feed_baselines.quiet_feeds(given.conn):
        rhythm = NewsRhythm(tuple(row["chances"]), row["longest_usual"], row["intervals"])
        if is_too_silent(rhythm, row["last_new_at"], row["last_well_at"]):
            yield Finding(
                "silence",
                f"feed:{row['feed_id']}",
                f"{as_name(row['title'])} answers, but has brought nothing new since "
                f"{row['last_new_at']:%Y-%m-%d %H:%M} UTC. By its own rhythm one silence in 10,000 is so "
                "long. Compare it with the site: it may have moved.",
                row["feed_id"],
            )


def check_documents(given: Context) -> Iterator[Finding]:
    """Feeds whose documents have shrunk or were emptied, or whose entries are refused."""
    rows = {
        row["feed_id"]: row for row in feed_baselines.feeds_read_since(given.conn, given.now - READ_WITHIN)
    }
    read = feed_baselines.last_documents(given.conn, list(rows), given.now - READ_WITHIN, IN_A_ROW)
    shrunk: set[int | None] = set()
    for feed_id, entries, refused in read:
        row = rows[feed_id]
        rhythm = DocumentRhythm(
            row["documents"], row["entries_usual"], row["entries_low"], row["refused_usual"]
        )
        for finding in judge_documents(LastDocuments(feed_id, row["title"], entries, refused), rhythm):
            shrunk |= {finding.feed_id} if finding.rule == "document" else set()
            yield finding
    for row in feed_baselines.emptied_feeds(given.conn):  # of too few documents to know what is usual
        if row["feed_id"] not in shrunk:
            words = f"{as_name(row['title'])}: {row['health'].removeprefix('Emptied: ')}"
            yield Finding("document", f"feed:{row['feed_id']}", words, row["feed_id"])


def check_volumes(given: Context) -> Iterator[Finding]:
    """Publishers and languages with too few articles, without texts, or with late articles."""
    rows = feed_baselines.day_volumes(given.conn, given.now, (0, *DAYS_BEFORE))
    yield from judge_volumes([DayVolume(**row) for row in rows])


def check_whole(given: Context) -> Iterator[Finding]:
    """Heartbeat, runs, queues, outcomes, the list of feeds and the disks."""
    ended = last_outcomes(given.conn, since=given.now - timedelta(hours=1))
    answered = {outcome: feeds for outcome, feeds in ended.items() if outcome.is_reachable}
    whole = Whole(
        **feed_baselines.whole_state(given.conn, given.now),
        outcomes={outcome.value: feeds for outcome, feeds in answered.items() if not outcome.is_healthy},
        answered=sum(answered.values()),
        sick=feed_baselines.sick_by_cause(given.conn),
        disks=tuple(_disks(given)),
    )
    settings = given.settings
    yield from judge_whole(
        whole,
        given.now,
        heartbeat=settings.alerting.heartbeat,
        max_failed_share=settings.max_failed_share,
    )


def _disks(given: Context) -> Iterator[Disk]:
    """The disks of this machine; object storage or Postgres on another machine must be watched there."""
    a_day = sum(part.bytes_a_day or 0 for part in storage_forecast(given.conn)) or None
    seen: set[int] = set()
    for url in (given.settings.home.as_uri(), given.settings.landing_url):
        parts = urlsplit(url)
        folder = Path(unquote(parts.path))
        if parts.scheme != "file" or not folder.exists() or folder.stat().st_dev in seen:
            continue
        seen.add(folder.stat().st_dev)
        usage = shutil.disk_usage(folder)
        yield Disk(str(folder), usage.total, usage.free, a_day)
