"""What a site's robots.txt allows us (RFC 9309); its bytes in, a yes or no for each address out."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from wireroom.common.urls import registrable_domain
from wireroom.models import Exchange, Outcome

_NONE_THERE = {Outcome.NOT_FOUND, Outcome.GONE, Outcome.CLIENT_ERROR, Outcome.FORBIDDEN}  # 4xx, §2.3.1.3
MAX_BYTES = 500 * 1024  # read of a robots.txt, as RFC 9309 §2.5 has it


class Robots:
    """The rules of one site for one User-Agent."""

    def __init__(self, exchange: Exchange, user_agent: str) -> None:
        self._agent = user_agent
        self._answered = exchange.outcome
        self._rules = Protego.parse(exchange.body[:MAX_BYTES].decode("utf-8-sig", "replace"))

    def allows(self, url: str) -> bool:
        """A robots.txt that is not there allows all; one that cannot be had now, nothing (§2.3.1.4)."""
        if self._answered in _NONE_THERE:
            return True
        return self._answered is Outcome.OK and bool(self._rules.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """Seconds between two requests that it asks for; 0: it does not say."""
        return float(self._rules.crawl_delay(self._agent) or 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """That it names."""
        return tuple(dict.fromkeys(self._rules.sitemaps))


def is_of_site(url: str, site: str, *, to_the_host: bool) -> bool:
    """True if a page is of the site whose robots.txt was asked; `to_the_host`: of that very host."""
    try:
        host, own = urlsplit(url).netloc, urlsplit(site).netloc
    except ValueError:
        return False
    return host == own if to_the_host else registrable_domain(host) == registrable_domain(own)
