"""A body that does not end as it should is `truncated`, gives what came, and never passes for the whole."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.http_server import Answer, Asked, Server, raw, raw_deflate
from wireroom.models import Exchange, Outcome
from wireroom.settings import FetchLimits

ITEMS = b"".join(
    b"<item><title>Ferry %d sails</title><link>https://harbour.example/%d</link></item>" % (n, n * n)
    for n in range(60)
)
FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour</title>" + ITEMS + b"</channel></rss>\n"
)
JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "a \\"}"}, {"id": "2"}]}'
)
HEAD = b'HTTP/1.1 200 OK\r\nETag: "whole"\r\n'


def chunked(body: bytes, size: int = 700) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def two_members(body: bytes) -> bytes:
    return gzip.compress(body[:999]) + gzip.compress(body[999:])


# name → the header lines, and the body as it goes over the wire
WIRES: dict[str, tuple[bytes, bytes]] = {
    "a length": (b"Content-Length: %d\r\n" % len(FEED), FEED),
    "chunks": (b"Transfer-Encoding: chunked\r\n", chunked(FEED)),
    "gzip": (b"Content-Encoding: gzip\r\n", gzip.compress(FEED)),
    "gzip of two members": (b"Content-Encoding: gzip\r\n", two_members(FEED)),
    "zlib": (b"Content-Encoding: deflate\r\n", zlib.compress(FEED)),
    "raw deflate": (b"Content-Encoding: deflate\r\n", raw_deflate(FEED)),
    "brotli": (b"Content-Encoding: br\r\n", brotli.compress(FEED)),
    "gzip in chunks": (
        b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        chunked(gzip.compress(FEED), 50),
    ),
    "the feed's own end": (b"", FEED),
    "JSON's own end": (b"", JSON),
}


def in_pieces(data: bytes, size: int) -> Answer:
    """`data` in pieces that arrive one by one, then a closed connection."""

    def answer(sock: socket.socket, asked: Asked) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(0, len(data), size):
            sock.sendall(data[at : at + size])
            time.sleep(0.0005)
        sock.close()

    return answer


@pytest.mark.slow
@pytest.mark.parametrize("wire", WIRES)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_body_torn_anywhere_is_truncated_and_a_whole_one_is_not(
    server: Server, fetch: Callable[..., Exchange], wire: str, data: st.DataObject
) -> None:
    lines, body = WIRES[wire]
    last = body.rstrip().rfind(b"0\r\n") + 2 if b"chunked" in lines else len(body.rstrip()) - 1
    cut = data.draw(st.integers(1, last))
    size = data.draw(st.integers(max(len(body) // 30, 1), len(body)))
    kept = data.draw(st.sampled_from([body, body[:cut]]))
    document = JSON if wire.startswith("JSON") else FEED
    exchange = fetch(server.on("/feed", in_pieces(HEAD + lines + b"\r\n" + kept, size)))
    if kept is body:
        assert (exchange.outcome, exchange.detail, exchange.body) == (Outcome.OK, "", document)
    else:
        nothing_came = exchange.outcome is Outcome.CONNECTION_FAILED and not exchange.body
        assert exchange.outcome is Outcome.TRUNCATED or nothing_came
        assert document.startswith(exchange.body)
        assert len(exchange.detail) > 20


def test_all_that_came_before_a_reset_is_kept(server: Server, fetch: Callable[..., Exchange]) -> None:
    def answer(sock: socket.socket, asked: Asked) -> None:
        sock.sendall(HEAD + b"Content-Length: 99999\r\n\r\n" + FEED[:3000])
        time.sleep(0.1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        sock.close()

    exchange = fetch(server.on("/feed", answer))
    assert (exchange.outcome, exchange.body) == (Outcome.TRUNCATED, FEED[:3000])
    assert "in the middle" in exchange.detail


def test_a_body_torn_between_two_gzip_members_is_truncated(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    """The first member is whole, and nothing in it says that there was to be another."""
    torn = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(FEED[:999])
    exchange = fetch(server.on("/feed", raw(torn)))
    assert (exchange.outcome, exchange.body) == (Outcome.TRUNCATED, FEED[:999])


def test_what_came_of_an_answer_that_stops_for_ever_is_kept(
    server: Server, fetch: Callable[..., Exchange], short_limits: FetchLimits
) -> None:
    def answer(sock: socket.socket, asked: Asked) -> None:
        sock.sendall(HEAD + b"Content-Length: 99999\r\n\r\n" + FEED[:3000])
        time.sleep(30)

    patient = replace(short_limits, read_timeout=2, total_timeout=20)  # with the beginning, which comes
    exchange = fetch(server.on("/feed", answer), limits=patient)
    assert (exchange.outcome, exchange.body) == (Outcome.TRUNCATED, FEED[:3000])
    assert "too slow" in exchange.detail


@pytest.mark.parametrize(
    ("content_range", "body", "outcome"),
    [
        pytest.param("bytes 0-99/100", FEED, Outcome.OK, id="all of it"),
        pytest.param("bytes 0-99/*", FEED, Outcome.OK, id="of unknown length, and whole to see"),
        pytest.param("bytes 0-2999/99999", FEED[:3000], Outcome.TRUNCATED, id="its beginning"),
        pytest.param("", FEED[:3000], Outcome.TRUNCATED, id="a part that does not say which"),
        pytest.param("", FEED, Outcome.OK, id="the whole, under the wrong number"),
        pytest.param("bytes 500-999/1000", FEED[500:], Outcome.SERVER_ERROR, id="its middle"),
        pytest.param("bytes 0-9/0009999999999999999999999999", FEED[:99], Outcome.TRUNCATED, id="nonsense"),
    ],
)
def test_a_part_that_nobody_asked_for_is_not_the_whole(
    server: Server, fetch: Callable[..., Exchange], content_range: str, body: bytes, outcome: Outcome
) -> None:
    headers = {"Content-Range": content_range} if content_range else {}
    exchange = fetch(server.sends("/feed", body, status="206 Partial Content", headers=headers))
    assert exchange.outcome is outcome, exchange.detail


def test_a_torn_answer_after_a_redirect_names_who_hung_up(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    server.redirects("/feed", server.url("/moved", host="localhost"))
    server.on("/moved", raw(HEAD + b"Content-Length: 9999\r\n\r\n" + FEED[:500]))
    exchange = fetch(server.url("/feed"))
    assert exchange.outcome is Outcome.TRUNCATED
    assert "localhost" in exchange.detail
