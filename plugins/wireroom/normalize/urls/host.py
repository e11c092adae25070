"""A host as written in; lower case, punycode and without a trailing dot out, or None if it is none."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote

import idna

_ASCII_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*")


def valid_host(host: str) -> str | None:
    """Normalise a registered name, IPv4 or bracketed IPv6 address (RFC 3986 §3.2.2, RFC 5891, UTS 46)."""
    if host.startswith("["):
        return _ipv6(host)
    if "%" in host:
        host = unquote(host)
    host = host.lower().rstrip(".")
    if not host.isascii():
        host = _punycode(host)
    return host if _ASCII_HOST.fullmatch(host) else None


def _punycode(host: str) -> str:
    """IDNA 2008; where that refuses a sign (☃.net is in use), IDNA 2003; empty where both refuse."""
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
