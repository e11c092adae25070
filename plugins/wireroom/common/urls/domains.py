"""A host or URL in, its registrable domain out: the part that somebody registered and answers for."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

import tldextract

# The list that tldextract carries; never fetched, and nothing is cached on disk.
_LONGEST_HOST = 253  # characters (RFC 1035 §2.3.4); a longer name is no host
_LONGEST_WRITTEN = 1_000  # before it is put in ASCII
_psl = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=65536)
def registrable_domain(host_or_url: str) -> str:
    """Give the registrable domain, lower case and in ASCII; the host itself where there is none.

    Follows the public suffix list with its private part (`someone.github.io` is its own domain)
    and its default rule `*` (https://publicsuffix.org/list/): under an unknown suffix the last
    two labels count, so `harbour-post.localhost` is its own domain. IP addresses stay as they are.
    Empty for what holds no host.
    """
    host = host_of(host_or_url)
    if not host or _is_address(host):
        return host
    parts = _psl.extract_str(host)
    if parts.suffix:
        return f"{parts.domain}.{parts.suffix}" if parts.domain else host
    return ".".join(host.split(".")[-2:])


def host_of(host_or_url: str) -> str:
    """Give the host of a URL or of `host:port`, lower case, in ASCII, without user or port."""
    _, separator, rest = host_or_url.strip().partition("//")
    authority = (rest if separator else host_or_url.strip()).replace("\\", "/")
    for end in "/?#":
        authority = authority.partition(end)[0]
    written = authority.rpartition("@")[2]
    return _host_in(written) if len(written) <= _LONGEST_WRITTEN else ""


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def _host_in(authority: str) -> str:
    if authority.startswith("["):
        bracketed = authority[1:].partition("]")[0].lower()
        return bracketed if _is_address(bracketed) else ""
    if authority.count(":") == 1:
        authority = authority.partition(":")[0]
    labels = filter(None, authority.lower().split("."))  # `a..example` has an empty one
    host = _ascii(".".join(labels))
    return host if len(host) <= _LONGEST_HOST and host.isprintable() and " " not in host else ""


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # labels that IDNA refuses: better a strange name than none
        return host


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
