"""A feed's URL in, the politeness family that it is paced with out."""

from __future__ import annotations

import functools
import ipaddress
from importlib import resources
from urllib.parse import urlsplit

import tldextract

# The bundled list, never fetched; without its private section, so that all of `*.github.io` is one service.
_SUFFIXES = tldextract.TLDExtract(
    cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True, include_psl_private_domains=False
)


@functools.lru_cache(maxsize=65536)
def politeness_family(url: str) -> str:
    """The registrable domain, lower case, or the service that the host belongs to.

    Limits are a site's or a service's, not a host name's: Tumblr counts all blogs together
    (FreshRSS#8925), Reddit all its host names (FreshRSS#8928). An address is its own family; a URL
    without a host is its own too.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        host = ""
    if not host or _is_address(host):
        return host or url
    parts = _SUFFIXES(host)
    domain = parts.top_domain_under_public_suffix or _by_default_rule(host)
    services = _services()
    return services.get(host) or services.get(domain) or services.get(f"{parts.domain}.*") or domain


def _by_default_rule(host: str) -> str:
    """The list's own rule for what it does not know: the last label is the suffix (`a.localhost`)."""
    return ".".join(host.split(".")[-2:])


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@functools.cache
def _services() -> dict[str, str]:
    text = resources.files("wireroom.sources").joinpath("services.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {domain: family for family, *domains in rows for domain in domains}
