"""A shard's feeds: families side by side, a family in turn, every feed one exchange."""

from __future__ import annotations

import hashlib
import itertools
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from support.feeds import make_feed
from support.http_server import Asked, Server, after, raw, response
from wireroom.fetch import fetch_feeds, fetch_in_turn
from wireroom.models import FULL_EVERY, Exchange, Feed, Outcome, Validators
from wireroom.settings import FetchLimits, Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel/></rss>"
DIGEST = hashlib.sha256(FEED).digest()


def poll(settings: Settings, *feeds: Feed) -> dict[int, Exchange]:
    """Feed id → its exchange; each exactly once."""
    exchanges = list(fetch_feeds(feeds, settings, clock=lambda: NOW))
    assert sorted(exchange.feed_id for exchange in exchanges) == sorted(feed.id for feed in feeds)
    return {exchange.feed_id: exchange for exchange in exchanges}


def test_families_are_polled_side_by_side(server: Server, settings: Settings) -> None:
    """reader polled one feed at a time for eight releases, and nobody noticed: so this is a test."""
    all_have_asked = threading.Barrier(8)

    def answer(sock: socket.socket, asked: Asked) -> None:
        all_have_asked.wait(20)
        sock.sendall(response(FEED))

    url = server.on("/slow", answer)
    feeds = [make_feed(number, url, family=f"family-{number}") for number in range(8)]
    patient = replace(settings, fetch_threads=8, limits=replace(settings.limits, read_timeout=30))
    exchanges = poll(patient, *feeds)
    assert {exchange.outcome for exchange in exchanges.values()} == {Outcome.OK}


