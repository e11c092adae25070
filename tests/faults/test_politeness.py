"""What we promise publishers, read from their server's log: pauses, one at a time, a cap, Retry-After."""

from __future__ import annotations

import socket
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from support.feeds import make_feed
from support.http_server import Answer, Asked, Server, http_server, response
from wireroom.fetch import fetch_feeds
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import Outcome
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Bay</title><item><title>Ferry</title><link>https://bay.example/1</link></item></channel></rss>"
FAMILIES, FEEDS, THREADS, PAUSE = 10, 3, 4, 0.2


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


def test_a_family_is_asked_one_at_a_time_with_pauses_and_no_more_in_all_than_the_cap(server: Server) -> None:
    """As the server saw it, with ten outlets of three feeds, each slow, and four threads."""
    hosts = [f"outlet{number}.example" for number in range(FAMILIES)]
    feeds = [
        make_feed(number, f"http://{host}/{host}/{number}", family=host, private=False)
        for number, host in enumerate(host for host in hosts for _ in range(FEEDS))
    ]
    log: list[tuple[str, float, float]] = []  # host, whole request, and the moment before the answer leaves

    def slow(sock: socket.socket, asked: Asked) -> None:
        time.sleep(0.1)
        log.append((asked.headers["host"], asked.began, time.monotonic()))
        sock.sendall(response(FEED))

    for feed in feeds:
        server.on(feed.spec.url.partition(".example")[2], slow)
    settings = replace(
        Settings(),
        fetch_threads=THREADS,
        family_pause=PAUSE,
        connect_to=tuple((f"{host}:80", f"127.0.0.1:{server.port}") for host in hosts),
    )
    outcomes = [exchange.outcome for exchange in fetch_feeds(feeds, settings, clock=lambda: NOW)]
    assert outcomes == [Outcome.OK] * len(feeds)

    by_family: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for host, began, ended in sorted(log, key=lambda line: line[1]):
        by_family[host].append((began, ended))
    assert [len(asked) for asked in by_family.values()] == [FEEDS] * FAMILIES
    waits = [later[0] - earlier[1] for asked in by_family.values() for earlier, later in pairwise(asked)]
    assert min(waits) >= PAUSE, "the pause begins when the answer has come"
    changes = sorted(change for _, began, ended in log for change in ((began, 1), (ended, -1)))
    assert 1 < max(accumulate(change for _, change in changes)) <= THREADS


def test_a_host_that_many_families_are_redirected_to_is_asked_one_at_a_time_too(server: Server) -> None:
    """Own domains of a hosting service; before, as many asked it at once as there are threads.

    One of its own feeds is asked meanwhile, two families lead to each other, and nobody else waits for them.
    """
    log: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def slow(sock: socket.socket, asked: Asked) -> None:
        time.sleep(0.1)
        log[asked.headers["host"]].append((asked.began, time.monotonic()))
        sock.sendall(response(FEED))

    feeds = []
    for number in range(FAMILIES):
        host = f"blog{number}.example"
        server.redirects(f"/{host}", f"http://big.example/{number}", 301 if number % 2 else 302)
        server.on(f"/{number}", slow)
        feed = make_feed(number, f"http://{host}/{host}", family=host, private=False)
        feeds.append(replace(feed, redirected_to=f"http://big.example/{number}") if number % 2 else feed)
    for name, other in (("ping.example", "pong.example"), ("pong.example", "ping.example")):
        server.redirects(f"/{name}", f"http://{other}/of-{name}")
        server.on(f"/of-{name}", slow)
        feeds.append(make_feed(50 + len(feeds), f"http://{name}/{name}", family=name, private=False))
    for host in ("big.example", "else1.example", "else2.example"):
        server.on(f"/{host}", slow)
        feeds.append(make_feed(70 + len(feeds), f"http://{host}/{host}", family=host, private=False))
    settings = replace(
        Settings(),
        fetch_threads=THREADS,
        family_pause=PAUSE,
        connect_to=(("*:80", f"127.0.0.1:{server.port}"),),
    )
    exchanges = list(fetch_feeds(feeds, settings, clock=lambda: NOW))
    assert sorted(exchange.feed_id for exchange in exchanges) == sorted(feed.id for feed in feeds)
    assert {exchange.outcome for exchange in exchanges} == {Outcome.OK}
    for host, times in log.items():
        waits = [later[0] - earlier[1] for earlier, later in pairwise(sorted(times))]
        assert min(waits, default=PAUSE) >= PAUSE, host
    assert len(log["big.example"]) == FAMILIES + 1
    asked = [request.path for request in server.asked]
    known = [f"/blog{number}.example" for number in range(FAMILIES) if number % 2]
    assert all(asked.count(path) == 1 for path in known), "where a redirect is known it waits first"
    assert all(asked.count(f"/blog{number}.example") <= 4 for number in range(FAMILIES))
    last_of_others = max(ended for host in ("else1.example", "else2.example") for _, ended in log[host])
    assert last_of_others < log["big.example"][-3][0]


def test_nobody_is_asked_before_the_time_that_its_server_named(
    server: Server, database_url: str, tmp_path: Path
) -> None:
    """A run every twenty minutes for three hours; Retry-After in both forms, with 429, 503 and a 200."""
    clock = [NOW]
    log: defaultdict[str, list[datetime]] = defaultdict(list)
    named = {
        "/seconds": ("429 Too Many Requests", "5400"),
        "/date": ("503 Service Unavailable", format_datetime(NOW + timedelta(hours=2), usegmt=True)),
        "/with-a-body": ("200 OK", "3600"),
    }
    until = {
        "/seconds": NOW + timedelta(minutes=90),
        "/date": NOW + timedelta(hours=2),
        "/with-a-body": NOW + timedelta(hours=1),
    }

    def asks_to_wait(path: str) -> Answer:
        status, wait = named[path]

        def answer(sock: socket.socket, asked: Asked) -> None:
            first = not log[path]
            log[path].append(clock[0])
            head = {"Retry-After": wait} if first else {}
            sock.sendall(response(FEED, status=status if first else "200 OK", headers=head))

        return answer

    for path in named:
        server.on(path, asks_to_wait(path))
    hosts = {path: f"outlet{number}.example" for number, path in enumerate(named)}
    listed = "".join(f"  - url: http://{host}{path}\n    every: 10m\n" for path, host in hosts.items())
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n{listed}")
    settings = replace(
        Settings(),
        database_url=database_url,
        feeds_file=tmp_path / "feeds.yaml",
        landing_url=(tmp_path / "landing").as_uri(),
        connect_to=tuple((f"{host}:80", f"127.0.0.1:{server.port}") for host in hosts.values()),
    )
    for minutes in range(0, 181, 20):
        clock[0] = NOW + timedelta(minutes=minutes)
        run_ingest(settings, key=str(minutes), clock=lambda: clock[0])
    for path, at in until.items():
        assert log[path][0] == NOW
        assert len(log[path]) > 1, f"{path} is asked again in the end"
        assert log[path][1] >= at, path
