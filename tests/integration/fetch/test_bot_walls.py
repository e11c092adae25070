"""A challenge for browsers is named as such: it says nothing about the feed that stands behind it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from support.feeds import make_feed
from support.http_server import Server
from wireroom.common.stand_ins.bot_walls import wall_in_page
from wireroom.errors import NotAFeedError
from wireroom.fetch import fetch_feeds
from wireroom.models import Exchange, Outcome
from wireroom.settings import Settings
from wireroom.transform.refused_document import instead_of_a_feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

WALLS = {
    "Cloudflare": ("403 Forbidden", {"cf-mitigated": "challenge"}),
    "AWS WAF": ("202 Accepted", {"x-amzn-waf-action": "challenge"}),
    "DataDome": ("403 Forbidden", {"X-DataDome": "protected"}),
    "Vercel": ("429 Too Many Requests", {"x-vercel-mitigated": "challenge", "Retry-After": "5"}),
}


@pytest.mark.parametrize("whose", WALLS)
def test_headers_name_the_wall(server: Server, fetch: Callable[..., Exchange], whose: str) -> None:
    status, headers = WALLS[whose]
    exchange = fetch(server.sends("/feed", b"<html>Just a moment...</html>", status=status, headers=headers))
    assert exchange.outcome is Outcome.BOT_WALL
    assert exchange.body == b""
    assert whose in exchange.detail
    assert "User-Agent" in exchange.detail, "and says what to do"


@pytest.mark.parametrize(
    ("packed", "headers"),
    [(bytes, {}), (gzip.compress, {"Content-Encoding": "gzip"}), (bytes, {"Content-Encoding": "gzip"})],
    ids=["plain", "gzip", "gzip by its header alone"],
)
def test_the_page_of_a_refusal_names_the_wall(
    server: Server, fetch: Callable[..., Exchange], packed: Callable[[bytes], bytes], headers: dict[str, str]
) -> None:
    page = packed(b"<html><iframe>Request unsuccessful. Incapsula incident ID: 12-34</iframe></html>")
    exchange = fetch(server.sends("/feed", page, status="403 Forbidden", headers=headers))
    assert exchange.outcome is Outcome.BOT_WALL
    assert "Imperva" in exchange.detail
    assert (exchange.body, exchange.status) == (b"", 403)


@pytest.mark.parametrize(
    ("page", "headers"),
    [
        (b"<html>You shall not pass</html>", {}),
        (b"", {}),
        (gzip.compress(b"\0" * 30_000_000), {"Content-Encoding": "gzip"}),
        (gzip.compress(b"px-captcha")[:9], {"Content-Encoding": "gzip"}),
        (b"px-captcha", {"Content-Encoding": "zstd"}),
    ],
    ids=["a page", "nothing", "a bomb", "torn", "packed with what we did not ask for"],
)
def test_other_refusals_stay_refusals(
    server: Server, fetch: Callable[..., Exchange], page: bytes, headers: dict[str, str]
) -> None:
    exchange = fetch(server.sends("/feed", page, status="403 Forbidden", headers=headers))
    assert exchange.outcome is Outcome.FORBIDDEN


REFUSED_BY = {
    "Cloudflare, under attack": ("503 Unavailable", b"<script>window._cf_chl_opt={cvId:'3'}</script>"),
    "Cloudflare, blocked": ("403 Forbidden", b"<h1 data-translate='block_headline'>Sorry</h1>"),
    "Cloudflare, to machines": ("403 Forbidden", b"error code: 1020"),
    "DataDome": (
        "403 Forbidden",
        b"<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>",
    ),
    "AWS WAF": (
        "405 Not Allowed",
        b"<script>window.gokuProps={'key':'AQ'}</script><script src='https://a.token.awswaf.com/challenge.js'>",
    ),
    "Imperva": ("503 Unavailable", b"<iframe src='/_Incapsula_Resource?CWUDNSAI=9'></iframe>" + b" " * 4000),
    "Akamai": ("403 Forbidden", b"<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d</P>"),
}


@pytest.mark.parametrize("name", REFUSED_BY)
def test_a_wall_is_known_by_its_page(server: Server, fetch: Callable[..., Exchange], name: str) -> None:
    status, page = REFUSED_BY[name]
    exchange = fetch(server.sends("/feed", page, status=status))
    assert exchange.outcome is Outcome.BOT_WALL
    assert name.split(",")[0] in exchange.detail
    assert exchange.detail.startswith(status[:3])


AWS_SCRIPT = (
    b"</script><script src='https://a1.eu-west-1.token.awswaf.com/a1/b2/challenge.js' defer></script>"
)
IMPERVAS = b"</script><script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e'></script>"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("404 Not Found", Outcome.NOT_FOUND),
        ("410 Gone", Outcome.GONE),
        ("500 Oh", Outcome.SERVER_ERROR),
        ("403 Forbidden", Outcome.FORBIDDEN),
    ],
)
@pytest.mark.parametrize("script", [AWS_SCRIPT, IMPERVAS])
def test_a_small_error_page_with_its_services_script_is_the_publishers(
    server: Server, fetch: Callable[..., Exchange], script: bytes, status: str, outcome: Outcome
) -> None:
    page = b"<html><head><title>Oh</title><script>" + script + b"</head><body>Nothing here</body></html>"
    assert fetch(server.sends("/feed", page, status=status)).outcome is outcome


def test_a_page_with_a_services_script_alone_is_a_challenge_only_where_one_may_be(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    page = b"<html><head><script>" + IMPERVAS + b"</head><body>Nothing here</body></html>"
    assert fetch(server.sends("/gone", page, status="404 Not Found")).outcome is Outcome.NOT_FOUND
    assert fetch(server.sends("/feed", page, status="403 Forbidden")).outcome is Outcome.BOT_WALL


@pytest.mark.parametrize("script", [AWS_SCRIPT, b"window._cf_chl_opt={}</script>"])
def test_a_page_that_names_its_feeds_is_no_challenge(script: bytes) -> None:
    """`wireroom feeds add` looked for none on such a home page."""
    link = b"<link rel=alternate type=application/rss+xml href=/feed.xml>"
    page = b"<html><head><script>" + script + link + b"</head><body>News</body></html>"
    answer = Exchange(0, "https://a.example/", NOW, Outcome.OK, status=200, body=page)
    outcome, words = instead_of_a_feed(NotAFeedError("no feed but a web page", found="html"), answer)
    assert outcome is Outcome.NOT_A_FEED
    assert "https://a.example/feed.xml" in words


def test_a_limiter_behind_a_wall_stays_one_and_its_siblings_are_spared(
    server: Server, settings: Settings
) -> None:
    """As a wall it was asked for one feed after the other."""
    page = b"<script>window._cf_chl_opt={cvId:'3'}</script>"
    urls = [server.sends(f"/{name}", page, status="429 Too Many Requests") for name in "ab"]
    first, second = fetch_feeds(
        [make_feed(n, url) for n, url in enumerate(urls)], settings, clock=lambda: NOW
    )
    assert first.outcome is Outcome.RATE_LIMITED
    assert "Cloudflare keeps machines out" in first.detail
    assert second.deferred
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "script",
    [
        b"a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';",
        b"</script><script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3'>",
        b"window._pxAppId='PX1234';",
        b"window.ddjskey='A0';</script><script src='https://js.datadome.co/tags.js'>",
        b"</script><meta content='frame-src https://geo.captcha-delivery.com'>",
        AWS_SCRIPT,
    ],
)
def test_what_a_service_puts_into_every_page_is_no_wall(script: bytes) -> None:
    """A home page where the feed was to be: "machines are kept out" sent the operator to the wrong one."""
    page = b"<html><head><script>" + script + b"</script></head><body>" + b"<p>News.</p>" * 400 + b"</body>"
    assert wall_in_page(page) is None


def test_a_page_of_nothing_but_impervas_script_is_its_challenge() -> None:
    page = (
        b"<html><head><script src='/_Incapsula_Resource?SWJIYLWA=719d'></script></head><body></body></html>"
    )
    assert wall_in_page(page) == "Imperva"


def test_a_limiter_that_names_a_time_is_heard_whatever_its_page_holds(
    server: Server, fetch: Callable[..., Exchange]
) -> None:
    headers = {"Retry-After": "600"}
    exchange = fetch(
        server.sends("/feed", b"<div id='px-captcha'>", status="429 Too Many Requests", headers=headers)
    )
    assert (exchange.outcome, exchange.retry_after) == (Outcome.RATE_LIMITED, timedelta(seconds=600))


def test_a_feed_behind_a_cdn_is_none(server: Server, fetch: Callable[..., Exchange]) -> None:
    headers = {"Server": "cloudflare", "CF-RAY": "8f", "X-DataDome": "bypassed"}
    assert fetch(server.sends("/feed", b"<rss></rss>", headers=headers)).outcome is Outcome.OK
    assert fetch(server.sends("/no", status="403 Forbidden", headers=headers)).outcome is Outcome.FORBIDDEN


def test_a_publisher_who_wants_to_be_paid_is_named(server: Server, fetch: Callable[..., Exchange]) -> None:
    exchange = fetch(server.sends("/feed", status="402 Payment Required"))
    assert exchange.outcome is Outcome.PAYMENT_REQUIRED
    assert "credentials" in exchange.detail


@pytest.mark.parametrize(
    ("page", "whose"),
    [
        (b"<html><script>window._cf_chl_opt={}</script></html>", "Cloudflare"),
        (b"<html><iframe src='/_Incapsula_Resource?x'></iframe></html>", "Imperva"),
        (b"<html><script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script></html>", "Anubis"),
        (b"<html><body>Our feed has moved</body></html>", None),
        (b"", None),
    ],
)
def test_a_page_names_it_where_headers_do_not(page: bytes, whose: str | None) -> None:
    assert wall_in_page(page) == whose
