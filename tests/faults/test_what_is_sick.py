"""One meaning of sick: a network outage here, a rate limit that is obeyed, and a feed needing attention."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from support.filings import NOW, feed, file, rejection, result, rows
from wireroom.airflow_glue.report_log import log_report
from wireroom.cli.main import main
from wireroom.cli.stack.status_command import warehouse_lines
from wireroom.ingest.run_report import RunReport, report_run
from wireroom.models import Outcome
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.store.connection import Connection
from wireroom.store.runs import open_run

OLD = NOW - timedelta(days=30)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings.from_environment({"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url})


def polled(
    conn: Connection,
    settings: Settings,
    key: str,
    outcomes: dict[int, Outcome],
    *,
    at: datetime = NOW,
    failures: int = 1,
) -> RunReport:
    """A run in which each of these feeds answered so."""
    results = [
        result(number, outcome, at=at, failures=0 if outcome.is_healthy else failures, detail=f"as in {key}")
        for number, outcome in outcomes.items()
    ]
    run_id = open_run(conn, "ingest", key, at)
    file(conn, results=results, run=key)
    report = report_run(settings, run_id=run_id, expected=len(results), now=at)
    conn.rollback()
    return report


def conditions(conn: Connection) -> dict[str, tuple[str, bool]]:
    found = rows(conn, "SELECT title, condition, needs_somebody FROM news.feeds ORDER BY id")
    return {title: (condition, needs) for title, condition, needs in found}


STATES = {
    # outcome, failures in a row, was it ever well → condition
    "well": (Outcome.OK, 0, True, "well"),
    "the first failure of a feed that was well": (Outcome.NOT_FOUND, 1, True, "failed_once"),
    "the second in a row": (Outcome.NOT_FOUND, 2, True, "sick"),
    "never well, and it will not pass by itself": (Outcome.NOT_A_FEED, 1, False, "sick"),
    "never well, but it may pass": (Outcome.SERVER_ERROR, 1, False, "failed_once"),
    "its host alone is not found, twice": (Outcome.UNREACHABLE_HOST, 2, True, "sick"),
    "a rate limit": (Outcome.RATE_LIMITED, 1, True, "waiting"),
    "put off for a sibling that was limited": (Outcome.RATE_LIMITED, 0, True, "waiting"),
    "put off since its host is slow": (Outcome.TIMED_OUT, 0, True, "waiting"),
    "a rate limit, for long but not for a week": (Outcome.RATE_LIMITED, 9, True, "waiting"),
}


@pytest.mark.parametrize(("outcome", "failures", "was_well", "condition"), STATES.values(), ids=STATES)
def test_a_feed_is_in_one_condition_and_only_sick_ones_need_somebody(
    conn: Connection,
    settings: Settings,
    outcome: Outcome,
    failures: int,
    was_well: bool,
    condition: str,
) -> None:
    number = feed(conn, "one")
    if was_well:
        polled(conn, settings, "before", {number: Outcome.OK}, at=NOW - timedelta(days=2))
    polled(conn, settings, "now", {number: outcome}, failures=failures)
    assert conditions(conn)["One"] == (condition, condition == "sick")


def test_a_rate_limit_that_has_lasted_a_week_needs_somebody(conn: Connection, settings: Settings) -> None:
    number = feed(conn, "one")
    polled(conn, settings, "before", {number: Outcome.OK}, at=NOW - timedelta(days=8))
    polled(conn, settings, "now", {number: Outcome.RATE_LIMITED}, failures=20)
    assert conditions(conn)["One"] == ("sick", True)


@pytest.fixture
def forty(conn: Connection, settings: Settings) -> list[int]:
    """Forty-one public feeds on hosts of their own, well until now, and one of the sample newsroom."""
    numbers = [feed(conn, f"paper-{n:02}", family=f"paper-{n:02}.example") for n in range(41)]
    polled(conn, settings, "well", dict.fromkeys(numbers, Outcome.OK), at=NOW - timedelta(hours=1))
    return numbers


def test_an_outage_here_is_one_line_and_makes_no_feed_sick(
    conn: Connection, settings: Settings, forty: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    away = dict.fromkeys(forty, Outcome.UNREACHABLE_HOST)
    polled(conn, settings, "away", away)
    report = polled(conn, settings, "still away", away, at=NOW + timedelta(hours=1), failures=2)

    assert set(conditions(conn).values()) == {("cut_off", False)}
    caplog.set_level("INFO")
    log_report(report)
    line = "41 feeds: host was not found, most likely this machine's network"
    assert [text for text in caplog.messages if "network" in text] == [line]
    assert not any("needs attention" in text for text in caplog.messages)
    assert line in warehouse_lines(settings)
    assert rows(conn, (PROJECT_ROOT / "sql/examples/07_sick_feeds.sql").read_text()) == []


def test_a_single_feed_away_during_an_outage_is_not_to_blame_and_after_it_is(
    conn: Connection, settings: Settings, forty: list[int]
) -> None:
    """After it: those that were polled since are judged for themselves, the others when their turn comes."""
    polled(conn, settings, "away", dict.fromkeys(forty, Outcome.CONNECTION_FAILED))
    one, two, *_ = forty
    polled(
        conn, settings, "one", {one: Outcome.CONNECTION_FAILED}, at=NOW + timedelta(minutes=30), failures=2
    )
    assert conditions(conn)["Paper-00"] == ("cut_off", False)

    later = NOW + timedelta(hours=2)
    polled(conn, settings, "back", {one: Outcome.CONNECTION_FAILED, two: Outcome.OK}, at=later, failures=3)
    found = conditions(conn)
    assert found["Paper-00"] == ("sick", True), "others were reached when it was not"
    assert found["Paper-01"] == ("well", False)
    assert found["Paper-02"] == ("cut_off", False), "its last poll fell into the outage"
    assert rows(conn, "SELECT began_at, ended_at, families FROM wireroom.network_outages") == [
        (NOW, later, 41)
    ]


def test_a_few_hosts_away_among_many_are_no_outage(
    conn: Connection, settings: Settings, forty: list[int]
) -> None:
    answers = dict.fromkeys(forty, Outcome.OK) | dict.fromkeys(forty[:20], Outcome.TIMED_OUT)
    polled(conn, settings, "some", answers, failures=2)
    assert list(conditions(conn).values()).count(("sick", True)) == 20


def test_many_feeds_of_one_host_are_one_host(conn: Connection, settings: Settings) -> None:
    blogs = [feed(conn, f"blog-{n}", family="blogs.example") for n in range(10)]
    polled(conn, settings, "away", dict.fromkeys(blogs, Outcome.TIMED_OUT), failures=2)
    assert set(conditions(conn).values()) == {("sick", True)}


def test_list_report_health_and_example_name_the_same_feeds(
    conn: Connection,
    settings: Settings,
    forty: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    limited, once, gone = forty[:3]
    answers = dict.fromkeys(forty, Outcome.OK)
    polled(conn, settings, "b", answers | {gone: Outcome.NOT_FOUND}, at=NOW - timedelta(minutes=30))
    now = answers | {limited: Outcome.RATE_LIMITED, once: Outcome.SERVER_ERROR}
    polled(conn, settings, "c", {gone: Outcome.NOT_FOUND}, failures=2, at=NOW - timedelta(minutes=1))
    report = polled(conn, settings, "d", now | {gone: Outcome.NOT_FOUND}, failures=2)
    conn.cursor().execute("UPDATE wireroom.feed_states SET failures = 1 WHERE feed_id = %s", [once])
    conn.commit()

    file_ = tmp_path / "feeds.yaml"
    file_.write_text("feeds:\n" + "".join(f"  - https://paper-{n:02}.example/feed\n" for n in range(41)))
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(file_))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    assert main(["feeds", "list", "--sick", "--urls"]) == 0
    assert capsys.readouterr().out == "https://paper-02.example/feed\n"

    example = rows(conn, (PROJECT_ROOT / "sql/examples/07_sick_feeds.sql").read_text())
    assert [row[0] for row in example] == ["Paper-02"]
    assert rows(conn, "SELECT title FROM news.feeds WHERE health LIKE 'Sick%%'") == [("Paper-02",)]
    log_report(report)
    assert [text for text in caplog.messages if text.startswith("Paper-02")] == [
        "Paper-02 needs attention: there is nothing at its address (404): as in d"
    ]


def test_a_reader_may_read_the_condition(conn: Connection, settings: Settings, forty: list[int]) -> None:
    with conn.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wireroom_reader")
        cursor.execute("SELECT condition, count(*) FROM news.feeds GROUP BY 1")
        assert cursor.fetchall() == [("well", 41)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param(
            {"position": 3, "title": {"value": "A “quoted”\n title"}}, "A “quoted” title", id="title"
        ),
        pytest.param({"guid": "tag:x,2020:1", "title": None}, "tag:x,2020:1", id="id"),
        pytest.param({"position": 3}, "", id="nothing"),
    ],
)
def test_refused_entries_are_named_in_the_report(
    conn: Connection, settings: Settings, caplog: pytest.LogCaptureFixture, raw: dict, name: str
) -> None:
    """Whole or cut off in the midst, as a large one is kept."""
    number = feed(conn, "one")
    run_id = open_run(conn, "ingest", "refusing", NOW)
    whole = json.dumps(raw).encode()
    refused = [rejection("one", number, raw=whole), rejection("two", number, raw=whole + b', "content": "cu')]
    file(conn, rejections=refused, results=[result(number)], run="refusing")
    log_report(report_run(settings, run_id=run_id, expected=1, now=NOW))
    shown = f"“{name}”: " if name else ""
    assert [text for text in caplog.messages if text.startswith("refused")] == [
        f"refused: One: {shown}no_content: nothing to read"
    ] * 2


def test_what_came_in_a_feeds_place_stands_in_its_health(conn: Connection, settings: Settings) -> None:
    """All said the same on the list and the overview, where the last error is not shown."""
    number = feed(conn, "one")
    said = "https://one.example/feed gave no feed but a login page; write the login beside its `url`"
    answer = result(number, Outcome.NOT_A_FEED, failures=2, detail=f"{said}: ?token=s3cret-of-the-bay")
    file(conn, results=[answer], run="first")
    ((health,),) = rows(conn, "SELECT health FROM news.feeds")
    assert health.startswith(f"Sick: {said}")
    assert "2 polls in a row have failed" in health
    assert "s3cret" not in health
    file(conn, results=[result(number, Outcome.NOT_A_FEED, failures=3, detail="x" * 2000)], run="second")
    ((health,),) = rows(conn, "SELECT health FROM news.feeds")
    assert len(health) < 650
    assert "…" in health
