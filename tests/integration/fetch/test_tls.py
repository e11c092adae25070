"""Over TLS the same promises hold: certificates verified, time bounded, words for the operator."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.certificates import Authority
from support.http_server import Server, drip, http_server
from wireroom.errors import HubError
from wireroom.fetch.connections import transport
from wireroom.fetch.post import ask_hub
from wireroom.models import Exchange, Outcome
from wireroom.settings import FetchLimits, Settings

FEED = b"<rss version='2.0'><channel/></rss>"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """A root that this machine trusts for the time of the test."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.root))
    transport._tls_context.cache_clear()
    yield made
    transport._tls_context.cache_clear()


def test_a_certificate_of_a_trusted_root_is_good(
    authority: Authority, fetch: Callable[..., Exchange]
) -> None:
    with http_server(tls=authority.server_context("127.0.0.1")) as server:
        server.sends("/feed", FEED)
        exchange = fetch(server.url("/feed", scheme="https"))
    assert (exchange.outcome, exchange.body) == (Outcome.OK, FEED), exchange.detail


@pytest.mark.parametrize("scheme", ["https", "HTTPS"])
def test_a_hub_behind_tls_sends_no_secret_to_plain_http(
    authority: Authority, settings: Settings, scheme: str
) -> None:
    """However its address is spelled."""
    with http_server() as plain, http_server(tls=authority.server_context("127.0.0.1")) as hub:
        plain.sends("/hub", status="202 Accepted")
        hub.redirects("/hub", plain.url("/hub").replace("http", "HTTP"), 308)
        with pytest.raises(HubError, match="308"):
            ask_hub(settings, hub.url("/hub", scheme=scheme), {"hub.secret": "s3cret"}, private=True)
        assert len(hub.asked) == 1
        assert plain.asked == []


def test_the_name_is_that_of_the_url_not_of_the_address(
    authority: Authority, fetch: Callable[..., Exchange]
) -> None:
    """The connection is pinned to an address; the certificate must still be the host's."""
    with http_server(tls=authority.server_context("news.example.org")) as server:
        server.sends("/feed", FEED)
        mapping = (("*.example.org:443", f"127.0.0.1:{server.port}"),)
        right = fetch("https://news.example.org/feed", connect_to=mapping)
        wrong = fetch("https://other.example.org/feed", connect_to=mapping)
    assert right.outcome is Outcome.OK, right.detail
    assert wrong.outcome is Outcome.TLS_FAILED
    assert "other.example.org" in wrong.detail


@pytest.mark.parametrize(
    ("host", "days", "words"),
    [
        (
            "127.0.0.1",
            -1,
            "certificate has expired. The publisher must renew it, or this machine's clock is wrong.",
        ),
        ("wrong.example.org", 10, "'127.0.0.1'. It is another host's: correct the address"),
    ],
)
def test_a_bad_certificate_is_named(
    authority: Authority, fetch: Callable[..., Exchange], host: str, days: int, words: str
) -> None:
    with http_server(tls=authority.server_context(host, days=days)) as server:
        exchange = fetch(server.url("/feed", scheme="https"))
        assert server.asked == [], "nothing is said to a server that is not who it should be"
    assert exchange.outcome is Outcome.TLS_FAILED
    assert words in exchange.detail


def test_a_root_nobody_trusts_is_refused(tmp_path: Path, fetch: Callable[..., Exchange]) -> None:
    with http_server(tls=Authority(tmp_path).server_context("127.0.0.1")) as server:
        exchange = fetch(server.url("/feed", scheme="https"))
    assert exchange.outcome is Outcome.TLS_FAILED
    assert "SSL_CERT_FILE" in exchange.detail, "to renew it helps nobody"


def test_a_server_without_tls_is_named(
    server: Server, fetch: Callable[..., Exchange], short_limits: FetchLimits
) -> None:
    exchange = fetch(server.url("/feed", scheme="https"), limits=short_limits)
    assert exchange.outcome in {Outcome.TLS_FAILED, Outcome.TIMED_OUT}


@pytest.mark.parametrize(
    ("piece", "head"),
    [(b" ", b"HTTP/1.1 200 OK\r\n\r\n"), (b"X-Pad: y\r\n", b"HTTP/1.1 200 OK\r\n"), (b"H", b"")],
    ids=["body", "headers", "status line"],
)
def test_a_drip_inside_tls_ends_too(
    authority: Authority,
    fetch: Callable[..., Exchange],
    short_limits: FetchLimits,
    piece: bytes,
    head: bytes,
) -> None:
    with http_server(tls=authority.server_context("127.0.0.1")) as server:
        server.on("/feed", drip(0.05, piece, head=head))
        began = time.monotonic()
        exchange = fetch(server.url("/feed", scheme="https"), limits=short_limits)
    assert exchange.outcome is Outcome.TIMED_OUT, exchange.detail
    assert time.monotonic() - began < 10.0


def test_a_handshake_that_never_comes_ends(fetch: Callable[..., Exchange], short_limits: FetchLimits) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        exchange = fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/", limits=short_limits)
    assert exchange.outcome is Outcome.TIMED_OUT, exchange.detail
    assert time.monotonic() - began < 10.0
