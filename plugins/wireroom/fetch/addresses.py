"""An IP address in, why it must not be connected to out: the guard against server-side request forgery.

Called with the very address that will be connected to, after DNS and on every redirect, so neither a
name that resolves elsewhere the second time nor an odd spelling (octal, decimal, mapped) gets past it
(GHSA-496x-437q-h35q, samuelclay/fastladder issue 575).
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Services that hand out a cloud machine's credentials. No feed lives there: refused to private feeds too.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        ("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    )
)
# IPv6 forms whose last 32 bits are an IPv4 address: NAT64 (RFC 6052, RFC 8215), SIIT (RFC 2765), and
# the IPv4-compatible ones of old (RFC 4291 §2.5.5.1).
_ENDS_IN_IPV4 = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96"))
)
# An allow-list: services below 1024 are mail, shells and the like, which HTTP can be made to speak to.
_LOW_PORTS = frozenset({80, 443})
_LOWEST_OPEN_PORT = 1024


def address_refusal(address: str, *, private: bool) -> str | None:
    """Why `address` is refused, in words; None where it may be connected to.

    `private`: the operator said that this feed may live on a loopback or private address.
    """
    try:
        ip = _embedded(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "is not an IP address"
    if ip in _METADATA:
        return "is a cloud metadata service"
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


def port_refusal(port: int, *, private: bool) -> str | None:
    """Why `port` is refused, in words; None where it may be connected to."""
    if private or port in _LOW_PORTS or port >= _LOWEST_OPEN_PORT:
        return None
    return f"port {port} belongs to another service than the web"


def _embedded(ip: Address) -> Address:
    """The IPv4 address inside an IPv6 one, where traffic to it ends there."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if int(ip) > 1 and any(ip in network for network in _ENDS_IN_IPV4):  # `::` and `::1` are themselves
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    return ip
