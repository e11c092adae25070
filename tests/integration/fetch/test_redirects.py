"""Redirects are followed by hand: each hop checked, counted and recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.http_server import Server
from wireroom.models import Exchange, Outcome, Redirect

FEED = b"<rss version='2.0'><channel/></rss>"


def test_hops_are_recorded_with_their_status(server: Server, fetch: Callable[..., Exchange]) -> None:
    end = server.sends("/end", FEED)
    server.redirects("/two", "/end?x=1", 302)
    server.sends("/end?x=1", FEED)
    exchange = fetch(server.redirects("/one", server.url("/two"), 301))
    assert exchange.outcome is Outcome.OK
    assert exchange.redirects == (Redirect(301, server.url("/two")), Redirect(302, f"{end}?x=1"))
    assert exchange.url == server.url("/one")
    assert exchange.final_url == f"{end}?x=1"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "/b"),
        ("b", "/b"),
        ("?page=2", "/a?page=2"),
        ("/s p", "/s%20p"),
        ("/b#part", "/b"),
    ],
)
def test_a_location_is_relative_to_where_it_was_said(
    server: Server, fetch: Callable[..., Exchange], location: str, target: str
) -> None:
    server.sends(target, FEED)
    assert fetch(server.redirects("/a", location)).outcome is Outcome.OK


def test_an_address_in_utf8_is_understood(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.sends("/%C3%BC", FEED)
    server.redirects("/a", "/ü".encode().decode("latin-1"))
    assert fetch(server.url("/a")).outcome is Outcome.OK


def test_a_circle_is_seen_before_the_limit(server: Server, fetch: Callable[..., Exchange]) -> None:
    server.redirects("/a", "/b")
    server.redirects("/b", "/a")
    exchange = fetch(server.url("/a"))
    assert exchange.outcome is Outcome.TOO_MANY_REDIRECTS
    assert "circles" in exchange.detail
    assert len(server.asked) <= 3


def test_an_address_that_leads_to_itself_is_asked_once(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    assert fetch(server.redirects("/a", "/a", 302)).outcome is Outcome.TOO_MANY_REDIRECTS
    assert len(server.asked) == 1


def test_what_is_said_where_a_redirect_leads_is_not_said_of_the_feeds_own_address(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    """A page for consent that was not there: "404: nothing at this address"."""
    exchange = fetch(server.redirects("/feed", "/consent?back=feed", 302))
    assert exchange.outcome is Outcome.NOT_FOUND
    assert exchange.detail.endswith(
        f"(said at {server.url('/consent?back=feed')}, where the feed redirects to)"
    )


@pytest.mark.parametrize("path", ["/gone", "/gone#frag", "/%67one", "/gön", "/a|b", "", "/gone?q=%c3%bc"])
def test_where_nothing_redirects_no_redirect_is_told_of(
    server: Server, fetch: Callable[..., Exchange], path: str
) -> None:
    """Spellings of one address differ."""
    exchange = fetch(server.url(path).replace("http", "HTTP"))
    assert exchange.outcome is Outcome.NOT_FOUND
    assert "redirects" not in exchange.detail


def test_a_host_that_wants_its_cookie_back_is_no_circle(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    server.sends("/a", status="302 Found", headers={"Location": "/a", "Set-Cookie": "seen=1"})

    def once(sock: object, asked: object) -> None:
        server.sends("/a", FEED)

    first = server.answers["/a"]
    server.on("/a", lambda sock, asked: (first(sock, asked), once(sock, asked))[0])
    assert fetch(server.url("/a")).outcome is Outcome.OK
    assert "seen=1" in server.asked[-1].headers["cookie"]


def test_endless_redirects_stop(server: Server, fetch: Callable[..., Exchange]) -> None:
    for number in range(10):
        server.redirects(f"/{number}", f"/{number + 1}")
    exchange = fetch(server.url("/0"))
    assert exchange.outcome is Outcome.TOO_MANY_REDIRECTS
    assert len(exchange.redirects) == 5
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("ftp://example.org/", Outcome.BAD_URL),
        ("file:///etc/passwd", Outcome.BAD_URL),
        ("http://[::1/", Outcome.BAD_URL),
        ("http://169.254.169.254/latest/meta-data/", Outcome.BLOCKED_ADDRESS),
    ],
)
def test_a_hop_to_nowhere_good_is_refused(
    server: Server, fetch: Callable[..., Exchange], location: str, outcome: Outcome
) -> None:
    exchange = fetch(server.redirects("/a", location))
    assert exchange.outcome is outcome
    assert exchange.status is None, "nothing was answered at the end"
    assert exchange.detail.startswith(f"the feed redirects to {location}"), "its own address is in order"
    assert "correct the address" not in exchange.detail
