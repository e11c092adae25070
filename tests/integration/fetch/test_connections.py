"""Connections are kept where that is cheap, and a kept one that the server has ended costs nobody a poll."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from support.feeds import make_feed
from support.http_server import Answer, Asked, Server, drip, raw, response
from wireroom.fetch import fetch_feeds
from wireroom.models import Exchange, Outcome, Validators
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel/></rss>"
CHUNKED = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngone\r\n0\r\n\r\n"


def poll(settings: Settings, server: Server, paths: int) -> list[Exchange]:
    """Feeds `/0`, `/1`, … of one family, each with an ETag to ask with."""
    feeds = [
        make_feed(n, server.url(f"/{n}"), family="one", validators=Validators('"v1"')) for n in range(paths)
    ]
    return sorted(fetch_feeds(feeds, settings, clock=lambda: NOW), key=lambda exchange: exchange.feed_id)


def sends(data: bytes) -> Answer:
    return lambda sock, asked: sock.sendall(data)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n', id="304"),
        pytest.param(
            b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9999999\r\n\r\n", id="304 with the length of a 200"
        ),
        pytest.param(b"HTTP/1.1 204 No Content\r\n\r\n", id="204"),
        pytest.param(CHUNKED, id="a chunked page of an error"),
        pytest.param(response(b"gone", status="404 Not Found"), id="a page of an error"),
        pytest.param(response(FEED), id="a feed"),
    ],
)
def test_the_connection_is_kept(server: Server, settings: Settings, answer: bytes) -> None:
    """A 304 is the commonest answer of all, and closed it."""
    for n in range(5):
        server.on(f"/{n}", sends(answer))
    poll(settings, server, 5)
    assert (len(server.asked), server.connections) == (5, 1)


def test_a_304_that_announces_chunks_is_not_waited_for(server: Server, settings: Settings) -> None:
    for n in range(3):
        server.on(f"/{n}", sends(b"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n"))
    patient = replace(settings, limits=replace(settings.limits, read_timeout=20, total_timeout=60))
    began = time.monotonic()
    assert {exchange.outcome for exchange in poll(patient, server, 3)} == {Outcome.NOT_MODIFIED}
    assert time.monotonic() - began < 10


def test_an_unwanted_body_that_drips_is_not_waited_for(server: Server, settings: Settings) -> None:
    head = b"HTTP/1.1 500 Oops\r\nContent-Length: 60000\r\n\r\n"
    server.on("/0", drip(0.05, head=head))
    patient = replace(settings, limits=replace(settings.limits, total_timeout=20, slow_after=20))
    began = time.monotonic()
    assert poll(patient, server, 1)[0].outcome is Outcome.SERVER_ERROR
    assert time.monotonic() - began < 10


def test_a_kept_connection_that_was_hung_up_is_opened_again(server: Server, settings: Settings) -> None:
    """Servers keep one for a second or two; the hang-up crosses with our request."""

    def once_then_gone(sock: socket.socket, asked: Asked) -> None:
        if asked.path == "/0" or server.connections > 1:
            sock.sendall(response(FEED))
        else:
            sock.close()  # the request has come, no answer goes

    for n in range(2):
        server.on(f"/{n}", once_then_gone)
    assert [exchange.outcome for exchange in poll(settings, server, 2)] == [Outcome.OK, Outcome.OK]
    assert server.connections == 2


def test_a_new_connection_that_is_hung_up_is_not_tried_twice(server: Server, settings: Settings) -> None:
    server.on("/0", raw(b""))
    assert poll(settings, server, 1)[0].outcome is Outcome.CONNECTION_FAILED
    assert server.connections == 1


@pytest.mark.parametrize(("lines", "outcome"), [(300, Outcome.OK), (1_500, Outcome.CONNECTION_FAILED)])
def test_a_head_has_hundreds_of_lines_but_not_thousands(
    server: Server, settings: Settings, lines: int, outcome: Outcome
) -> None:
    """http.client's own limit, a hundred, is a private name: an upgrade that drops it must be looked at."""
    head = b"".join(b"X-%d: y\r\n" % number for number in range(lines))
    server.on("/0", sends(response(FEED).replace(b"\r\n", b"\r\n" + head, 1)))
    [exchange] = poll(settings, server, 1)
    assert exchange.outcome is outcome, exchange.detail


def test_only_a_session_of_ours_raises_the_limit_of_header_lines() -> None:
    code = "import http.client, wireroom.fetch.connections.transport; print(http.client._MAXHEADERS)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "100"


def test_an_early_hint_is_not_the_answer(server: Server, settings: Settings) -> None:
    """RFC 8297; it was taken for a server's trouble, and the feed after it for no HTTP."""
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
    for n in range(3):
        server.on(f"/{n}", sends(b"HTTP/1.1 100 Continue\r\n\r\n" + hint * 2 + response(FEED)))
    exchanges = poll(settings, server, 3)
    assert {(exchange.outcome, exchange.status) for exchange in exchanges} == {(Outcome.OK, 200)}
    assert {exchange.body for exchange in exchanges} == {FEED}
    assert server.connections == 1


def test_hints_without_end_are_too_large(server: Server, settings: Settings) -> None:
    server.on("/0", drip(0.0, b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n" * 100, head=b""))
    assert poll(settings, server, 1)[0].outcome is Outcome.TOO_LARGE


def test_headers_are_counted_while_they_are_read(server: Server, settings: Settings) -> None:
    """A thousand lines of 60 kB cost 480 MB before anybody counted them."""
    sent = 0

    def headers(sock: socket.socket, asked: Asked) -> None:
        nonlocal sent
        sock.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(900):
            sock.sendall(b"X: " + b"y" * 60_000 + b"\r\n")
            sent += 60_000

    server.on("/0", headers)
    exchange = poll(settings, server, 1)[0]
    assert exchange.outcome is Outcome.TOO_LARGE
    assert "headers" in exchange.detail
    assert sent < 12_000_000, "what loopback's buffers hold, not what was on offer"
