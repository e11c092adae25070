"""A proxy is used only where the operator named one, and only for public feeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.http_server import Server
from wireroom.errors import ConfigurationError
from wireroom.models import Exchange, Outcome
from wireroom.settings import Settings

FEED = b"<rss version='2.0'><channel/></rss>"


def test_public_feeds_go_through_it(server: Server, fetch: Callable[..., Exchange]) -> None:
    """By name: the proxy resolves, here there may be no DNS at all."""
    server.sends("http://news.example.org/feed", FEED)
    exchange = fetch("http://news.example.org/feed", private=False, proxy=server.url(""))
    assert (exchange.outcome, exchange.body) == (Outcome.OK, FEED), exchange.detail


def test_over_tls_it_only_carries_bytes(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.sends("news.example.org:443", status="502 No Way")
    exchange = fetch("https://news.example.org/feed", private=False, proxy=server.url(""))
    assert exchange.outcome is Outcome.CONNECTION_FAILED
    assert [asked.path for asked in server.asked] == ["news.example.org:443"]


@pytest.mark.parametrize("host", ["127.0.0.1", "0177.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]"])
def test_it_is_no_way_around_the_guard(server: Server, fetch: Callable[..., Exchange], host: str) -> None:
    exchange = fetch(f"http://{host}:{server.port}/feed", private=False, proxy=server.url(""))
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert server.asked == []


def test_a_redirect_through_it_is_checked_too(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.redirects("http://news.example.org/feed", "http://169.254.169.254/latest/")
    exchange = fetch("http://news.example.org/feed", private=False, proxy=server.url(""))
    assert exchange.outcome is Outcome.BLOCKED_ADDRESS
    assert len(server.asked) == 1


def test_private_feeds_are_asked_directly(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.sends("/feed", FEED)
    assert fetch(server.url("/feed"), proxy="http://127.0.0.1:1").outcome is Outcome.OK


def test_a_proxy_that_does_not_answer_is_named(fetch: Callable[..., Exchange]) -> None:
    exchange = fetch("http://news.example.org/feed", private=False, proxy="http://127.0.0.1:1")
    assert exchange.outcome is Outcome.CONNECTION_FAILED
    assert exchange.detail.startswith("the proxy 127.0.0.1 (WIREROOM_PROXY) refused the connection")


@pytest.mark.parametrize("text", ["proxy:3128", "socks5://proxy", "http://"])
def test_a_wrong_setting_is_named(text: str) -> None:
    with pytest.raises(ConfigurationError, match="WIREROOM_PROXY"):
        Settings.from_environment({"WIREROOM_PROXY": text})
