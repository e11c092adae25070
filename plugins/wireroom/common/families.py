"""Find the politeness family of a URL's host: hosts that share limits are paced together."""

from __future__ import annotations

import functools

from wireroom.common.tables import groups
from wireroom.common.urls import host_of, is_address, registrable_domain


@functools.lru_cache(maxsize=65536)
def politeness_family(url: str) -> str:
    """The registrable domain, lower case, or the service that the host belongs to.

    Limits are a site's or a service's, not a host name's: Tumblr counts all blogs together
    (FreshRSS#8925), Reddit all its host names (FreshRSS#8928). An address is its own family; a URL
    without a host is its own too.
    """
    host = host_of(url)
    if not host or is_address(host):
        return host or url
    domain = registrable_domain(host, of_services=True)
    services = _services()
    anywhere = f"{domain.partition('.')[0]}.*"
    return services.get(host) or services.get(domain) or services.get(anywhere) or domain


@functools.cache
def _services() -> dict[str, str]:
    families = groups("wireroom.common", "families.tsv")
    return {domain: family for family, domains in families.items() for domain in domains}
