"""`wireroom websub` as a process, a publisher and its hub on loopback: told, filed, and polled once a day."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest

from support.hub import ENTRY, Hub, hub_server, status_of
from wireroom import sources
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.websub.deliveries import LARGEST
from wireroom.websub.subscriptions import keep_subscribed

pytestmark = [pytest.mark.timeout(240), pytest.mark.slow]
NOWHERE = "http://127.0.0.1:9/"  # a callback that nobody calls


@dataclass
class Newsroom:
    """An installation that reads the hub's feed."""

    hub: Hub
    settings: Settings

    def poll(self) -> None:
        report = run_ingest(
            self.settings, key=f"{now()}", clock=now, even_if_not_due=True, clock_is_right=True
        )
        assert report.failure is None

    def rows(self, sql: str) -> list[Any]:
        with psycopg2.connect(self.settings.database_url) as conn, conn.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def titles(self) -> set[str]:
        return {title for (title,) in self.rows("SELECT title FROM news.articles")}

    def state(self) -> str:
        ((state,),) = self.rows("SET ROLE wireroom_reader; SELECT state FROM news.hub_subscriptions")
        return str(state)

    def next_poll(self) -> tuple[timedelta, str]:
        ((at, reason),) = self.rows("SELECT next_poll_at, next_poll_reason FROM news.feeds")
        return at - now(), reason

    @contextlib.contextmanager
    def receiver(self, port: int = 0) -> Iterator[subprocess.Popen[bytes]]:
        port = port or free_port()
        ((asked, actual),) = self.settings.connect_to
        environment = {
            "PATH": "/usr/bin:/bin",
            "WIREROOM_HOME": str(self.settings.home),
            "WIREROOM_DATABASE_URL": self.settings.database_url,
            "WIREROOM_CONNECT_TO": f"{asked}={actual}",
        }
        command = [sys.executable, "-m", "wireroom.cli.main", "websub", "--port", str(port)]
        process = subprocess.Popen([*command, "--callback", f"http://127.0.0.1:{port}/"], env=environment)
        try:
            assert self.hub.verified.wait(60)
            wait_until(lambda: self.state() == "verified" and listens(port), 60)
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def free_port() -> int:
    """Another worker's receiver has another."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
        return True
    return False


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


def now() -> datetime:
    return datetime.now(UTC)


def entry(title: str, *, hours_old: float = 0.0) -> str:
    return ENTRY.format(title=title, at=(now() - timedelta(hours=hours_old)).strftime("%Y-%m-%dT%H:%M:%SZ"))


@pytest.fixture
def newsroom(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with hub_server() as hub:
        settings = replace(
            Settings.from_environment(
                {"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}
            ),
            feeds_file=tmp_path / "feeds.yaml",
            connect_to=(("*.localhost:80", f"127.0.0.1:{hub.port}"),),
            family_pause=0.0,
        )
        sources.add_feeds(settings.feeds_file, [FeedSpec("http://harbour.localhost/feed", private=True)])
        hub.entries = [entry("pears")]
        room = Newsroom(hub, settings)
        room.poll()
        yield room


def test_what_a_hub_tells_is_filed_and_the_feed_is_polled_once_a_day(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    with newsroom.receiver():
        newsroom.poll()
        wait, reason = newsroom.next_poll()
        assert wait > timedelta(hours=23)
        assert "hub" in reason
        before = newsroom.rows("SELECT last_polled_at, suspected_misses, outcome FROM news.feeds"), hub.polls

        assert hub.deliver(hub.document(entry("apples"))) == 202
        wait_until(lambda: newsroom.titles() == {"pears", "apples"}, 60)
        assert (
            newsroom.rows("SELECT last_polled_at, suspected_misses, outcome FROM news.feeds"),
            hub.polls,
        ) == before
        run = "SELECT status, inserted FROM news.runs WHERE kind = 'websub'"
        wait_until(lambda: newsroom.rows(run) == [("succeeded", 1)], 60)
        told = "SET ROLE wireroom_reader; SELECT deliveries, is_relied_on FROM news.hub_subscriptions"
        assert newsroom.rows(told) == [(1, True)]
        assert newsroom.rows("SELECT now() - last_new_at < interval '1 minute' FROM news.feeds") == [(True,)]

        assert hub.deliver(hub.document(entry("forged")), signature="sha256=00") == 202, "taken, and ignored"
        assert hub.deliver(b"") == 202, "a knock"
        wait, reason = newsroom.next_poll()
        assert wait < timedelta(minutes=1)
        assert "something new" in reason
        newsroom.rows("UPDATE wireroom.feed_states SET next_poll_at = now() + interval '9 hours'")
        assert hub.deliver(b"x" * (LARGEST + 1)) == 413
        assert newsroom.next_poll()[0] < timedelta(minutes=1), "what is too large is a knock"
        assert "forged" not in newsroom.titles()
    assert newsroom.rows("SELECT alive_until <= now() FROM wireroom.hub_receiver") == [(True,)], (
        "it said goodbye"
    )


def test_a_delivery_that_is_dropped_is_not_taken_for_the_feeds_document(newsroom: Newsroom) -> None:
    """Before, one horoscope made a good feed "its rules dropped every entry of its newest document"."""
    listed = "feeds:\n- {url: 'http://harbour.localhost/feed', private: true, drop: {title: [horoscope]}}\n"
    newsroom.settings.feeds_file.write_text(listed)
    with newsroom.receiver():
        newsroom.hub.entries.append(entry("plums"))
        newsroom.poll()
        (before,) = newsroom.rows("SELECT health FROM news.feeds")
        assert newsroom.hub.deliver(newsroom.hub.document(entry("horoscope"))) == 202
        told = "SELECT dropped FROM wireroom.run_feeds WHERE outcome IS NULL"
        wait_until(lambda: newsroom.rows(told) == [(1,)], 60)
        assert newsroom.rows("SELECT health FROM news.feeds") == [before]
    assert before == ("Well: brings articles.",)


def test_a_delivery_that_comes_again_late_undoes_nothing(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    with newsroom.receiver():
        first = hub.document(entry("apples"))
        corrected = first.replace(b"<title>apples", b"<title>Apples, corrected")
        for body in (first, corrected, first):
            assert hub.deliver(body) == 202
            wait_until(lambda: newsroom.rows("SELECT 1 FROM news.runs WHERE status = 'running'") == [], 60)
        assert "Apples, corrected" in newsroom.titles()


def test_a_delivery_that_comes_again_after_a_restart_undoes_nothing(newsroom: Newsroom) -> None:
    """A hub that was cut off before its answer delivers again, and by then a correction has come."""
    hub = newsroom.hub
    first = hub.document(entry("apples"))
    corrected = first.replace(b"<title>apples", b"<title>Apples, corrected")
    port = free_port()
    for bodies in ((first, corrected), (first, corrected, first)):
        with newsroom.receiver(port):
            for body in bodies:
                assert hub.deliver(body) == 202
                wait_until(
                    lambda: newsroom.rows("SELECT 1 FROM news.runs WHERE status = 'running'") == [], 60
                )
    assert newsroom.rows("SELECT version FROM news.articles WHERE title = 'Apples, corrected'") == [(2,)]


def test_a_hub_that_the_document_no_longer_names_is_not_relied_on(newsroom: Newsroom) -> None:
    with newsroom.receiver():
        newsroom.rows("UPDATE wireroom.hub_subscriptions SET hub = 'http://another.localhost/hub'")
        newsroom.poll()
        assert newsroom.next_poll()[0] < timedelta(hours=23)


def test_of_a_paused_feed_a_delivery_is_a_knock_and_of_a_retired_one_nothing(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    with newsroom.receiver():
        newsroom.rows("UPDATE wireroom.feeds SET paused = true")
        assert hub.deliver(hub.document(entry("apples"))) == 202
        assert newsroom.rows("SELECT knocked_at IS NOT NULL FROM wireroom.hub_subscriptions") == [(True,)]
        newsroom.rows("UPDATE wireroom.feeds SET retired_at = now()")
        assert hub.deliver(hub.document(entry("plums"))) == 410
        assert hub.ask_back() == (404, "")
        assert newsroom.titles() == {"pears"}


def test_what_a_hub_says_ends_nothing(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    hub.status, hub.refusal = 400, b"a\0b"
    assert keep_subscribed(newsroom.settings, NOWHERE, now()) == 1
    assert newsroom.rows("SELECT detail FROM news.hub_subscriptions") == [("it answers HTTP 400 ab",)]
    hub.status = 202
    newsroom.rows("UPDATE wireroom.hub_subscriptions SET next_try_at = now()")
    with newsroom.receiver():
        place = hub.subscriptions[-1]["hub.callback"].rpartition("/")[0]
        assert status_of(urllib.request.Request(f"{place}/%00")) == 404
        assert hub.ask_back(mode="denied", reason="\0") == (200, "")


def test_nobody_but_the_hub_has_a_say(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    with newsroom.receiver():
        assert hub.ask_back(topic="http://elsewhere.example/") == (404, "")
        assert hub.ask_back(mode="unsubscribe") == (404, "")
        callback = hub.subscriptions[-1]["hub.callback"]
        place = callback.rpartition("/")[0]
        assert status_of(urllib.request.Request(f"{place}/guess", b"", method="POST")) == 410
        assert status_of(urllib.request.Request(f"{place}/guess?hub.mode=subscribe&hub.challenge=x")) == 404
        assert status_of(urllib.request.Request(f"{callback}/..", method="GET")) == 404
        assert hub.ask_back(mode="denied", reason="we \x1b[31mare\0 <img src=x>\nfull") == (200, "")
        assert newsroom.rows("SELECT state, detail FROM news.hub_subscriptions") == [
            ("denied", "we [31mare ‹img src=x› full")
        ]


def test_half_a_request_keeps_no_hub_out_for_long(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    with newsroom.receiver(), contextlib.ExitStack() as held:
        port = urlsplit(hub.subscriptions[-1]["hub.callback"]).port
        for _ in range(70):
            half = held.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            half.sendall(b"POST /websub/half HTTP/1.1\r\nHost: ")
        assert hub.deliver(hub.document(entry("apples"))) == 503
        wait_until(lambda: hub.deliver(hub.document(entry("apples"))) == 202, 60)


def test_a_delivery_outlives_the_receiver(newsroom: Newsroom) -> None:
    """It is answered once it is landed: what was not filed then is filed by the next run."""
    hub = newsroom.hub
    with newsroom.receiver() as process:
        newsroom.rows("LOCK TABLE wireroom.filing_lock")  # opens and ends: the table is there
        with psycopg2.connect(newsroom.settings.database_url) as conn, conn.cursor() as cursor:
            cursor.execute("LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE")  # nothing can be filed
            assert hub.deliver(hub.document(entry("apples"))) == 202
            process.kill()
            process.wait()
    assert newsroom.titles() == {"pears"}
    newsroom.poll()
    assert newsroom.titles() == {"pears", "apples"}
    assert newsroom.rows("SELECT count(*) FROM news.runs WHERE status = 'running'") == [(0,)]


def test_a_hub_that_never_asks_back_or_refuses_is_polled_as_usual(newsroom: Newsroom) -> None:
    hub = newsroom.hub
    hub.asks_back = False
    assert keep_subscribed(newsroom.settings, NOWHERE, now()) == 1
    assert keep_subscribed(newsroom.settings, NOWHERE, now()) == 0, "not twice"
    keep_subscribed(newsroom.settings, NOWHERE, now() + timedelta(hours=1, minutes=1))
    assert newsroom.state() == "unverified"
    newsroom.poll()
    assert newsroom.next_poll()[0] < timedelta(hours=23)

    hub.status = 503
    assert keep_subscribed(newsroom.settings, NOWHERE, now() + timedelta(days=2)) == 1
    ((state, detail),) = newsroom.rows("SELECT state, detail FROM news.hub_subscriptions")
    assert (state, detail) == ("failed", "it answers HTTP 503 no room")


@pytest.mark.parametrize(
    ("leads_to", "state"),
    [("/moved", "asked"), ("http://harbour.localhost/hub", "failed"), ("ftp://harbour.localhost/", "failed")],
)
def test_a_subscription_follows_its_hub_where_that_has_moved(
    newsroom: Newsroom, leads_to: str, state: str
) -> None:
    """Tests 105 and 106 of websub.rocks; not for ever round and round, nor elsewhere than on the web."""
    hub = newsroom.hub
    hub.asks_back, hub.leads_to = False, leads_to
    assert keep_subscribed(newsroom.settings, NOWHERE, now()) == 1
    assert newsroom.state() == state
    assert [form["hub.mode"] for form in hub.subscriptions] == ["subscribe"] * (state == "asked")


def test_a_hub_that_keeps_things_from_us_is_not_relied_on(newsroom: Newsroom) -> None:
    with newsroom.receiver():
        newsroom.rows("UPDATE wireroom.hub_subscriptions SET verified_at = now() - interval '1 day'")
        newsroom.hub.entries += [entry(f"secret-{number}", hours_old=5) for number in range(3)]
        newsroom.poll()
        keep_subscribed(newsroom.settings, NOWHERE, now())
        assert newsroom.state() == "distrusted"
        newsroom.poll()
        assert newsroom.next_poll()[0] < timedelta(hours=23)


def test_where_nobody_listens_any_more_the_feed_is_due_by_its_own_rhythm(newsroom: Newsroom) -> None:
    """Killed, so that it could not say goodbye: two minutes later nobody relies on it."""
    with newsroom.receiver() as process:
        newsroom.poll()
        assert newsroom.next_poll()[0] > timedelta(hours=23)
        process.kill()
        process.wait()
    newsroom.rows("UPDATE wireroom.hub_receiver SET alive_until = now() - interval '1 second'")
    wait, reason = newsroom.next_poll()
    assert wait < timedelta(hours=23), "it said tomorrow, until it was polled"
    assert "tells us nothing more" in reason
    newsroom.rows("UPDATE wireroom.feed_states SET last_polled_at = last_polled_at - interval '6 hours'")
    polls = newsroom.hub.polls
    run_ingest(newsroom.settings, key="later", clock=now, clock_is_right=True)
    assert newsroom.hub.polls == polls + 1


def test_why_a_feed_is_due_before_its_hub_is_silent_is_said(newsroom: Newsroom) -> None:
    """Both were told as a hub that tells us nothing more."""
    with newsroom.receiver():
        newsroom.poll()
        newsroom.rows("UPDATE wireroom.hub_subscriptions SET knocked_at = now()")
        assert newsroom.next_poll()[1].startswith(
            "its hub (WebSub) told of something new without saying what"
        )
        newsroom.rows(
            "UPDATE wireroom.hub_subscriptions SET knocked_at = NULL, verified_at = now() - interval '2 days'"
        )
        for passed in ("1 hour", "24 hours 1 minute"):
            newsroom.rows(f"UPDATE wireroom.feed_states SET last_polled_at = now() - interval '{passed}'")
            assert newsroom.next_poll()[1].endswith("once a day, to keep it honest")
        newsroom.rows("UPDATE wireroom.hub_subscriptions SET state = 'distrusted'")
        assert "tells us nothing more" in newsroom.next_poll()[1]


def test_a_feed_whose_server_asked_us_to_wait_is_not_asked_for_its_hubs_sake(newsroom: Newsroom) -> None:
    with newsroom.receiver():
        assert newsroom.hub.ask_back(mode="denied")[0] == 200
    newsroom.rows(
        "UPDATE wireroom.feed_states SET last_polled_at = now() - interval '6 hours',"
        " next_poll_at = now() + interval '30 minutes', next_poll_reason = 'its server asked us to wait'"
    )
    polls = newsroom.hub.polls
    run_ingest(newsroom.settings, key="later", clock=now, clock_is_right=True)
    assert newsroom.hub.polls == polls


def test_a_renewal_keeps_token_and_subscription(newsroom: Newsroom) -> None:
    with newsroom.receiver():
        newsroom.rows("UPDATE wireroom.hub_subscriptions SET next_try_at = now() - interval '1 hour'")
        newsroom.hub.verified.clear()
        keep_subscribed(
            newsroom.settings, newsroom.hub.subscriptions[0]["hub.callback"].split("websub")[0], now()
        )
        assert newsroom.hub.verified.wait(60)
        first, second = newsroom.hub.subscriptions
        assert first == second
        assert newsroom.state() == "verified"


def test_a_feed_with_a_secret_is_no_hubs_business(newsroom: Newsroom) -> None:
    spec = FeedSpec("http://harbour.localhost/feed?key=${KEY}", private=True)
    sources.remove_feed(newsroom.settings.feeds_file, "http://harbour.localhost/feed")
    sources.add_feeds(newsroom.settings.feeds_file, [spec])
    room = replace(newsroom.settings, environment={"KEY": "k-4711"}, max_retired_share=1.0)
    run_ingest(room, key="secret", clock=now, clock_is_right=True)
    assert newsroom.rows(
        "SELECT s.hub_url, s.outcome FROM wireroom.feed_states AS s JOIN news.feeds AS f ON f.id = s.feed_id"
        " WHERE f.retired_at IS NULL"
    ) == [(None, "ok")]


def test_without_an_address_for_hubs_it_says_what_to_give() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wireroom.cli.main", "websub"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin"},
        check=False,
    )
    assert done.returncode == 1
    assert "https://news.example/" in done.stderr
