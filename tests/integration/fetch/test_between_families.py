"""A redirect into another family: the feed waits for its turn there, and nobody waits for it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from support.feeds import make_feed
from support.http_server import Answer, Asked, Server, response
from wireroom.fetch import fetch_feeds
from wireroom.models import Exchange, Feed, Outcome
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel/></rss>"


def feed_of(number: int, host: str, path: str) -> Feed:
    return make_feed(number, f"http://{host}{path}", family=host, private=False)


def poll(server: Server, settings: Settings, feeds: Iterable[Feed], **changes: object) -> list[Exchange]:
    """The exchanges in the order in which they came out."""
    every_host = (("*:80", f"127.0.0.1:{server.port}"),)
    changed = replace(settings, connect_to=every_host, **changes)  # type: ignore[arg-type]
    return list(fetch_feeds(list(feeds), changed, clock=lambda: NOW))


def slowly(seconds: float, answer: bytes) -> Answer:
    def answered(sock: socket.socket, asked: Asked) -> None:
        time.sleep(seconds)
        sock.sendall(answer)

    return answered


def redirect(url: str) -> bytes:
    return response(b"", status="301 Moved Permanently", headers={"Location": url})


def test_two_sites_whose_feeds_lead_to_one_host_take_turns_there(server: Server, settings: Settings) -> None:
    """Before, their places in memory said who came first, and one waited for all of the other."""
    feeds = []
    for number in range(20):
        server.on(f"/big/{number}", slowly(0.02, response(FEED)))
        feeds.append(feed_of(number, "big.example", f"/big/{number}"))
        server.redirects(f"/own/{number}", f"http://big.example/of-own/{number}")
        server.on(f"/of-own/{number}", slowly(0.02, response(FEED)))
        feeds.append(
            replace(
                feed_of(100 + number, "own.example", f"/own/{number}"), redirected_to="http://big.example/"
            )
        )
    exchanges = poll(server, settings, feeds, family_pause=0.02, fetch_threads=4)
    assert len(exchanges) == 40
    at_big = [asked.path.startswith("/of-own/") for asked in server.asked if "big" in asked.headers["host"]]
    assert sum(one != next_ for one, next_ in pairwise(at_big)) >= 25, "of 39 changes at most"


@pytest.mark.slow
def test_a_slow_site_keeps_no_other_waiting_that_it_leads_to(server: Server, settings: Settings) -> None:
    """Before, the other family was held from the first request on, for as long as a site would drip."""
    server.on("/slow", slowly(1.5, redirect("http://big.example/of-slow")))
    server.on("/of-slow", slowly(0, response(FEED)))
    server.on("/big", slowly(0, response(FEED)))
    slow = replace(feed_of(1, "slow.example", "/slow"), redirected_to="http://big.example/of-slow")
    others = [feed_of(number, "slow.example", "/slow") for number in (2, 3)]  # so that it comes first
    exchanges = poll(server, settings, [slow, *others, feed_of(9, "big.example", "/big")], fetch_threads=4)
    assert exchanges[0].feed_id == 9
    assert {exchange.outcome for exchange in exchanges} == {Outcome.OK}


def test_a_feed_that_waits_elsewhere_keeps_none_behind_it_waiting(server: Server, settings: Settings) -> None:
    server.redirects("/first", "http://big.example/of-first")
    for path in ("/of-first", "/big", "/behind"):
        server.on(path, slowly(0.1 if "big" in path else 0, response(FEED)))
    first = replace(feed_of(1, "mix.example", "/first"), redirected_to="http://big.example/of-first")
    behind = [feed_of(number, "mix.example", "/behind") for number in range(2, 8)]
    busy = [feed_of(number, "big.example", "/big") for number in range(20, 40)]
    order = [
        exchange.feed_id for exchange in poll(server, settings, [*busy, first, *behind], fetch_threads=4)
    ]
    assert sorted(order) == [1, *range(2, 8), *range(20, 40)]
    assert max(order.index(feed.id) for feed in behind) < 16


def test_where_it_leads_is_asked_from_there_on_and_the_site_itself_once(
    server: Server, settings: Settings
) -> None:
    """With all hops in the exchange; before, the site was asked anew each time that the other was busy."""
    server.redirects("/own", "http://big.example/hop", 302)
    server.redirects("/hop", "http://third.example/feed", 301)
    server.on("/feed", slowly(0, response(FEED)))
    server.on("/busy", slowly(0.1, response(FEED)))
    busy = [
        feed_of(number, host, "/busy") for host in ("big.example", "third.example") for number in range(5)
    ]
    feeds = [replace(feed, id=10 + number) for number, feed in enumerate(busy)]
    exchanges = poll(server, settings, [*feeds, feed_of(1, "own.example", "/own")], fetch_threads=4)
    ours = next(exchange for exchange in exchanges if exchange.feed_id == 1)
    assert ours.outcome is Outcome.OK
    assert ours.url == "http://own.example/own"
    assert ours.final_url == "http://third.example/feed"
    assert [(hop.status, hop.url) for hop in ours.redirects] == [
        (302, "http://big.example/hop"),
        (301, "http://third.example/feed"),
    ]
    assert [asked.path for asked in server.asked if asked.path != "/busy"] == ["/own", "/hop", "/feed"]


def test_cookies_that_were_set_on_the_way_are_there_when_it_leads_home(
    server: Server, settings: Settings
) -> None:
    def home(sock: socket.socket, asked: Asked) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            sock.sendall(response(FEED))
            return
        head = {"Location": "http://consent.example/ask", "Set-Cookie": "seen=1"}
        sock.sendall(response(b"", status="302 Found", headers=head))

    server.on("/feed", home)
    server.redirects("/ask", "http://home.example/feed")
    (exchange,) = poll(server, settings, [feed_of(1, "home.example", "/feed")])
    assert exchange.outcome is Outcome.OK
    assert len(exchange.redirects) == 2


def test_sites_that_lead_to_each_other_for_ever_are_given_up(server: Server, settings: Settings) -> None:
    server.redirects("/feed", "http://pong.example/back")
    server.redirects("/back", "http://ping.example/feed")
    (exchange,) = poll(server, settings, [feed_of(1, "ping.example", "/feed")])
    assert exchange.outcome is Outcome.TOO_MANY_REDIRECTS
    assert len(server.asked) <= settings.limits.max_redirects + 1


def test_who_was_led_to_a_limiter_is_put_off_and_its_own_feeds_are_not(
    server: Server, settings: Settings
) -> None:
    """One request tells all that lead there; a stranger's redirect silences nobody else."""
    limits = response(b"", status="429 Too Many Requests", headers={"Retry-After": "600"})
    server.on("/limits", slowly(0, limits))
    server.on("/big", slowly(0, response(FEED)))
    strangers = [feed_of(number, f"own{number}.example", f"/own{number}") for number in range(6)]
    for number in range(6):
        server.redirects(f"/own{number}", "http://big.example/limits")
    own = [feed_of(number, "big.example", "/big") for number in range(10, 30)]
    exchanges = poll(server, settings, [*strangers, *own], family_pause=0.02)
    led = [exchange for exchange in exchanges if exchange.feed_id < 10]
    assert {exchange.outcome for exchange in led} == {Outcome.RATE_LIMITED}
    assert sorted(exchange.deferred for exchange in led) == [False] + [True] * 5
    assert {exchange.retry_after for exchange in led} == {timedelta(minutes=10)}
    assert sum(asked.path == "/limits" for asked in server.asked) == 1
    assert {exchange.outcome for exchange in exchanges if exchange.feed_id >= 10} == {Outcome.OK}


def test_no_thread_goes_on_where_the_machine_has_none_for_the_others(
    server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else those that had begun ask for all feeds, and nobody takes what they get or can end them."""
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def start_two(thread: threading.Thread) -> None:
        if thread.name.startswith("fetch-"):
            if len(started) == 2:
                raise RuntimeError("can't start new thread")
            started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_two)
    feeds = [feed_of(number, f"site-{number}.example", f"/{number}") for number in range(30)]
    for number in range(30):
        server.on(f"/{number}", slowly(0.3, response(FEED)))
    with pytest.raises(RuntimeError, match="new thread"):
        poll(server, settings, feeds, fetch_threads=4)
    for thread in started:
        thread.join(5)
    assert [thread.is_alive() for thread in started] == [False, False]
    assert len(server.asked) <= 8, "those that were begun, with robots.txt"
