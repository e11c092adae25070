"""Every sentence that an alert can say: what is wrong, with which feed, since when, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from wireroom.decide.alerts import (
    DayVolume,
    DocumentRhythm,
    LastDocuments,
    Whole,
    judge_documents,
    judge_volumes,
    judge_whole,
)
from wireroom.decide.alerts.limits import Disk
from wireroom.decide.alerts.volumes import DAYS_BEFORE
from wireroom.models.alert import Finding
from wireroom.watch.watch_health import CHECKS

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def whole(**state: object) -> Iterable[Finding]:
    well = {"active_feeds": 10, "earliest_due": NOW - HOUR, "last_well": NOW, "last_run": NOW}
    given = Whole(**{**well, **state})  # type: ignore[arg-type]
    return judge_whole(given, NOW, heartbeat=timedelta(minutes=15), max_failed_share=0.5)


def documents(entries: tuple[int, ...], refused: tuple[int, ...]) -> Iterable[Finding]:
    return judge_documents(LastDocuments(7, "Harbour", entries, refused), DocumentRhythm(100, 30, 25, 0.01))


def volumes(
    articles: int, with_text: int, late: int, publisher: str | None = "a.example", language: str | None = "en"
) -> Iterable[Finding]:
    minutes = timedelta(minutes=1)
    before = [DayVolume(ago, publisher, language, 100, 100, 100, 5 * minutes) for ago in DAYS_BEFORE]
    today = DayVolume(0, publisher, language, articles, with_text, articles, late * minutes)
    return judge_volumes([today, *before])


SAID = [
    (
        whole(last_run=NOW - HOUR),
        (
            "runs: No run has started since 2026-11-16 11:00 UTC, though feeds are due. Check whether "
            "ingest_feeds is paused, one of its runs hangs, or Airflow's scheduler is down."
        ),
    ),
    (
        whole(last_well=NOW - HOUR),
        (
            "heartbeat: No feed has answered properly since 2026-11-16 11:00 UTC. Check this machine's "
            "network first, then the log of the last run."
        ),
    ),
    (
        whole(outcomes={"server_error": 4, "forbidden": 2}, answered=10),
        (
            "outcomes: 6 of the 10 feeds that answered in the last hour failed (most often: server error). So"
            " many at once are rarely the publishers' fault: check what has changed here."
        ),
    ),
    (
        whole(sick={"host was not found": ("Mire",)}),
        "sick: 1 feed needs attention: host was not found. It is Mire; its page says what to do.",
    ),
    (
        whole(sick={"host was not found": ("Mire", "Moor", "Marsh", "Bog")}),
        (
            "sick: 4 feeds need attention: host was not found. They are Mire, Moor, Marsh and 1 more; their "
            "pages say what to do."
        ),
    ),
    (
        whole(sick={"host was not found": ("Mire\n  daily", "long words " * 30)}),
        (
            "sick: 2 feeds need attention: host was not found. They are Mire daily and long words long words "
            "long words long words long words long words long words…; their pages say what to do."
        ),
    ),
    (
        whole(search_oldest=NOW - 2 * HOUR),
        (
            "queue: Articles stored since 2026-11-16 10:00 UTC cannot be found by a search yet. Check "
            "news.search_queue, and whether another session locks its rows."
        ),
    ),
    (whole(search_failed=1), "queue: 1 article could not be made searchable. Check news.search_queue."),
    (whole(search_failed=2), "queue: 2 articles could not be made searchable. Check news.search_queue."),
    (
        whole(unfiled_since=NOW - 2 * HOUR),
        (
            "queue: Documents fetched at 2026-11-16 10:00 UTC are not stored yet. Read the log of the task "
            "`file` in Airflow."
        ),
    ),
    (
        whole(overdue=9),
        (
            "queue: 9 of 10 feeds have been due for more than an hour: runs do not keep up. Check how long "
            "runs take, WIREROOM_MAX_SHARDS and the pool wireroom_fetch."
        ),
    ),
    (
        whole(disks=(Disk("/data", 100 * 2**30, 50 * 2**30, 10 * 2**30),)),
        (
            "disk: The disk of /data has 50 GB of 100 GB free, enough for 5 days at the present rate. Make "
            "room, or keep landed files for fewer days (WIREROOM_KEEP_LANDED_DAYS)."
        ),
    ),
    (
        whole(disks=(Disk("/data", 100 * 2**30, 4 * 2**30),)),
        (
            "disk: The disk of /data has 4.0 GB of 100 GB free. Make room, or keep landed files for fewer "
            "days (WIREROOM_KEEP_LANDED_DAYS)."
        ),
    ),
    (
        whole(disks=(Disk("/data", 500 * 2**20, 30 * 2**20, 20 * 2**20),)),
        (
            "disk: The disk of /data has 30 MB of 500 MB free, enough for 1 day at the present rate. Make "
            "room, or keep landed files for fewer days (WIREROOM_KEEP_LANDED_DAYS)."
        ),
    ),
    (
        whole(list_problem="line 3: no such key"),
        "list: feeds.yaml is not followed, feeds are polled as before: line 3: no such key",
    ),
    (
        documents((0, 0, 0), (0, 0, 0)),
        (
            "document: Harbour: its last 3 documents have no entries; 30 are usual. Open the feed in a "
            "browser: it may have moved or been emptied."
        ),
    ),
    (
        documents((1, 0, 1), (0, 0, 0)),
        (
            "document: Harbour: its last 3 documents have at most 1 entry each; 30 are usual. Open the feed "
            "in a browser: it may have moved or been emptied."
        ),
    ),
    (
        documents((30, 30, 30), (30, 29, 30)),
        (
            "refused: Harbour: 89 of the 90 entries of its last 3 documents were refused; usually 1% are. The"
            " quarantine says why."
        ),
    ),
    (
        volumes(45, 45, 5),
        (
            "volume: a.example in English: 45 new articles in the last 24 hours; comparable days had at "
            "least 100. Check the feeds of a.example in English, and the quarantine."
        ),
    ),
    (
        volumes(1, 1, 5, None, None),
        (
            "volume: all publishers: 1 new article in the last 24 hours; comparable days had at least 100. "
            "Check the feeds of all publishers, and the quarantine."
        ),
    ),
    (
        volumes(90, 30, 5, None, "de"),
        (
            "text: all publishers in German: 30 of 90 new articles of the last 24 hours have a text; "
            "usually at least 100% do. Compare an article with its page, and look at the feed."
        ),
    ),
    (
        volumes(90, 90, 180, None, None),
        (
            "freshness: all publishers: half of the new articles of the last 24 hours came in 3 h or more "
            "after publication; usual is 5 min. Check whether runs take longer than their interval."
        ),
    ),
]


@pytest.mark.parametrize(("found", "words"), SAID, ids=[words[:40] for _, words in SAID])
def test_an_alert_says_what_is_wrong_and_what_to_do(found: Iterable[Finding], words: str) -> None:
    assert [f"{finding.rule}: {finding.words}" for finding in found] == [words]


def test_the_table_has_every_rule() -> None:
    """That of a silence needs a rhythm: tests/integration/watch holds its words."""
    known = {rule for rules in CHECKS.values() for rule in rules}
    assert {words.partition(":")[0] for _, words in SAID} == known - {"silence"}
