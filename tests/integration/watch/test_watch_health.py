"""The watch over a real database and a real webhook: alerts open once, end by themselves, are told once."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from support.filings import NOW, feed, file, result, rows
from wireroom.cli.main import main
from wireroom.errors import ConfigurationError
from wireroom.models import Outcome
from wireroom.settings import Alerting, Settings
from wireroom.store import alert_rows
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all
from wireroom.watch.notify import Message, ping, tell
from wireroom.watch.watch_health import watch_health

LATER = NOW + timedelta(minutes=5)
HOUR = timedelta(hours=1)


@pytest.fixture
def hook() -> Iterator[tuple[str, list[tuple[str, str]], list[int]]]:
    """A webhook: its address, what was posted there, and the status it answers with."""
    posted: list[tuple[str, str]] = []
    status = [200]

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *words: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", posted, status
    server.shutdown()
    server.server_close()


def sick(conn: Connection, name: str = "mire") -> int:
    feed_id = feed(conn, name)
    file(conn, results=[result(feed_id, Outcome.NOT_FOUND, failures=3)], run=f"broken {name}")
    return feed_id


def test_what_lasts_is_one_row_and_ends_by_itself(conn: Connection, settings: Settings) -> None:
    feed_id = sick(conn)
    first = watch_health(settings, now=NOW)
    again = watch_health(settings, now=LATER)
    assert [alert.rule for alert in first.open] == ["sick"]
    assert [alert.id for alert in again.open] == [alert.id for alert in first.open]
    file(conn, results=[result(feed_id, at=LATER)], run="mended")
    assert watch_health(settings, now=LATER + HOUR / 12).open == ()
    assert rows(conn, "SELECT rule, is_open, closed_by FROM news.alerts") == [("sick", False, None)]


def test_an_alert_that_somebody_closed_opens_when_it_comes_again_and_not_before(
    conn: Connection, settings: Settings
) -> None:
    feed_id = sick(conn)
    (alert,) = watch_health(settings, now=NOW).open
    alert_rows.close_alert(conn, alert.id, by="ada", now=NOW)
    assert watch_health(settings, now=LATER).open == ()
    with pytest.raises(ConfigurationError, match="not open"):
        alert_rows.close_alert(conn, alert.id, by="ada", now=NOW)
    file(conn, results=[result(feed_id, at=LATER)], run="mended")
    watch_health(settings, now=LATER + HOUR)
    file(conn, results=[result(feed_id, Outcome.NOT_FOUND, failures=2)], run="broken again")
    (again,) = watch_health(settings, now=LATER + 2 * HOUR).open
    assert again.id != alert.id


def test_a_silenced_alert_is_told_when_its_time_is_over(conn: Connection, settings: Settings) -> None:
    sick(conn)
    watched = watch_health(settings, now=NOW)
    (alert,) = watched.open
    with pytest.raises(ConfigurationError, match="reason"):
        alert_rows.silence_alert(conn, alert.id, until=LATER, reason=" ", by="ada", now=NOW)
    alert_rows.silence_alert(conn, alert.id, until=NOW + HOUR, reason="they move", by="ada", now=NOW)
    watch_health(settings, now=LATER)
    assert alert_rows.untold_alerts(conn, "mailto:ada@example.org", LATER) == ()
    (open_alert,) = alert_rows.open_alerts(conn)
    assert open_alert.silenced_reason == "they move"
    watch_health(settings, now=NOW + 2 * HOUR)
    untold = alert_rows.untold_alerts(conn, "mailto:ada@example.org", NOW + 2 * HOUR)
    assert alert.id in {each.id for each in untold}


def test_a_message_is_told_once_and_again_where_it_could_not_be_sent(
    conn: Connection, settings: Settings, hook: tuple[str, list[tuple[str, str]], list[int]]
) -> None:
    address, posted, status = hook
    settings = replace(
        settings, alerting=Alerting(to=(f"{address}/secret-path",), ping_url=f"{address}/ping")
    )
    feed_id = sick(conn)

    def watch_and_tell(now) -> list[str]:  # type: ignore[no-untyped-def]
        watch_health(settings, now=now)
        return tell(settings, now=now)[1]

    status[0] = 500
    (problem,) = watch_and_tell(NOW)
    assert "500" in problem
    assert "secret-path" not in problem
    status[0] = 200
    assert watch_and_tell(LATER) == []
    assert watch_and_tell(LATER + HOUR / 12) == []
    assert len(posted) == 2
    said = json.loads(posted[1][1])
    assert said["title"] == "Wireroom: 1 new alert"
    assert "need" in said["text"]
    assert "needs attention" in said["text"]
    file(conn, results=[result(feed_id, at=LATER)], run="mended")
    assert watch_and_tell(LATER + HOUR) == []
    assert "(from 2026-11-20 12:00 to 2026-11-20 13:05 UTC)" in json.loads(posted[2][1])["text"]
    assert ping(settings) == ""
    assert posted[3][0] == "/ping"


def test_an_address_that_refuses_costs_the_others_nothing_and_hears_all_when_it_is_back(
    conn: Connection, settings: Settings, hook: tuple[str, list[tuple[str, str]], list[int]]
) -> None:
    """One that is gone had the same alert sent to the one that works at every watch."""
    address, posted, _ = hook
    mailed: list[str] = []
    is_away = [True]

    def mail(to: str, message: Message) -> None:
        if is_away[0]:
            raise OSError("connection refused")
        mailed.append(message.text)

    settings = replace(settings, alerting=Alerting(to=(f"{address}/desk", "mailto:ada@example.org")))
    feed_id = sick(conn)
    for minutes in (0, 5, 10):
        now = NOW + timedelta(minutes=minutes)
        watch_health(settings, now=now)
        _, problems = tell(settings, now=now, senders={"mailto": mail})
        assert problems == ["alerts cannot be sent to mailto:ada@example.org: connection refused"]
    assert len(posted) == 1
    is_away[0] = False
    assert tell(settings, now=NOW + HOUR, senders={"mailto": mail}) == (1, [])
    assert mailed[0].startswith("NEW sick")
    file(conn, results=[result(feed_id, at=LATER)], run="mended")
    watch_health(settings, now=NOW + HOUR)
    is_away[0] = True
    assert tell(settings, now=NOW + HOUR, senders={"mailto": mail})[0] == 1
    is_away[0] = False
    for now in (NOW + HOUR + HOUR / 12, NOW + HOUR + HOUR / 6):  # that it is over is kept until it is told
        watch_health(settings, now=now)
        assert tell(settings, now=now, senders={"mailto": mail})[1] == []
    lines = [line for text in mailed for line in text.splitlines() if " sick:" in line]
    assert [line.partition(" ")[0] for line in lines] == ["NEW", "OVER"]
    assert len(posted) == 2
    assert address not in str(rows(conn, "SELECT * FROM wireroom.alerts"))


@pytest.mark.parametrize(("lost", "told"), [(5, ["heartbeat"]), (2, [])])
def test_an_outage_is_told_at_the_third_poll_in_vain_and_two_feeds_that_fail_are_none(
    conn: Connection, settings: Settings, lost: int, told: list[str]
) -> None:
    """A feed that is asked in vain is due again later: nothing was ever overdue, and nobody was told."""
    feeds = [feed(conn, f"paper{number}") for number in range(5)]
    file(conn, results=[result(each, next_poll_at=NOW + HOUR) for each in feeds], run="well")

    def rules_after(polls: int) -> list[str]:
        at = NOW + polls * HOUR / 12
        due = at + HOUR / 12
        failed = [
            result(each, Outcome.UNREACHABLE_HOST, at=at, failures=polls, next_poll_at=due)
            for each in feeds[:lost]
        ]
        file(conn, results=failed, run=f"outage {polls}")
        found = watch_health(settings, now=at + HOUR / 30).open
        return [alert.rule for alert in found if alert.rule == "heartbeat"]

    assert [rules_after(polls) for polls in (1, 2, 3)] == [[], [], told]


def test_one_failed_poll_of_an_only_feed_is_no_outage_and_two_are(
    conn: Connection, settings: Settings
) -> None:
    """A small installation was alarmed by each poll that failed, where the one before was well long ago."""
    only = feed(conn, "paper")
    file(conn, results=[result(only, next_poll_at=NOW + HOUR)], run="well")
    said = []
    for failures in (1, 2):
        at = NOW + failures * HOUR
        failed = result(only, Outcome.UNREACHABLE_HOST, at=at, failures=failures, next_poll_at=at + HOUR)
        file(conn, results=[failed], run=f"failed {failures}")
        found = watch_health(settings, now=at + HOUR / 30).open
        said.append([alert.rule for alert in found if alert.rule == "heartbeat"])
    assert said == [[], ["heartbeat"]]


def test_rhythms_that_cannot_be_learned_hold_up_no_look(
    conn: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(conn: Connection, *given: object) -> int:
        return len(fetch_all(conn, "watch/untold_alerts"))  # a statement that the database refuses

    monkeypatch.setattr(importlib.import_module("wireroom.watch.watch_health"), "learn_usual", fails)
    sick(conn)
    watched = watch_health(settings, now=NOW)
    assert [alert.rule for alert in watched.open] == ["sick"]
    assert watched.problems[0].startswith("learn_usual: ")


def test_a_feed_that_stops_is_found_by_its_own_rhythm_and_backfills_do_not_count(
    conn: Connection, settings: Settings
) -> None:
    """Every two hours for five weeks; then it answers and brings nothing."""
    feed_id = feed(conn, "harbour")
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.runs (kind, key, started_at, status) "
            "SELECT 'ingest', 'h' || n, %s::timestamptz - n * interval '1 hour', 'succeeded' "
            "FROM generate_series(1, 840) AS n RETURNING id",
            (NOW,),
        )
        cursor.execute(
            "INSERT INTO wireroom.run_feeds (run_id, feed_id, outcome, fetched_at, entries, inserted) "
            "SELECT id, %s, 'ok', started_at, 20, (id %% 2) FROM wireroom.runs WHERE key LIKE 'h%%'",
            (feed_id,),
        )
        cursor.execute(
            "INSERT INTO wireroom.runs (kind, key, started_at, status) "
            "VALUES ('backfill', 'b', %s, 'succeeded') RETURNING id",
            (NOW + HOUR,),
        )
        run_id = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO wireroom.run_feeds (run_id, feed_id, fetched_at, inserted) VALUES (%s, %s, %s, 9)",
            (run_id, feed_id, NOW + HOUR),
        )
    conn.commit()

    def polled(hours: int) -> tuple[alert_rows.OpenAlert, ...]:
        at = NOW + hours * HOUR
        file(conn, results=[result(feed_id, at=at)], run=f"later {hours}")
        with conn.cursor() as cursor:
            cursor.execute(
                "UPDATE wireroom.feed_states SET last_new_at = %s, last_well_at = %s WHERE feed_id = %s",
                (NOW - 2 * HOUR, at, feed_id),
            )
        conn.commit()
        return watch_health(settings, now=at + HOUR / 6).open

    assert polled(4) == ()
    (alert,) = polled(48)
    assert alert.rule == "silence"
    assert re.fullmatch(
        r"Harbour answers, but has brought nothing new since 20\d\d-\d\d-\d\d \d\d:\d\d UTC\. By its own "
        r"rhythm one silence in 10,000 is so long\. Compare it with the site: it may have moved\.",
        alert.words,
    )
    (learned,) = rows(conn, "SELECT intervals, longest_usual FROM wireroom.feed_rhythms")
    assert learned[0] > 300


def test_a_look_that_fails_holds_up_no_other(
    conn: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what it alone could have found again does not end."""
    module = importlib.import_module("wireroom.watch.watch_health")

    def broken(look: object):  # type: ignore[no-untyped-def]
        raise ConfigurationError("there is no disk")
        yield

    sick(conn)
    watch_health(settings, now=NOW)
    looks = {broken if look is module.check_whole else look: rules for look, rules in module.CHECKS.items()}
    monkeypatch.setattr(module, "CHECKS", looks)
    watched = watch_health(settings, now=LATER)
    assert "there is no disk" in str(watched.failure)
    assert [alert.rule for alert in watched.open] == ["sick"]
    assert rows(conn, "SELECT problems FROM news.watch")[0][0] == ["broken: there is no disk"]


def test_a_watch_by_hand_prints_what_is_new_once(
    conn: Connection, database_url: str, tmp_path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    """Cron mails what is printed; mail and Slack are left to Airflow."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_ALERTS_TO", "mailto:ada@example.org")
    sick(conn)
    said = []
    for _ in range(2):
        assert main(["alerts", "watch"]) == 1
        said.append(capsys.readouterr().out)
    assert [text.count("NEW sick: 1 feed") for text in said] == [1, 0]
    assert alert_rows.untold_alerts(conn, "mailto:ada@example.org", LATER)
