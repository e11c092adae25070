"""Past days against the newsroom's archive and our own landing files: each article under its own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.file_backfills import file_place
from support.http_server import http_server
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import Allowance, DayRequest, Gathered
from wireroom.backfill.plan_day import finish_day, plan_day
from wireroom.errors import ConfigurationError
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import Counts, FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

DAYS = [date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 16)]
COUNT_BY_DAY = """
SELECT published_at::date AS day, count(*) AS articles FROM news.articles
WHERE published_at < '2026-10-01' GROUP BY 1 ORDER BY 1
"""


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


@pytest.fixture
def room(database_url: str, tmp_path: Path):
    """An outlet with archive documents and one with pages, polled once: so their past becomes known."""
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, "estuary-almanac", "pegel-chronik")
        run_ingest(running.settings, key="live", clock=running.clock)
        yield running


def run_day(room: Newsroom, day: date, *, origins: tuple[str, ...] = ("rfc5005",), key: str = "") -> Counts:
    plan = plan_day(room.settings, DayRequest(day, origins), key=f"{key}{day}", now=room.now)
    total = Counts()
    for job in plan.jobs:
        gathered = gather(room.settings, job, day=day, run_key=f"{key}{day}", clock=room.clock)
        assert gathered.problems == ()
        counts, problems, *_ = file_day(room.settings, gathered, run_id=plan.run_id, day=day, now=room.now)
        assert problems == ()
        total += counts
    return total


def test_three_days_come_in_under_their_own_dates_and_once(room: Newsroom, database_url: str) -> None:
    first = [run_day(room, day) for day in DAYS]
    by_day = {row["day"]: row["articles"] for row in rows(database_url, COUNT_BY_DAY)}
    room.advance(timedelta(hours=2))  # pages are asked for again after an hour, archive documents never
    again = [run_day(room, day, key="again-") for day in DAYS]

    assert by_day == {day: counts.inserted for day, counts in zip(DAYS, first, strict=True)}
    assert all(counts.inserted >= 10 for counts in first), "both outlets"
    assert [(c.inserted, c.revised) for c in again] == [(0, 0)] * 3
    assert {row["day"]: row["articles"] for row in rows(database_url, COUNT_BY_DAY)} == by_day


def test_a_day_that_was_interrupted_counts_all_that_it_brought(room: Newsroom, database_url: str) -> None:
    """Filed and killed before it was reported; before, the run said what its repeat found: nothing new."""
    killed = run_day(room, DAYS[0])
    repeat = run_day(room, DAYS[0])
    assert (killed.inserted >= 10, repeat.inserted, repeat.unchanged > 0) == (True, 0, True)
    plan = plan_day(room.settings, DayRequest(DAYS[0], ["rfc5005"]), key=f"{DAYS[0]}", now=room.now)
    for _ in range(2):  # and a repeated report says the same
        done = finish_day(room.settings, run_id=plan.run_id, counts=repeat, failure="", now=room.now)
        assert done == killed
    sql = f"SELECT entries, inserted, unchanged, rejected FROM news.runs WHERE id = {plan.run_id}"
    [row] = rows(database_url, sql)
    assert tuple(row.values()) == (killed.entries, killed.inserted, 0, 0)


def test_a_past_day_is_complete_against_what_the_newsroom_published(
    room: Newsroom, database_url: str
) -> None:
    """The landed origin sees live bytes only, the archive everything: together they add up, nothing twice."""
    yesterday = room.now.date() - timedelta(days=1)
    landed = run_day(room, room.now.date(), origins=("landed",), key="landed-")
    archived = run_day(room, yesterday)

    assert landed.inserted == 0, "live polling had filed what it landed"
    assert landed.unchanged > 0
    assert archived.inserted + archived.unchanged > 0


@pytest.mark.parametrize(
    ("match", "feeds"),
    [("", 2), ("estuary", 1)],
    ids=["all", "one"],
)
def test_landed_files_are_read_for_the_feeds_that_match(
    room: Newsroom, database_url: str, match: str, feeds: int
) -> None:
    """And their cost is told in bytes before they are read."""
    day = room.now.date()
    plan = plan_day(room.settings, DayRequest(day, ["landed"], match=match), key="match", now=room.now)
    assert len(plan.jobs) == 1
    assert all("to read: 0 bytes" not in job.cost for job in plan.jobs)
    for job in plan.jobs:
        file_day(room.settings, Gathered(job), run_id=plan.run_id, day=day, now=room.now)
    filed = rows(database_url, f"SELECT FROM wireroom.run_feeds WHERE run_id = {plan.run_id}")
    assert len(filed) == feeds


def test_the_archive_is_walked_without_reading_todays_feed(room: Newsroom, database_url: str) -> None:
    """With the newsroom a month on, a past day still brings what that day had, and nothing of today."""
    room.advance(timedelta(days=30))
    before = rows(database_url, "SELECT max(published_at) AS newest FROM news.articles")[0]["newest"]
    counts = run_day(room, DAYS[0])

    assert counts.inserted >= 5
    assert rows(database_url, "SELECT max(published_at) AS newest FROM news.articles")[0]["newest"] == before


def test_a_second_day_fetches_no_archive_document_again(room: Newsroom) -> None:
    run_day(room, DAYS[0])
    plan = plan_day(room.settings, DayRequest(DAYS[1], ["rfc5005"]), key=None, now=room.now)

    assert "requests: 0" in plan.jobs[0].cost
    keys = {row["key"] for row in rows(room.settings.database_url, "SELECT key FROM news.runs")}
    assert keys == {"live", str(DAYS[0])}, "a look at the cost is no run"


def test_a_days_run_asks_no_feed_that_was_never_polled_but_one_that_is_named(
    database_url: str, tmp_path: Path
) -> None:
    """The first scheduled run begins beside the first poll; without a network each feed made it red."""
    with newsroom(database_url, tmp_path) as room:
        subscribe(room.settings, "diario-del-puerto")
        asked = partial(DayRequest, origins=("rfc5005",))
        plan = partial(plan_day, room.settings, key=None, now=room.now)
        day = room.now.date() - timedelta(days=1)
        assert plan(asked(day)).jobs == ()
        assert len(plan(asked(day, match="diario")).jobs) == 1
        assert len(plan(asked(None)).jobs) == 1


def test_a_day_comes_out_of_a_feed_in_pages_and_costs_nothing_again(
    database_url: str, tmp_path: Path
) -> None:
    """The feed was never polled: its pages are found without a link to them."""
    with newsroom(database_url, tmp_path) as room:
        subscribe(room.settings, "diario-del-puerto")
        day = room.now.date() - timedelta(days=1)
        first = run_day(room, day, origins=("paged",))
        again = run_day(room, day, origins=("paged",), key="again-")

    bounds = (
        "SELECT min(published_at)::date AS a, max(published_at)::date AS b, count(*) AS n FROM news.articles"
    )
    (counted,) = rows(database_url, bounds)
    assert (counted["a"], counted["b"], counted["n"]) == (day, day, first.inserted)
    assert first.inserted > 200
    assert (again.inserted, again.revised, again.unchanged) == (0, 0, first.inserted)


def test_an_unknown_origin_is_refused_with_the_names_of_those_there_are(room: Newsroom) -> None:
    with pytest.raises(ConfigurationError, match="there are landed, rfc5005, paged"):
        plan_day(room.settings, DayRequest(DAYS[0], ["wayback"]), key="k", now=room.now)


def test_a_folder_of_documents_comes_in_with_what_each_says_of_itself(
    database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "story.txt").write_text(
        " date 2021-03-04 The ferry to Saltmere ran again on Thursday, with a spare rudder.\n\n"
        "Passengers were given tea. The rudder had been in the town hall since 1987, holding a door open.\n\n"
        "Tea on the ferry, and the town hall door is shut at last pic.twitter.com/sMqUay0009 "
        "— Quay Watcher (@saltmere_quays) March 4, 2021\n\n"
        "This article has been adapted from its original source.",
        encoding="utf-8",
    )
    (folder / "broken.xml").write_bytes(b"\x00\x01\x02\x03")
    with newsroom(database_url, tmp_path) as room:
        settings = replace(room.settings)
    counts, problems, *_ = file_place(settings, "documents", str(folder), key="saved", now=room.now)
    again, *_ = file_place(settings, "documents", str(folder), key="saved again", now=room.now, again=True)

    (article,) = rows(database_url, "SELECT * FROM news.articles")
    assert (counts.inserted, again.inserted, again.revised, again.unchanged) == (1, 0, 0, 1)
    assert article["published_at"] == datetime(2021, 3, 4, tzinfo=UTC)
    assert article["published_precision"] == "day"
    assert article["text"].startswith("The ferry to Saltmere")
    assert article["embeds"][0]["handle"] == "saltmere_quays"
    assert article["attribution"][0]["kind"] == "adapted"
    assert len(problems) == 1
    assert "broken.xml" in problems[0].words


def test_a_day_is_written_down_for_each_feed_and_origin_apart(room: Newsroom, database_url: str) -> None:
    """Filing for one feed, or from one origin, does not make the day count as done for the others."""
    day = DAYS[0]
    plan = plan_day(room.settings, DayRequest(day, ["rfc5005"], match="estuary"), key="one", now=room.now)
    (job,) = plan.jobs
    gathered = gather(room.settings, job, day=day, run_key="one", clock=room.clock)
    counts, *_ = file_day(room.settings, gathered, run_id=plan.run_id, day=day, now=room.now)
    lines = rows(database_url, "SELECT * FROM news.backfill_units")

    (line,) = lines
    assert (line["origin"], line["unit"], line["state"]) == ("rfc5005", str(day), "done")
    assert "estuary" in line["source"]
    assert (line["inserted"], line["days"]) == (counts.inserted, {str(day): counts.inserted})
    assert line["requests"] >= 1


def test_the_pages_of_a_day_come_in_by_sitemap_once_and_are_not_fetched_again(
    room: Newsroom, database_url: str
) -> None:
    """Landed with the robots.txt that allowed them; the next day of the month asks for its own pages only."""
    counts = run_day(room, DAYS[0], origins=("sitemaps",), key="pages-")
    before = rows(database_url, "SELECT sum(requests) AS asked FROM wireroom.backfill_units")[0]["asked"]
    again = run_day(room, DAYS[0], origins=("sitemaps",), key="pages again-")
    lines = rows(
        database_url, "SELECT state, requests FROM wireroom.backfill_units WHERE origin = 'sitemaps'"
    )
    of_day = rows(
        database_url, f"SELECT provenance FROM news.articles WHERE published_at::date = '{DAYS[0]}'"
    )

    assert counts.inserted == len(of_day) >= 10
    assert (again.inserted, again.revised, again.unchanged) == (0, 0, counts.inserted)
    assert {line["state"] for line in lines} == {"done"}
    assert sum(line["requests"] for line in lines) <= 2 < before, "robots.txt alone"


def test_captures_of_a_web_archive_bring_a_day_under_their_own_addresses(
    room: Newsroom, database_url: str
) -> None:
    """The newsroom plays its own past back; asked about a day, what was on the wire about it comes in."""
    (_, address) = room.settings.connect_to[0]
    server = f"http://{address}/-"
    room.settings = replace(
        room.settings, cdx_url=f"{server}/cdx", cdx_playback=server + "/web/{stamp}id_/{url}", cdx_pause=0.0
    )
    day = room.now.date() - timedelta(days=9)
    counts = run_day(room, day, origins=("cdx",), key="cdx-")
    again = run_day(room, day, origins=("cdx",), key="cdx again-")
    found = rows(
        database_url, f"SELECT url, first_seen_at FROM news.articles WHERE published_at::date = '{day}'"
    )

    assert counts.inserted == len(found) >= 10
    assert (again.inserted, again.revised) == (0, 0)
    assert all("/-/web/" not in row["url"] for row in found)
    assert all(row["first_seen_at"].date() - day <= timedelta(days=4) for row in found), "as captured then"


def test_all_there_is_comes_in_without_dates_the_undated_too(room: Newsroom, database_url: str) -> None:
    """Entries without a date are of no day: only a walk without days brings them."""
    plan = plan_day(room.settings, DayRequest(None, ["rfc5005"], match="estuary"), key="all", now=room.now)
    (job,) = plan.jobs
    gathered = gather(room.settings, job, day=None, run_key="all", clock=room.clock)
    filed = file_day(room.settings, gathered, run_id=plan.run_id, day=None, now=room.now)
    (line,) = rows(database_url, "SELECT unit, state, inserted FROM news.backfill_units")

    assert filed.problems == ()
    assert filed.counts.inserted > 500
    assert line == {"unit": "all days", "state": "done", "inserted": filed.counts.inserted}
    by_day = rows(database_url, "SELECT count(DISTINCT published_at::date) AS days FROM news.articles")
    assert by_day[0]["days"] > 60


def test_a_walk_begun_again_in_the_same_second_loses_nothing_that_was_landed(room: Newsroom) -> None:
    """Its first file replaced that of the walk before, killed and started anew by what watches over it."""
    day = DAYS[0]
    plan = plan_day(room.settings, DayRequest(day, ["rfc5005"], match="estuary"), key="one", now=room.now)
    (job,) = plan.jobs
    few = Allowance(3)
    begun = gather(room.settings, job, day=day, run_key="one", clock=room.clock, allowance=few)
    assert begun.problems, "it broke off"
    landed = {file: file.read_bytes() for file in room.settings.home.rglob("*.warc.gz")}
    assert landed
    room.advance(timedelta(milliseconds=100))
    whole = gather(room.settings, job, day=day, run_key="one", clock=room.clock)
    assert {file: file.read_bytes() for file in landed} == landed
    filed = file_day(room.settings, whole, run_id=plan.run_id, day=day, now=room.now)
    assert (whole.problems, filed.problems) == ((), ())
    assert filed.counts.inserted


def test_entries_without_a_date_come_in_when_no_day_is_named(database_url: str, tmp_path: Path) -> None:
    """As undated: a day would have to be invented for them. They were never filed before."""
    entry = "<entry><id>urn:{0}</id><title>Low water {0}</title><summary>Tea was given. {0}</summary></entry>"
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><link rel="{0}" href="/{1}"/>{2}</feed>'
    )
    with http_server() as server:
        server.sends("/feed", feed.format("prev-archive", "old", entry.format(3)).encode())
        archived = feed.format("current", "feed", entry.format(1) + entry.format(2)).encode()
        server.sends("/old", archived)
        settings = Settings.from_environment(
            {"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}
        )
        spec = FeedSpec(server.url("/feed"), private=True, archive=server.url("/old"), family="quay")
        with connect(database_url) as conn:
            sync_feeds(conn, [spec], NOON)

        def load(day: date | None, key: str) -> Counts:
            plan = plan_day(settings, DayRequest(day, ["rfc5005"]), key=key, now=NOON)
            (job,) = plan.jobs
            gathered = gather(settings, job, day=day, run_key=key, clock=lambda: NOON)
            return file_day(settings, gathered, run_id=plan.run_id, day=day, now=NOON).counts

        assert load(DAYS[0], "a day").inserted == 0
        assert load(None, "all").inserted == 3
        assert load(None, "again").inserted == 0
    assert {row["published_at"] for row in rows(database_url, "SELECT published_at FROM news.articles")} == {
        None
    }
