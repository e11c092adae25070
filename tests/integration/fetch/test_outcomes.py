"""Whatever a server does, a poll ends in a named outcome, in bounded time, and says what to do."""

from __future__ import annotations

import gzip
import random
import socket
import time
import zlib
from collections.abc import Callable

import brotli
import pytest

from support.http_server import Asked, Server, after, drip, raw, response
from wireroom.models import Exchange, Outcome
from wireroom.settings import FetchLimits, Settings

FEED = b"<rss version='2.0'><channel/></rss>"


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        ("200 OK", {}, Outcome.OK),
        ("203 Non-Authoritative", {}, Outcome.OK),
        ("304 Not Modified", {}, Outcome.SERVER_ERROR),
        ("401 Unauthorized", {}, Outcome.FORBIDDEN),
        ("403 Forbidden", {}, Outcome.FORBIDDEN),
        ("404 Not Found", {}, Outcome.NOT_FOUND),
        ("410 Gone", {}, Outcome.GONE),
        ("408 Request Timeout", {}, Outcome.SERVER_ERROR),
        ("418 I'm a teapot", {}, Outcome.CLIENT_ERROR),
        ("420 Enhance Your Calm", {}, Outcome.RATE_LIMITED),
        ("429 Too Many Requests", {}, Outcome.RATE_LIMITED),
        ("451 Unavailable", {}, Outcome.FORBIDDEN),
        ("500 Oops", {}, Outcome.SERVER_ERROR),
        ("503 Busy", {}, Outcome.SERVER_ERROR),
        ("503 Busy", {"Retry-After": "7"}, Outcome.RATE_LIMITED),
        ("599 Odd", {}, Outcome.SERVER_ERROR),
        ("999 Request denied", {}, Outcome.FORBIDDEN),
        ("302 Found", {}, Outcome.SERVER_ERROR),
    ],
)
def test_each_status_has_its_outcome(
    server: Server,
    fetch: Callable[..., Exchange],
    status: str,
    headers: dict[str, str],
    outcome: Outcome,
) -> None:
    exchange = fetch(
        server.sends("/feed", FEED if status.startswith("2") else b"", status=status, headers=headers)
    )
    assert exchange.outcome is outcome
    assert exchange.status == int(status[:3])
    assert exchange.body == (FEED if outcome is Outcome.OK else b"")
    assert (exchange.detail == "") is (outcome is Outcome.OK)


BOMB = gzip.compress(b" " * 2_900_000)
BIG = b"".join(number.to_bytes(4, "big") for number in range(800_000))

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def packed(body: bytes, coding: str) -> Callable[[socket.socket, Asked], None]:
    return raw(response(body, headers={"Content-Encoding": coding}))


MISBEHAVIOURS = {
    "a body that drips for ever": (drip(0.05), Outcome.TIMED_OUT),
    "headers that drip": (drip(0.05, b"X-Pad: y\r\n", head=HEAD), Outcome.TIMED_OUT),
    "a status line that drips": (drip(0.05, b"H", head=b""), Outcome.TIMED_OUT),
    "chunks that drip": (drip(0.05, b"1\r\n \r\n", head=CHUNKED), Outcome.TIMED_OUT),
    "a chunk size that drips": (drip(0.05, b"0", head=CHUNKED), Outcome.TIMED_OUT),
    "silence": (after(20.0, FEED), Outcome.TIMED_OUT),
    "an endless body": (drip(0.0, b" " * 100_000), Outcome.TOO_LARGE),
    "a large body announced": (raw(HEAD + b"Content-Length: 9999999999\r\n\r\n"), Outcome.TOO_LARGE),
    "a large body": (raw(response(BIG)), Outcome.TOO_LARGE),
    "large once unpacked": (packed(gzip.compress(BIG), "gzip"), Outcome.TOO_LARGE),
    "a gzip bomb": (packed(BOMB, "gzip"), Outcome.DECOMPRESSION_BOMB),
    "a bomb in a bomb": (packed(gzip.compress(BOMB * 20), "gzip, gzip"), Outcome.DECOMPRESSION_BOMB),
    "broken gzip": (packed(b"\x1f\x8bgarbage", "gzip"), Outcome.UNPARSABLE),
    "a coding nobody asked for": (packed(b"x", "zstd"), Outcome.UNPARSABLE),
    "hangs up at once": (raw(b""), Outcome.CONNECTION_FAILED),
    "resets at once": (raw(b"", reset=True), Outcome.CONNECTION_FAILED),
    "nothing of what was announced": (raw(HEAD + b"Content-Length: 100\r\n\r\n"), Outcome.CONNECTION_FAILED),
    "hangs up before the first chunk": (raw(CHUNKED), Outcome.CONNECTION_FAILED),
    "a chunk size that is none": (raw(CHUNKED + b"not a size\r\n"), Outcome.CONNECTION_FAILED),
    "no HTTP at all": (raw(b"\x00\x01\x02\x03\r\n\r\n"), Outcome.CONNECTION_FAILED),
    "a status that is no number": (raw(b"HTTP/1.1 abc OK\r\n\r\n"), Outcome.CONNECTION_FAILED),
    "1,200 headers": (raw(HEAD + b"X-Pad: y\r\n" * 1200 + b"\r\n"), Outcome.CONNECTION_FAILED),
    "headers of 640 kB": (raw(HEAD + (b"X: " + b"y" * 64_000 + b"\r\n") * 10 + b"\r\n"), Outcome.TOO_LARGE),
    "a huge header": (raw(HEAD + b"X: " + b"y" * 100_000 + b"\r\n\r\n"), Outcome.CONNECTION_FAILED),
}


