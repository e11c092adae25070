"""What a site's robots.txt does to a walk over its pages: it fails, is huge, wants long pauses."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from support.http_server import Asked, Server, http_server
from wireroom.common.robots import MAX_BYTES, Robots
from wireroom.common.urls import web_origin
from wireroom.decide.page_quota import JUDGED, UNHAD, next_try
from wireroom.fetch.fetch_pages import fetch_pages
from wireroom.fetch.site_rules import may_read_tdmrep
from wireroom.models import Exchange, Outcome, PageAnswer, WantedPage
from wireroom.settings import Settings

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def walk(settings: Settings, *urls: str, seconds: float = 30) -> list[PageAnswer]:
    """One family's pages, asked for in this order."""
    pages = [WantedPage(n, 1, url, "family", private=True) for n, url in enumerate(urls, 1)]
    settings = replace(settings, family_pause=0.0)
    return list(fetch_pages(pages, settings, known={}, clock=lambda: NOW, seconds=seconds))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("503 Busy", Outcome.SERVER_ERROR),
        ("500 Oh", Outcome.SERVER_ERROR),
        ("429 Slow", Outcome.RATE_LIMITED),
    ],
)
@pytest.mark.parametrize(
    ("page", "headers"),
    [(b"", {}), (b"<script>window._cf_chl_opt={}</script>", {}), (b"", {"cf-mitigated": "challenge"})],
    ids=["plain", "a wall by its page", "a wall by its header"],
)
def test_a_page_whose_robots_txt_cannot_be_had_is_not_asked_for_and_tried_again(
    server: Server, settings: Settings, status: str, outcome: Outcome, page: bytes, headers: dict[str, str]
) -> None:
    """A wall's page under 503 was taken for "there is none": all was allowed."""
    server.sends("/robots.txt", page, status=status, headers=headers)
    (answer,) = (answer for answer in walk(settings, server.sends("/a")) if answer.page)
    assert "/a" not in [asked.path for asked in server.asked]
    assert answer.exchange.outcome is outcome
    assert outcome in UNHAD - JUDGED
    assert next_try(outcome, 1, now=NOW)
    assert "robots.txt cannot be had" in answer.exchange.detail


def test_a_redirect_to_where_robots_txt_cannot_be_had_is_tried_again(
    server: Server, settings: Settings
) -> None:
    with http_server() as other:
        other.sends("/robots.txt", status="503 Busy")
        server.sends("/robots.txt", status="404 None")
        server.redirects("/a", other.sends("/b"))
        (answer,) = (answer for answer in walk(settings, server.url("/a")) if answer.page)
    assert "/b" not in [asked.path for asked in other.asked]
    assert answer.exchange.outcome is Outcome.SERVER_ERROR


def test_of_a_huge_robots_txt_only_what_is_read_is_kept(server: Server, settings: Settings) -> None:
    server.sends("/robots.txt", b"User-agent: *\nDisallow: /private\n" + b"# and so on\n" * 100_000)
    answers = walk(settings, server.sends("/a"), server.sends("/private"))
    (rules,) = (answer.rules for answer in answers if answer.rules)
    assert len(rules.robots) == MAX_BYTES
    outcomes = [answer.exchange.outcome for answer in answers if answer.page]
    assert outcomes == [Outcome.OK, Outcome.DISALLOWED]


def test_a_crawl_delay_holds_its_own_host_and_puts_its_pages_off(server: Server, settings: Settings) -> None:
    def rules(host: str) -> bytes:
        return b"User-agent: *\nCrawl-delay: 86400\n" if host.startswith("127.") else b""

    def answer(sock: socket.socket, asked: Asked) -> None:
        body = rules(asked.headers["host"])
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    server.on("/robots.txt", answer)
    urls = [server.sends("/a1"), server.sends("/a2"), server.sends("/b").replace("127.0.0.1", "localhost")]
    began = time.monotonic()
    answers = walk(settings, *urls, seconds=60)
    assert [answer.page.url for answer in answers if answer.page] == [urls[0], urls[2]]
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(("ago", "is_asked"), [(600.0, False), (3601.0, True), (-9e9, False)])
def test_a_crawl_delay_holds_between_two_runs(
    server: Server, settings: Settings, ago: float, is_asked: bool
) -> None:
    """The second's clock may have been set back meanwhile."""
    server.sends("/robots.txt", b"User-agent: *\nCrawl-delay: 3600\n")
    page = WantedPage(1, 1, server.sends("/a"), "family", private=True)
    asked = {web_origin(page.url): NOW - timedelta(seconds=ago)}
    answers = fetch_pages([page], settings, known={}, asked=asked, clock=lambda: NOW, seconds=20)
    assert any(answer.page for answer in answers) == is_asked
    assert ("/a" in [told.path for told in server.asked]) == is_asked


@pytest.mark.parametrize(
    ("status", "told"),
    [("200 OK", b"[]"), ("404 None", b""), ("503 Busy", None), ("429 Slow", None), ("403 No", b"")],
)
def test_a_tdmrep_json_that_cannot_be_had_now_is_not_one_that_is_not_there(
    server: Server, settings: Settings, status: str, told: bytes | None
) -> None:
    server.sends("/robots.txt", status="404 None")
    server.sends("/.well-known/tdmrep.json", b"[]", status=status)
    (rules,) = (answer.rules for answer in walk(settings, server.sends("/a")) if answer.rules)
    assert rules.tdmrep == told


@pytest.mark.parametrize("path", ["/.well-known/", "/"])
def test_a_tdmrep_json_that_robots_txt_forbids_is_unread_and_not_one_that_is_not_there(
    server: Server, settings: Settings, path: str
) -> None:
    """It was taken for "there is none", and lifted the reservation that the site had made."""
    server.sends("/robots.txt", f"User-agent: *\nDisallow: {path}\n".encode())
    (rules,) = (answer.rules for answer in walk(settings, server.sends("/a")) if answer.rules)
    assert rules.tdmrep is None
    assert not may_read_tdmrep(rules, settings.user_agent)
    assert "/.well-known/tdmrep.json" not in [asked.path for asked in server.asked]


@pytest.mark.parametrize(("said", "pause"), [("5", 5.0), ("1e12", 86_400.0), ("nan", 0.0), ("-3", 0.0)])
def test_no_crawl_delay_is_longer_than_a_day(said: str, pause: float) -> None:
    text = f"User-agent: *\nCrawl-delay: {said}\n".encode()
    assert Robots(Exchange(0, "", NOW, Outcome.OK, body=text), "Wireroom/1").pause == pause
