"""A URL in, the domain that publishes there out; empty where nobody does."""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.common.urls import host_of, registrable_domain
from wireroom.normalize.publishers.outlets import service_kind


def publisher_domain(url: str | None) -> str:
    """Registrable domain; the whole host on blog services, where each host is a publisher."""
    if not url or url.startswith("file:"):
        return ""  # the reader's own machine published nothing
    return _domain_at(host_of(url))


def is_aggregators(url: str) -> bool:
    """True for a link of an aggregator, URL shortener or feed service, which only leads to the article."""
    return service_kind(host_of(url)) == "aggregator"


_BLOGGER = re.compile(
    r"([^.]+\.blogspot)(?:\.[a-z]{2,3}){1,2}"
)  # .de, .co.uk: seen from there, the same blog


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def _domain_at(host: str) -> str:
    host = _BLOGGER.sub(r"\1.com", host) if ".blogspot." in host else host
    return host.removeprefix("www.") if service_kind(host) == "host" else registrable_domain(host)