@pytest.mark.parametrize(("answer", "outcome"), MISBEHAVIOURS.values(), ids=MISBEHAVIOURS)
def test_a_misbehaving_server_costs_little_and_is_named(
    server: Server,
    fetch: Callable[..., Exchange],
    settings: Settings,
    short_limits: FetchLimits,
    answer: Callable[[socket.socket, Asked], None],
    outcome: Outcome,
) -> None:
    limits = short_limits if outcome is Outcome.TIMED_OUT else settings.limits
    began = time.monotonic()
    exchange = fetch(server.on("/feed", answer), limits=limits)
    assert exchange.outcome is outcome, exchange.detail
    assert exchange.body == b""
    assert len(exchange.detail) > 20, "the operator must read what happened"
    assert time.monotonic() - began < 10.0, "the read timeout is that long"


def test_any_bytes_end_in_an_outcome(server: Server, fetch: Callable[..., Exchange]) -> None:
    """Mutations of an ordinary answer, the same in every run."""
    dice = random.Random(20261123)
    ordinary = response(gzip.compress(FEED * 5), headers={"Content-Encoding": "gzip", "Retry-After": "5"})
    for _ in range(150):
        data = bytearray(ordinary)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        exchange = fetch(server.on("/feed", raw(bytes(data))))
        assert exchange.outcome in Outcome
        assert exchange.body == b"" or exchange.has_document


def test_more_than_a_hundred_headers_are_read(server: Server, fetch: Callable[..., Exchange]) -> None:
    """lexpress.fr sends so many."""
    exchange = fetch(server.sends("/feed", FEED, headers={f"X-{number}": "y" for number in range(300)}))
    assert exchange.outcome is Outcome.OK
    assert ("X-299", "y") in exchange.headers


def test_nobody_listening_is_said_in_words(fetch: Callable[..., Exchange]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening
        exchange = fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert exchange.outcome is Outcome.CONNECTION_FAILED
    assert "refused" in exchange.detail


def test_headers_come_as_received_and_in_order(server: Server, fetch: Callable[..., Exchange]) -> None:
    data = HEAD + b"Set-Cookie: a=1\r\nX-B: \xfc\r\nSet-Cookie: c=2\r\nContent-Length: 2\r\n\r\nhi"
    exchange = fetch(server.on("/feed", raw(data)))
    assert exchange.headers == (
        ("Set-Cookie", "a=1"),
        ("X-B", "ü"),
        ("Set-Cookie", "c=2"),
        ("Content-Length", "2"),
    )


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_packed_body_arrives_unpacked(server: Server, fetch: Callable[..., Exchange], coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    exchange = fetch(server.sends("/feed", pack(FEED), headers={"Content-Encoding": coding}))
    assert (exchange.outcome, exchange.body) == (Outcome.OK, FEED)
    assert coding in server.asked[0].headers["accept-encoding"]


def test_the_request_is_honest_and_plain(server: Server, fetch: Callable[..., Exchange]) -> None:
    """NPR's host never answers a request with a Connection header."""
    fetch(server.sends("/feed", FEED))
    headers = server.asked[0].headers
    assert headers["user-agent"] == "Wireroom/test (+https://example.org/)"
    assert "application/rss+xml" in headers["accept"]
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_retry_after_is_reported(server: Server, fetch: Callable[..., Exchange]) -> None:
    exchange = fetch(server.sends("/feed", status="429 Slow", headers={"Retry-After": "90"}))
    assert exchange.retry_after is not None
    assert exchange.retry_after.total_seconds() == 90
    assert "90 s" in exchange.detail


def test_a_retry_after_of_now_says_no_time(server: Server, fetch: Callable[..., Exchange]) -> None:
    exchange = fetch(server.sends("/feed", status="429 Too Many", headers={"Retry-After": "0"}))
    assert exchange.detail == "429: the server asks us to come less often"


@pytest.mark.parametrize("zone", ["GMT", "-0500"])
def test_a_retry_after_of_the_year_9999_is_a_rate_limit(
    server: Server, fetch: Callable[..., Exchange], zone: str
) -> None:
    headers = {"Retry-After": f"Fri, 31 Dec 9999 23:59:59 {zone}"}
    exchange = fetch(server.sends("/feed", status="429 Never", headers=headers))
    assert exchange.outcome is Outcome.RATE_LIMITED
    assert exchange.retry_after is not None
    assert exchange.retry_after.days == 31
    assert "not before 31d from now" in exchange.detail, "and no millions of seconds"


def test_the_environment_has_no_say(
    server: Server, fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would connect to addresses that nobody here has checked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch(server.sends("/feed", FEED)).outcome is Outcome.OK


def test_what_a_server_says_in_our_words_opens_no_tag_and_moves_no_cursor(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    """In the log, at the terminal and in news.pages it stood as it came."""
    server.on("/feed", raw(b"<img src=x onerror=alert(1)>\x1b[31m\x00RED\r\n\r\n"))
    server.redirects("/away", "ftp://a.example/<script>alert(1)</script>", status=302)
    for path in ("/feed", "/away"):
        detail = fetch(server.url(path)).detail
        assert "alert(1)" in detail
        assert detail.isprintable()
        assert "<" not in detail
