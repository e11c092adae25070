"""Decide which IP addresses and ports may be connected to, against server-side request forgery.

It is given the very address that will be connected to, after DNS and on every redirect, so that neither a
name that resolves differently the second time nor an odd spelling (octal, decimal, mapped) can bypass it
(GHSA-496x-437q-h35q, samuelclay/fastladder issue 575).
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Services that hand out a cloud machine's credentials, refused to private feeds too. Most are in
# 169.254.0.0/16, which is refused as a whole (169.254.169.254 and 169.254.170.2 of many providers,
# 169.254.170.23 of EKS, 169.254.0.23 of Tencent, 169.254.42.42 of Scaleway, …).
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        (
            *("fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42", "fe80::a9fe:a9fe"),
            *("100.100.100.200", "192.0.0.192", "168.63.129.16"),
        ),
    )
)
# IPv6 forms whose last 32 bits are an IPv4 address: NAT64 (RFC 6052), SIIT (RFC 2765), and the obsolete
# IPv4-compatible ones (RFC 4291 §2.5.5.1).
_ENDS_IN_IPV4 = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")))
# Local NAT64 (RFC 8215): its operator chooses the length of the prefix, and so the place of the IPv4 address.
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
_THIS_NETWORK = ipaddress.IPv4Network("0.0.0.0/8")
# An allow-list: other services below 1024 are mail, shells and the like, which can be attacked by HTTP.
_LOW_PORTS = frozenset({80, 443})
_LOWEST_OPEN_PORT = 1024


def address_refusal(address: str, *, private: bool) -> str | None:
    """Why `address` is refused, in words; None if it may be connected to.

    `private`: the operator allows loopback and private addresses for this feed.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "is not an IP address"
    refusals = (_refusal(reading, private=private) for reading in _readings(ip))
    return next((refusal for refusal in refusals if refusal), None)


def may_be_private(address: str) -> bool:
    """Whether `private: true` would allow `address`, so that advising it helps."""
    return address_refusal(address, private=True) is None


def port_refusal(port: int, *, private: bool) -> str | None:
    """Why `port` is refused, in words; None if it may be connected to."""
    if private or port in _LOW_PORTS or port >= _LOWEST_OPEN_PORT:
        return None
    return f"port {port} belongs to another service than the web"


def _refusal(ip: Address, *, private: bool) -> str | None:
    if ip in _METADATA or (ip.version == 4 and ip.is_link_local):
        return "is where clouds hand out a machine's credentials (metadata service)"
    if ip.is_unspecified or ip.is_multicast:
        return "is not an address of one machine"
    if private:
        return None
    if ip.is_loopback:
        return "is this machine itself"
    if ip.is_link_local:
        return "is link-local"
    if not ip.is_global or (isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local):
        return "is a private or reserved address"
    return None


def _readings(ip: Address) -> list[Address]:
    """The addresses that traffic to `ip` may reach: itself, or the IPv4 addresses embedded in it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip in _LOCAL_NAT64:
        found = _nat64_readings(int(ip))
        return [each for each in found if each not in _THIS_NETWORK] or [found[0]]
    if int(ip) > 1 and any(ip in network for network in _ENDS_IN_IPV4):  # `::` and `::1` are themselves
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    return [inner or ip]


def _nat64_readings(number: int) -> list[Address]:
    """IPv4 addresses for prefixes of 48, 56, 64 and 96 bits; bits 64 to 71 are skipped (RFC 6052 §2.2)."""
    joined = (number >> 64 << 56) | (number & 0xFFFFFFFFFFFFFF)  # the other 120 bits
    starts = (48, 56, 64, 88)  # in `joined`
    return [ipaddress.IPv4Address(joined >> (120 - start - 32) & 0xFFFFFFFF) for start in starts]
