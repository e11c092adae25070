"""One host of many, or one route of a host, keeps nobody waiting but itself."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from support.feeds import make_feed
from support.http_server import Server, after, drip
from wireroom.fetch import fetch_feeds
from wireroom.models import Exchange, Feed, Outcome
from wireroom.settings import FetchLimits, Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel/></rss>"
YEARS = {"Retry-After": "99999999"}


def on(server: Server, path: str, host: str) -> str:
    """A tenant of a shared service, by a name below localhost."""
    return server.url(path, host=f"{host}.localhost")


def feeds_at(urls: Iterable[str], *, failed: Iterable[int] = ()) -> list[Feed]:
    """One family; those numbered in `failed` failed last time."""
    return [
        replace(make_feed(n, url, family="workers.dev"), failures=int(n in failed))
        for n, url in enumerate(urls)
    ]


def poll(settings: Settings, feeds: list[Feed]) -> list[Exchange]:
    return sorted(fetch_feeds(feeds, settings, clock=lambda: NOW), key=lambda exchange: exchange.feed_id)


def test_one_tenants_limit_is_no_others(server: Server, settings: Settings) -> None:
    """429 with Retry-After 99999999 of one silenced a whole service for a week at every poll."""
    server.sends("/evil", status="429 Never", headers=YEARS)
    server.sends("/feed", FEED)
    urls = [on(server, "/evil", "evil"), *(on(server, "/feed", f"tenant-{n}") for n in range(6))]
    evil, *others = poll(settings, feeds_at(urls))
    assert evil.outcome is Outcome.RATE_LIMITED
    assert not evil.deferred
    assert evil.retry_after == timedelta(days=31), "what it says of itself is kept"
    assert {exchange.outcome for exchange in others} == {Outcome.OK}


def test_a_limit_that_two_hosts_name_is_their_services(server: Server, settings: Settings) -> None:
    """Tumblr counts all blogs together (FreshRSS#8925)."""
    server.sends("/feed", status="429 Slow down", headers={"Retry-After": "600"})
    exchanges = poll(settings, feeds_at(on(server, "/feed", f"blog-{n}") for n in range(20)))
    assert {exchange.outcome for exchange in exchanges} == {Outcome.RATE_LIMITED}
    assert len(server.asked) == 2
    assert sum(exchange.deferred for exchange in exchanges) == 18
    assert "not asked" in exchanges[-1].detail


def test_one_route_of_a_bridge_stalls_the_others_once_and_then_comes_last(
    server: Server, settings: Settings
) -> None:
    """FreshRSS#7870: it stalled all feeds of the bridge, at every poll."""
    server.sends("/bad", status="503 Upstream", headers=YEARS)
    server.sends("/good", FEED)
    urls = [server.url("/bad"), *[server.url("/good")] * 5]
    first = poll(settings, feeds_at(urls))
    assert [exchange.deferred for exchange in first] == [False, *[True] * 5]
    second = poll(settings, feeds_at(urls, failed={0}))
    assert [exchange.outcome for exchange in second[1:]] == [Outcome.OK] * 5
    assert second[0].outcome is Outcome.RATE_LIMITED
    assert not second[0].deferred


def test_hosts_that_drip_cost_a_family_little(
    server: Server, settings: Settings, short_limits: FetchLimits
) -> None:
    """Three dripping blogs cost their family 216 s: each the whole total time."""
    patient = replace(settings, limits=replace(short_limits, total_timeout=30, read_timeout=5))
    server.on("/drip", drip(0.02))
    server.sends("/feed", FEED)
    urls = [on(server, "/drip", f"slow-{n}") for n in range(3)] + [
        on(server, "/feed", f"blog-{n}") for n in range(5)
    ]
    began = time.monotonic()
    exchanges = poll(patient, feeds_at(urls))
    assert time.monotonic() - began < 25
    assert [exchange.outcome for exchange in exchanges] == [Outcome.TIMED_OUT] * 3 + [Outcome.OK] * 5
    assert "drips" in exchanges[0].detail


def test_a_host_that_drips_is_skipped_after_its_share(
    server: Server, settings: Settings, short_limits: FetchLimits
) -> None:
    patient = replace(settings, limits=replace(short_limits, total_timeout=30, read_timeout=5))
    server.on("/drip", drip(0.02))
    server.sends("/feed", FEED)
    urls = [*[server.url("/drip")] * 30, *(on(server, "/feed", f"blog-{n}") for n in range(5))]
    exchanges = poll(patient, feeds_at(urls))
    put_off = [exchange for exchange in exchanges[:30] if exchange.deferred]
    assert len(put_off) >= 27
    assert {exchange.outcome for exchange in put_off} == {Outcome.TIMED_OUT}
    assert "slow answers" in put_off[0].detail
    assert {exchange.outcome for exchange in exchanges[30:]} == {Outcome.OK}


def test_a_slow_answer_that_comes_is_no_drip(server: Server, settings: Settings) -> None:
    """A server may think for long, then send."""
    slow = replace(settings, limits=replace(settings.limits, slow_after=0.2))
    server.on("/feed", after(0.6, FEED))
    assert poll(slow, feeds_at([server.url("/feed")]))[0].outcome is Outcome.OK


def test_routes_that_hang_up_stall_nobody(server: Server, settings: Settings) -> None:
    """Two in a row were taken for a dead host; only connections that fail show one."""
    server.on("/bad", lambda sock, asked: sock.close())
    server.sends("/good", FEED)
    urls = [server.url("/bad"), server.url("/bad"), server.url("/bad"), server.url("/good")]
    assert poll(settings, feeds_at(urls))[-1].outcome is Outcome.OK


def test_a_dead_target_of_redirects_is_no_dead_host(server: Server, settings: Settings) -> None:
    server.redirects("/moved", "http://127.0.0.1:1/feed", status=302)
    server.sends("/good", FEED)
    host = "bridge.localhost"
    urls = [server.url("/moved", host=host), server.url("/moved", host=host), server.url("/good", host=host)]
    exchanges = poll(settings, feeds_at(urls))
    assert [exchange.outcome for exchange in exchanges] == [Outcome.CONNECTION_FAILED] * 2 + [Outcome.OK]
