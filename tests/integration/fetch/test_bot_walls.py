"""A challenge for browsers is named as such: it says nothing about the feed that stands behind it."""

from __future__ import annotations

from collections.abc import Callable

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
