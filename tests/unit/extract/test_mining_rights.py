"""Who reserves text and data mining, by every signal that is in use, and where nobody does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.robots import Robots
from wireroom.extract.mining_rights import mining_reserved
from wireroom.extract.page_facts import page_facts
from wireroom.models import Outcome, SiteRules

NOW = datetime(2026, 11, 26, tzinfo=UTC)
URL = "https://bay.example/2026/ferry"


def rules(text: str, agent: str) -> Robots:
    return Robots(SiteRules("", NOW, Outcome.OK, robots=text.encode()).robots_txt, agent)


def robots(text: str = "") -> Robots:
    return rules(text, "Wireroom/1")


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta name="tdm-reservation" content="1">', "tdmrep:meta"),
        ('<meta name="tdm-reservation" content="0">', None),
        ('<meta name="robots" content="index, noai, noimageai">', "meta:noai"),
        ('<link rel="license" type="application/rsl+xml" href="/rsl.xml">', "rsl:link"),
        ('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">', None),
        ("", None),
    ],
)
def test_a_page_says_so_in_its_head(head: str, source: str | None) -> None:
    page = f"<html><head><title>x</title>{head}</head><body><p>A word.</p></body></html>".encode()
    metas = page_facts(page).reserved
    assert mining_reserved(URL, robots(), metas=metas) == (source is not None, source)


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("TDM-Reservation", "1", "tdmrep:header"),
        ("tdm-reservation", "0", None),
        ("X-Robots-Tag", "noarchive, noai", "header:noai"),
        ("X-Robots-Tag", "noindex", None),
        ("Link", '</rsl.xml>; rel="license"; type="application/rsl+xml"', "rsl:header"),
    ],
)
def test_a_server_says_so_in_a_header(name: str, value: str, source: str | None) -> None:
    assert mining_reserved(URL, robots(), headers=[(name, value)])[1] == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("User-agent: GPTBot\nDisallow: /", "robots.txt:GPTBot"),
        ("User-agent: GPTBot\nDisallow: /shop/", None),
        ("User-agent: Wireroom\nAllow: /\n\nUser-agent: *\nDisallow: /", "robots.txt:AI2Bot"),
        ("License: https://bay.example/rsl.xml", "rsl:robots.txt"),
        ("User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /", "content-signal:ai-train=no"),
        ("User-agent: *\nAllow: /", None),
    ],
)
def test_a_site_says_so_in_robots_txt(text: str, source: str | None) -> None:
    assert mining_reserved(URL, robots(text))[1] == source


@pytest.mark.parametrize(
    ("said", "reserved"),
    [
        (b'[{"location": "/*", "tdm-reservation": 1}]', True),
        (b'[{"location": "/2026/*", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": 1}]', False),
        (b'[{"location": "/shop/", "tdm-reservation": 1}]', False),
        (b'[{"location": "*.pdf$", "tdm-reservation": 1}]', False),
        (b'[{"location": "/*r$", "tdm-reservation": 1}]', False),  # its r is not the last letter
        (b'[{"location": "/*y$", "tdm-reservation": 1}]', True),
        (b"<html>not here</html>", False),
        (b"[" * 100_000, False),
        (b'{"location": "/*"}', False),
    ],
)
def test_a_site_says_so_in_its_tdmrep_json(said: bytes, reserved: bool) -> None:
    assert mining_reserved(URL, robots(), tdmrep=said)[0] is reserved


def test_robots_txt_calls_us_by_our_name_alone() -> None:
    agent = "Wireroom/1 (news feed reader; +https://ops.example)"
    others = rules("User-agent: reader\nDisallow: /\n\nUser-agent: news\nDisallow: /", agent)
    assert others.allows(URL), "a word of ours in brackets is no name"
    ours = rules("User-agent: *\nAllow: /\n\nUser-agent: wireroom\nDisallow: /2026/", agent)
    assert not ours.allows(URL)
    assert ours.decision(URL) == "robots.txt does not allow Wireroom this address"
