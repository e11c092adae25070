"""Parse a host's robots.txt and decide which of its addresses we may request (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego

from wireroom.common.urls import registrable_domain, web_origin
from wireroom.models import Exchange, Outcome

MAX_HOSTS = 50  # of one site that are asked for theirs
_NONE_THERE = {  # 4xx, §2.3.1.3
    *(Outcome.NOT_FOUND, Outcome.GONE, Outcome.CLIENT_ERROR, Outcome.FORBIDDEN),
    *(Outcome.PAYMENT_REQUIRED, Outcome.BOT_WALL),
}
SETTLED = frozenset({Outcome.OK, *_NONE_THERE})  # how asking for one ends where it is known what holds
_TROUBLE = 429  # a status that says nothing of what is there; so do all of 5xx
_MAX_PAUSE = 24 * 3600.0  # seconds between two requests; as long as its rules are believed
_TOKEN = re.compile(r"[A-Za-z_-]+")
MAX_BYTES = 500 * 1024  # read of a robots.txt, as RFC 9309 §2.5 has it


class Robots:
    """The rules of one host for one User-Agent: its group for our product's name, else that for `*`."""

    def __init__(self, exchange: Exchange, user_agent: str) -> None:
        self._agent = product_token(user_agent)
        self.answered, self._detail = answered(exchange), exchange.detail
        self.text = exchange.body[:MAX_BYTES].decode("utf-8-sig", "replace")

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.text)

    def allows(self, url: str, agent: str = "") -> bool:
        """A robots.txt that is not there allows all; one that cannot be had now, nothing (§2.3.1.4).

        `agent`: what somebody else may do.
        """
        if self.answered in _NONE_THERE:
            return True
        return self.answered is Outcome.OK and bool(self._rules.can_fetch(url, agent or self._agent))

    def decision(self, url: str) -> str:
        """The same in words, to be kept with what was fetched, or was not."""
        if self.trouble:
            return f"robots.txt cannot be had ({self.trouble}): nothing is fetched until it can"
        if self.answered in _NONE_THERE:
            return "no robots.txt"
        allows = "allows" if self.allows(url) else "does not allow"
        return f"robots.txt {allows} {self._agent} this address"

    @property
    def trouble(self) -> str:
        """Why it cannot be had now, and nothing be fetched; empty: it was read, or there is none."""
        return "" if self.answered in SETTLED else self._detail or self.answered.value.replace("_", " ")

    @property
    def pause(self) -> float:
        """Seconds between two requests that it asks for, a day at most; 0: it does not say."""
        asked = float(self._rules.crawl_delay(self._agent) or 0.0)
        return min(asked, _MAX_PAUSE) if asked > 0 else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """That it names."""
        return tuple(dict.fromkeys(self._rules.sitemaps))


class RobotsOfHosts:
    """The rules of each host that pages lie on, asked for when the first of its pages is."""

    def __init__(self, get: Callable[[str], Exchange], user_agent: str) -> None:
        self._get, self._agent = get, user_agent
        self._known: dict[str, Robots] = {}

    def of(self, url: str) -> Robots | None:
        """The rules for `url`; None: more hosts than are asked."""
        host = web_origin(url)
        if host not in self._known and len(self._known) >= MAX_HOSTS:
            return None
        if host not in self._known:
            self._known[host] = Robots(self._get(f"{host}/robots.txt"), self._agent)
        return self._known[host]


def answered(exchange: Exchange) -> Outcome:
    """How asking for a site's rules ended: behind 429 and 5xx there may be some, whoever answers so.

    RFC 9309 §2.3.1.4. A bot wall's page under 503 is no word that there are none.
    """
    status = exchange.status or 0
    if exchange.outcome not in _NONE_THERE or not (status == _TROUBLE or 500 <= status < 600):
        return exchange.outcome
    return Outcome.RATE_LIMITED if status == _TROUBLE else Outcome.SERVER_ERROR


def product_token(user_agent: str) -> str:
    """The name that robots.txt calls us by: the rest of a User-Agent may hold `news` or `reader`."""
    found = _TOKEN.match(user_agent)
    return found[0] if found else user_agent


def is_of_site(url: str, site: str, *, to_the_host: bool) -> bool:
    """True if a page is of the site, be it on another host of its; `to_the_host`: of that very host."""
    try:
        host, own = urlsplit(url).netloc, urlsplit(site).netloc
    except ValueError:
        return False
    return host == own if to_the_host else registrable_domain(host) == registrable_domain(own)
