"""Find a host as DNS knows it, and the domain that somebody registered."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import idna
import tldextract

_LONGEST_HOST = 253  # characters (RFC 1035 §2.3.4); a longer name is no host
_LONGEST_WRITTEN = 1_000  # before it is put in ASCII
_ASCII_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*")
_PUNYCODE = re.compile(r"\bxn--[a-z0-9-]+")  # RFC 5890 §2.3.2.1
_ENDS_IN_NUMBER = re.compile(r"(?:[^.]+\.)*(?:\d+|0x[0-9a-f]*)")  # read as IPv4 (WHATWG URL 3.5)
DEFAULT_PORTS = {"http": 80, "https": 443}
# The list that tldextract carries; never fetched, and nothing is cached on disk.
_psl = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def valid_host(host: str) -> str | None:
    """Lower case, punycode, without a trailing dot; None for what is no host.

    A registered name, an IPv4 or a bracketed IPv6 address (RFC 3986 §3.2.2, RFC 5891, UTS 46). Numbers that
    browsers take for an IPv4 address (`0x7f.1`) only ever disguise one: no host.
    """
    if host.startswith("["):
        return _ipv6(host)
    if "%" in host:
        host = unquote(host)
    host = _in_ascii(host.lower().rstrip("."))
    if not _ASCII_HOST.fullmatch(host):
        return None
    return None if _ENDS_IN_NUMBER.fullmatch(host) and not is_address(host) else host


@lru_cache(maxsize=1024)  # of an address that is about to be asked: four times in a row
def web_origin(url: str) -> str:
    """`https://bay.example:8443`: scheme, host and a port that is not the scheme's own (RFC 6454 §4).

    Without user and password; empty where there is none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    scheme = parts.scheme.lower()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{host}{'' if port in (None, DEFAULT_PORTS.get(scheme)) else f':{port}'}"


@lru_cache(maxsize=1024)  # as above
def host_of(host_or_url: str) -> str:
    """The host of a URL or of `host:port`, lower case, in ASCII, without user, port or brackets.

    More is taken than a web page can have, for names of feeds and domains too; empty where there is none.
    """
    _, separator, rest = host_or_url.strip().partition("//")
    authority = (rest if separator else host_or_url.strip()).replace("\\", "/")
    for end in "/?#":
        authority = authority.partition(end)[0]
    written = authority.rpartition("@")[2]
    return _host_in(written) if len(written) <= _LONGEST_WRITTEN else ""


@lru_cache(maxsize=65536)
def registrable_domain(host_or_url: str, *, of_services: bool = False) -> str:
    """The registrable domain, lower case and in ASCII; the host itself where there is none.

    Follows the public suffix list with its private part (`someone.github.io` is its own domain), or
    without it, `of_services`: all of `github.io` is one. By the list's default rule `*`
    (https://publicsuffix.org/list/) the last two labels count under an unknown suffix, so
    `harbour-post.localhost` is its own domain. IP addresses stay as they are. Empty for what holds no host.
    """
    host = host_of(host_or_url)
    if not host or is_address(host):
        return host
    parts = _psl.extract_str(host, include_psl_private_domains=not of_services)
    if parts.suffix:
        return f"{parts.domain}.{parts.suffix}" if parts.domain else host
    return ".".join(host.split(".")[-2:])


def is_address(host: str) -> bool:
    """True for an IP address, without brackets."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def shown_host(url: str) -> str:
    """`url` with its host as browsers show it: `https://кафе.example/` of `https://xn--80akn5b.example/`."""
    scheme, separator, rest = url.partition("//")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{_PUNYCODE.sub(_in_letters, authority)}{slash}{path}"


def _in_letters(label: re.Match[str]) -> str:
    """IDNA 2008 or 2003, as `_in_ascii`; a label that neither reads stays as it is."""
    try:
        return idna.decode(label[0])
    except (idna.IDNAError, UnicodeError, ValueError):
        pass
    try:
        return label[0].encode("ascii").decode("idna")
    except (UnicodeError, ValueError):
        return label[0]


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def _host_in(authority: str) -> str:
    if authority.startswith("["):
        inside, closing, _ = authority[1:].lower().partition("]")
        return inside if closing and is_address(inside) else ""
    if authority.count(":") == 1:
        authority = authority.partition(":")[0]
    labels = ".".join(filter(None, authority.lower().split(".")))  # `a..example` has an empty one
    host = _in_ascii(labels) or labels  # labels that IDNA refuses: better a strange name than none
    return host if len(host) <= _LONGEST_HOST and host.isprintable() and " " not in host else ""


def _in_ascii(host: str) -> str:
    """IDNA 2008; where that refuses a sign (☃.net is in use), IDNA 2003; empty where both refuse."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError, ValueError):
        pass
    try:
        return host.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""


def _ipv6(host: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(host[1:-1])}]" if host.endswith("]") and "%" not in host else None
    except ValueError:
        return None
