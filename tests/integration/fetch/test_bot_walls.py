"""A challenge for browsers is named as such: it says nothing about the feed that stands behind it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest

from support.http_server import Server
from wireroom.common.bot_walls import wall_in_page
from wireroom.models import Exchange, Outcome

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
    "Cloudflare, too many": ("429 Too Many", b"<script>window._cf_chl_opt={cvId:'3'}</script>"),
    "Cloudflare, blocked": ("403 Forbidden", b"<h1 data-translate='block_headline'>Sorry</h1>"),
    "Cloudflare, to machines": ("403 Forbidden", b"error code: 1020"),
    "Imperva": ("503 Unavailable", b"<iframe src='/_Incapsula_Resource?CWUDNSAI=9'></iframe>" + b" " * 4000),
    "Akamai": ("403 Forbidden", b"<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d</P>"),
}


@pytest.mark.parametrize("name", REFUSED_BY)
def test_a_wall_is_known_by_its_page_whatever_its_status(
    server: Server, fetch: Callable[..., Exchange], name: str
) -> None:
    status, page = REFUSED_BY[name]
    exchange = fetch(server.sends("/feed", page, status=status))
    assert exchange.outcome is Outcome.BOT_WALL
    assert name.split(",")[0] in exchange.detail
    assert exchange.detail.startswith(status[:3])


@pytest.mark.parametrize(
    "script",
    [
        b"a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';",
        b"</script><script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3'>",
        b"window._pxAppId='PX1234';",
        b"window.ddjskey='A0';</script><script src='https://js.datadome.co/tags.js'>",
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