def test_a_family_is_polled_in_turn_with_pauses(server: Server, settings: Settings) -> None:
    url = server.on("/feed", after(0.05, FEED))
    feeds = [make_feed(number, url, family="one") for number in range(4)]
    poll(replace(settings, fetch_threads=8, family_pause=0.15), *feeds)
    gaps = [later.began - earlier.began for earlier, later in itertools.pairwise(server.asked)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.05 + 0.15, "the pause begins when the answer has come"


def test_documents_of_an_archive_are_asked_for_with_pauses(server: Server, settings: Settings) -> None:
    """Thousands of them may lie on one host; the connection is kept."""
    server.sends("/archive", FEED)
    mapped = (("archive.example:80", f"127.0.0.1:{server.port}"),)
    with fetch_in_turn(replace(settings, family_pause=0.15, connect_to=mapped), clock=lambda: NOW) as fetch:
        outcomes = {fetch("http://archive.example/archive", False).outcome for _ in range(3)}
    gaps = [later.began - earlier.began for earlier, later in itertools.pairwise(server.asked)]
    assert outcomes == {Outcome.OK}
    assert min(gaps) >= 0.15
    assert server.connections == 1


def test_nobody_waits_while_another_family_is_ready(server: Server, settings: Settings) -> None:
    """One thread, two families: the pauses of one are the turns of the other."""
    urls = [server.sends("/0", FEED), server.sends("/1", FEED)]
    feeds = [make_feed(number, urls[number % 2], family=f"family-{number % 2}") for number in range(8)]
    began = time.monotonic()
    poll(replace(settings, fetch_threads=1, family_pause=0.5), *feeds)
    assert time.monotonic() - began >= 3 * 0.5
    assert [asked.path for asked in server.asked] == ["/0", "/1"] * 4
    gaps = [later.began - earlier.began for earlier, later in itertools.pairwise(server.asked)]
    assert min(gaps) < 0.5, "a thread that sleeps after each has none shorter"


def test_a_family_keeps_its_connection(server: Server, settings: Settings) -> None:
    url = server.sends("/feed", FEED)
    poll(settings, *(make_feed(number, url, family="one") for number in range(5)))
    assert server.connections == 1


def test_a_connection_opened_for_a_private_feed_serves_no_public_one(
    server: Server, settings: Settings
) -> None:
    url = server.sends("/feed", FEED)
    private, public = make_feed(1, url, family="one"), make_feed(2, url, family="one", private=False)
    exchanges = poll(settings, private, public)
    assert exchanges[1].outcome is Outcome.OK
    assert exchanges[2].outcome is Outcome.BLOCKED_ADDRESS


def test_validators_are_sent_and_304_is_healthy(server: Server, settings: Settings) -> None:
    url = server.sends("/feed", status="304 Not Modified")
    validators = Validators('"v1"', "Mon, 23 Nov 2026 10:00:00 GMT", DIGEST)
    exchange = poll(settings, make_feed(1, url, validators=validators))[1]
    assert exchange.outcome is Outcome.NOT_MODIFIED
    assert exchange.conditional
    assert server.asked[0].headers["if-none-match"] == '"v1"'
    assert server.asked[0].headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_a_full_body_is_forced_now_and_then(server: Server, settings: Settings) -> None:
    url = server.sends("/feed", FEED)
    feed = make_feed(1, url, validators=Validators('"v1"'), polls_since_full=FULL_EVERY)
    exchange = poll(settings, feed)[1]
    assert not exchange.conditional
    assert "if-none-match" not in server.asked[0].headers


def test_the_same_bytes_are_unchanged_even_where_validators_are_ignored(
    server: Server, settings: Settings
) -> None:
    url = server.sends("/feed", FEED, headers={"ETag": '"v2"'})
    exchange = poll(settings, make_feed(1, url, validators=Validators(body_sha256=DIGEST)))[1]
    assert exchange.outcome is Outcome.UNCHANGED
    assert exchange.body == b""
    assert exchange.body_sha256 == DIGEST
    assert ("ETag", '"v2"') in exchange.headers, "new validators must be kept (commafeed#1746)"


def test_a_believed_redirect_is_asked_directly(server: Server, settings: Settings) -> None:
    moved = server.sends("/new", FEED)
    feed = replace(make_feed(1, server.url("/old")), fetch_url=moved)
    assert poll(settings, feed)[1].outcome is Outcome.OK
    assert [asked.path for asked in server.asked] == ["/new"]


def test_siblings_of_a_limited_feed_are_spared(server: Server, settings: Settings) -> None:
    """Reddit limits the whole service: asking for the next feed makes it worse (FreshRSS#8928)."""
    url = server.sends("/feed", status="429 Slow down", headers={"Retry-After": "60"})
    exchanges = poll(settings, *(make_feed(number, url, family="one") for number in range(5)))
    assert {exchange.outcome for exchange in exchanges.values()} == {Outcome.RATE_LIMITED}
    assert {str(exchange.retry_after) for exchange in exchanges.values()} == {"0:01:00"}
    assert len(server.asked) == 1


def test_a_dead_host_is_not_waited_for_again_and_again(
    server: Server, settings: Settings, short_limits: FetchLimits
) -> None:
    url = server.on("/feed", after(5.0, FEED))
    feeds = [make_feed(number, url, family="one") for number in range(20)]
    exchanges = poll(replace(settings, limits=short_limits), *feeds)
    assert {exchange.outcome for exchange in exchanges.values()} == {Outcome.TIMED_OUT}
    assert len(server.asked) <= 2


def test_a_bad_feed_leaves_its_siblings_alone(server: Server, settings: Settings) -> None:
    bad = server.on("/bad", raw(b"nonsense\r\n\r\n"))
    good = server.sends("/good", FEED)
    feeds = [
        make_feed(1, bad, family="one"),
        make_feed(2, good, family="one"),
        make_feed(3, "::", family="x"),
    ]
    exchanges = poll(settings, *feeds)
    assert exchanges[1].outcome is Outcome.CONNECTION_FAILED
    assert exchanges[2].outcome is Outcome.OK
    assert exchanges[3].outcome is Outcome.BAD_URL


@pytest.mark.parametrize("kind", ["silent", "unknown"])
def test_forty_feeds_without_a_network_take_seconds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """DNS without an answer hangs for many seconds a name; DNS that knows nothing says so at once."""
    over = threading.Event()

    def getaddrinfo(*args: object, **kwargs: object) -> Sequence[object]:
        if kind == "silent":
            over.wait(60)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr("wireroom.fetch.connections.resolver._PATIENCE", 1.0)
    monkeypatch.setattr("wireroom.fetch.connections.resolver._SHORT_PATIENCE", 0.1)
    feeds = [make_feed(number, f"https://paper-{number}.example/", private=False) for number in range(40)]
    began = time.monotonic()
    exchanges = poll(settings, *feeds)
    over.set()
    assert {exchange.outcome for exchange in exchanges.values()} == {Outcome.UNREACHABLE_HOST}
    assert time.monotonic() - began < 30.0, "not 60 for each"


def test_a_caller_who_leaves_early_ends_the_work(server: Server, settings: Settings) -> None:
    url = server.sends("/feed", FEED)
    feeds = [make_feed(number, url, family="one") for number in range(50)]
    exchanges = fetch_feeds(feeds, replace(settings, family_pause=0.2), clock=lambda: NOW)
    next(iter(exchanges))
    exchanges.close()  # type: ignore[attr-defined]
    time.sleep(1.0)  # what was under way has ended
    asked = len(server.asked)
    time.sleep(0.6)
    assert len(server.asked) == asked < 50


def test_no_feeds_are_no_exchanges(settings: Settings) -> None:
    assert poll(settings) == {}


def test_a_slow_reader_holds_the_fetching_back(server: Server, settings: Settings) -> None:
    """Bodies must not pile up in memory while the caller lands them."""
    url = server.sends("/feed", FEED)
    feeds = [make_feed(number, url, family=f"family-{number}") for number in range(60)]
    exchanges = iter(fetch_feeds(feeds, replace(settings, fetch_threads=2), clock=lambda: NOW))
    next(exchanges)
    time.sleep(0.5)
    assert len(server.asked) < 15
    assert len(list(exchanges)) == 59
