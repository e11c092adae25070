"""The guard at connect time: what a public feed can never reach."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from support.http_server import Server
from wireroom.models import Exchange, Outcome

FEED = b"<rss version='2.0'><channel/></rss>"
PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("127.0.0.1", id="plain"),
        pytest.param("localhost", id="by name"),
        pytest.param("anything.localhost", id="by a name below localhost"),
        pytest.param("LOCALHOST.", id="by name, capitals and root dot"),
        pytest.param("0177.0.0.1", id="octal"),
        pytest.param("2130706433", id="one number"),
        pytest.param("0x7f.1", id="hexadecimal and short"),
        pytest.param("127.1", id="short"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("0", id="nought"),
        pytest.param("[::1]", id="IPv6"),
        pytest.param("[::ffff:127.0.0.1]", id="IPv4-mapped"),
        pytest.param("[::ffff:7f00:1]", id="IPv4-mapped in hexadecimal"),
        pytest.param("１２７.0.0.1", id="full-width digits"),
        pytest.param("user:pass@127.0.0.1", id="behind credentials"),
    ],
)
def test_a_public_feed_cannot_name_this_machine(
    server: Server, fetch: Callable[..., Exchange], host: str
) -> None:
    server.sends("/", FEED)
    exchange = fetch(server.url(host=host), private=False)
    assert exchange.outcome in {Outcome.BLOCKED_ADDRESS, Outcome.BAD_URL, Outcome.UNREACHABLE_HOST}
    assert server.connections == 0


def test_the_words_say_how_to_allow_it(server: Server, fetch: Callable[..., Exchange]) -> None:
    assert "private: true" in fetch(server.url(), private=False).detail


def resolves(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let every name resolve to these addresses in turn, the last one for ever; the names asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        address = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::ffff:127.0.0.1"])
def test_a_public_name_that_resolves_inside_is_refused(
    server: Server, fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    resolves(monkeypatch, address)
    exchange = fetch(server.url(host="rebind.example.org"), private=False)
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert address.rpartition(":")[2] in exchange.detail
    assert server.connections == 0


def test_a_name_is_resolved_once_and_the_address_pinned(
    server: Server, fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a second answer, after the check, must not be connected to."""
    asked = resolves(monkeypatch, PUBLIC, "127.0.0.1")
    connected: list[object] = []

    def connect(self: object, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("wireroom.fetch.connections.deadline.DeadlineSocket.connect", connect, raising=False)
    exchange = fetch(server.url(host="rebind.example.org"), private=False)
    assert exchange.outcome is Outcome.CONNECTION_FAILED
    assert connected == [(PUBLIC, server.port)]
    assert asked == ["rebind.example.org"]


def test_a_public_feed_is_not_redirected_inside(server: Server, fetch: Callable[..., Exchange]) -> None:
    """The first hop stands for a public server: it is reached through the operator's own mapping."""
    server.redirects("/feed", server.url("/secret"))
    server.sends("/secret", FEED)
    exchange = fetch(
        "http://news.example.org:80/feed",
        private=False,
        connect_to=(("news.example.org:80", f"127.0.0.1:{server.port}"),),
    )
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert [asked.path for asked in server.asked] == ["/feed"]


def test_the_mapping_of_the_operator_is_believed(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.sends("/feed", FEED)
    exchange = fetch(
        "http://harbour.localhost:8799/feed",
        private=False,
        connect_to=(("*.localhost:8799", f"127.0.0.1:{server.port}"),),
    )
    assert exchange.outcome is Outcome.OK
    assert exchange.final_url == "http://harbour.localhost:8799/feed"
    assert server.asked[0].headers["host"] == "harbour.localhost:8799"


def test_a_name_below_localhost_needs_no_dns(
    server: Server, fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolves(monkeypatch, PUBLIC)
    server.sends("/feed", FEED)
    assert fetch(server.url("/feed", host="outlet.localhost")).outcome is Outcome.OK
    assert asked == []


def test_another_service_is_not_spoken_to(
    fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves(monkeypatch, PUBLIC)
    exchange = fetch("http://mail.example.org:25/", private=False)
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert "port 25" in exchange.detail


def test_an_empty_answer_of_dns_is_said_in_words(
    fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [])
    exchange = fetch("http://nowhere.example.org/", private=False)
    assert exchange.outcome is Outcome.UNREACHABLE_HOST
    assert "no address" in exchange.detail


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("address", ["169.254.169.254", "169.254.170.2"])
def test_no_advice_is_given_that_does_not_help(
    fetch: Callable[..., Exchange], monkeypatch: pytest.MonkeyPatch, address: str, private: bool
) -> None:
    """`private: true` opens no metadata service, and a private feed has it already."""
    resolves(monkeypatch, address)
    exchange = fetch("http://inside.example.org/", private=private)
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert "private: true" not in exchange.detail
    assert "correct its address" in exchange.detail


def test_a_redirect_inside_is_no_reason_to_open_the_feed(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    server.redirects("/feed", server.url("/secret"))
    exchange = fetch(
        "http://news.example.org:80/feed",
        private=False,
        connect_to=(("news.example.org:80", f"127.0.0.1:{server.port}"),),
    )
    assert "redirects to" in exchange.detail
    assert "private: true" not in exchange.detail
