"""Decide how far a feed's copy of an article can be trusted, given its publisher."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

from wireroom.common.urls import host_of, registrable_domain
from wireroom.models import FeedContext, Publisher, Trust
from wireroom.normalize.publishers.outlets import (
    feed_host_of,
    is_feed_service,
    outlet_of,
    service_kind,
)
from wireroom.normalize.publishers.publisher_domain import names_publisher, publisher_domain


def trust_in(publisher: Publisher, context: FeedContext, url: str | None = None) -> Trust:
    """The trust in a copy, by where its bytes came from; what a feed says of itself proves nothing.

    served from the publisher's domain ─────────────────▷ OWN
    listed there, and redirected to a feed service ─────▷ OWN
    feeds.yaml's `publisher` is this one ───────────────▷ DECLARED
    an aggregator, portal or feed service; a saved file ▷ CARRIER
    anything else ──────────────────────────────────────▷ STRANGER

    A publisher's domain that redirects elsewhere proves nothing: it may do so for anybody who asks.
    `url` is the article's: at an address of a portal only the portal speaks for those whom it carries.
    """
    domain = "" if _is_elsewhere(url, publisher.domain) else publisher.domain
    return _trust(domain, context.publisher, context.url, context.listed_url or "")


@lru_cache(maxsize=4096)  # nearly every entry of a feed asks the same
def _trust(domain: str, declared: str | None, url: str, listed_url: str) -> Trust:
    host = "" if url.startswith("file:") else host_of(url)
    if host and (_is_home(host, domain) or _is_handed_over(host, listed_url, domain)):
        return Trust.OWN
    if declared and _is_declared(declared, domain):
        return Trust.DECLARED
    if not host or service_kind(host) in ("aggregator", "portal"):
        return Trust.CARRIER
    return Trust.STRANGER


def _is_elsewhere(url: str | None, domain: str) -> bool:
    return bool(url) and publisher_domain(url) != domain and service_kind(host_of(url or "")) != "aggregator"


def _is_handed_over(host: str, listed_url: str, domain: str) -> bool:
    """Whether the publisher redirects to its feed at a service; not by an address that names the target."""
    if not domain or not is_feed_service(host) or not _is_home(host_of(listed_url), domain):
        return False
    return registrable_domain(host) not in unquote(unquote(listed_url)).casefold()


def _is_home(host: str, domain: str) -> bool:
    """Whether `host` is of the publisher's domain, of another domain of its outlet, or its feed host."""
    serves = feed_host_of(host)
    if domain in (publisher_domain(f"//{host}"), serves):
        return True
    outlet, others = outlet_of(domain), (outlet_of(host), outlet_of(serves or ""))
    return outlet is not None and outlet.name in [other.name for other in others if other]


def _is_declared(declared: str, domain: str) -> bool:
    """Whether feeds.yaml names this publisher: by name, as our table or its domain has it, or by domain."""
    outlet = outlet_of(domain)
    known = outlet.name if outlet else None
    return declared.strip().casefold() == domain or names_publisher(declared, None, domain, known)
