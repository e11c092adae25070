"""A publisher and the feed that carries its article in, how far the copy can be trusted out."""

from __future__ import annotations

from functools import lru_cache

from wireroom.common.urls import host_of
from wireroom.models import FeedContext, Publisher, Trust
from wireroom.normalize.publishers.names_publisher import names_publisher
from wireroom.normalize.publishers.outlets import feed_host_of, outlet_of, service_kind
from wireroom.normalize.publishers.publisher_domain import publisher_domain


def trust_in(publisher: Publisher, context: FeedContext, url: str | None = None) -> Trust:
    """Judge by where the bytes came from; what a feed says of itself proves nothing.

    served from the publisher's domain, or listed there ▷ OWN
    feeds.yaml's `publisher` is this one ───────────────▷ DECLARED
    an aggregator, portal or feed service; a saved file ▷ CARRIER
    anything else ──────────────────────────────────────▷ STRANGER

    `url` is the article's: at a portal's address nobody but the portal speaks for whom it carries.
    """
    domain = "" if _is_elsewhere(url, publisher.domain) else publisher.domain
    return _trust(domain, context.publisher, context.url, context.listed_url or "")


@lru_cache(maxsize=4096)  # nearly every entry of a feed asks the same
def _trust(domain: str, declared: str | None, url: str, listed_url: str) -> Trust:
    hosts = [host_of(each) for each in (url, listed_url) if each and not each.startswith("file:")]
    if any(_is_home(host, domain) for host in hosts):
        return Trust.OWN
    if declared and _is_declared(declared, domain):
        return Trust.DECLARED
    if not hosts or any(service_kind(host) in ("aggregator", "portal") for host in hosts):
        return Trust.CARRIER
    return Trust.STRANGER


def _is_elsewhere(url: str | None, domain: str) -> bool:
    return bool(url) and publisher_domain(url) != domain and service_kind(host_of(url or "")) != "aggregator"


def _is_home(host: str, domain: str) -> bool:
    """The publisher's domain itself, another of its outlet (bbc.com, bbc.co.uk), or its feed host."""
    serves = feed_host_of(host)
    if domain in (publisher_domain(f"//{host}"), serves):
        return True
    outlet, others = outlet_of(domain), (outlet_of(host), outlet_of(serves or ""))
    return outlet is not None and outlet.name in [other.name for other in others if other]


def _is_declared(declared: str, domain: str) -> bool:
    """By its name, spelt as our table or its domain has it, or by the domain itself."""
    outlet = outlet_of(domain)
    known = outlet.name if outlet else None
    return declared.strip().casefold() == domain or names_publisher(declared, None, domain, known)
