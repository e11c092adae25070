"""Which addresses may be connected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.fetch.connections.addresses import _LOCAL_NAT64, address_refusal, may_be_private, port_refusal


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.8.9.10", id="all of 127 is loopback"),
        pytest.param("::1", id="loopback of IPv6"),
        pytest.param("::ffff:127.0.0.1", id="IPv4-mapped loopback"),
        pytest.param("::ffff:10.0.0.1", id="IPv4-mapped private"),
        pytest.param("64:ff9b::7f00:1", id="loopback through NAT64"),
        pytest.param("64:ff9b:1::7f00:1", id="loopback through local NAT64"),
        pytest.param("64:ff9b:1:7f00:0:100::", id="loopback through local NAT64 of 48 bits"),
        pytest.param("64:ff9b:1:7f00:0:100:808:808", id="the same, with a public address at its end"),
        pytest.param("64:ff9b:1:a:1:203::", id="private through local NAT64 of 56 bits"),
        pytest.param("64:ff9b:1:0:a:102:300:0", id="private through local NAT64 of 64 bits"),
        pytest.param("64:ff9b:1::", id="local NAT64 with no address in it"),
        pytest.param("::127.0.0.1", id="IPv4-compatible loopback"),
        pytest.param("::ffff:0:127.0.0.1", id="IPv4-translated loopback"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("2002:7f00:1::", id="loopback through 6to4"),
        pytest.param("10.1.2.3", id="private 10"),
        pytest.param("172.16.0.1", id="private 172.16"),
        pytest.param("192.168.1.1", id="private 192.168"),
        pytest.param("100.64.0.1", id="carrier-grade NAT"),
        pytest.param("169.254.1.1", id="link-local"),
        pytest.param("fe80::1%eth0", id="link-local of IPv6 with its zone"),
        pytest.param("fd12:3456::1", id="unique local"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("::", id="unspecified of IPv6"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("not an address", id="no address"),
    ],
)
def test_a_public_feed_is_refused(address: str) -> None:
    assert address_refusal(address, private=False)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "151.101.0.81",
        "2a04:4e42::81",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "64:ff9b:1::808:808",
        "64:ff9b:1:9765:0:51::",
    ],
)
def test_a_public_address_is_open_to_all(address: str) -> None:
    assert address_refusal(address, private=False) is None
    assert address_refusal(address, private=True) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "fd12:3456::1"])
def test_a_private_feed_may_live_at_home(address: str) -> None:
    assert address_refusal(address, private=True) is None


@pytest.mark.parametrize(
    "address",
    [
        *("169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1:a9fe:a9:fe00::"),
        *("169.254.170.2", "169.254.170.23", "169.254.0.23", "169.254.42.42", "fe80::a9fe:a9fe%eth0"),
        *("fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "100.100.100.200", "0.0.0.0", "224.0.0.1"),
    ],
)
def test_metadata_services_and_no_machine_are_refused_even_to_private_feeds(address: str) -> None:
    assert address_refusal(address, private=True)


def test_private_is_advised_only_where_it_opens_something() -> None:
    assert may_be_private("127.0.0.1")
    assert may_be_private("10.1.2.3")
    assert not may_be_private("169.254.170.2")
    assert not may_be_private("0.0.0.0")


@given(st.ip_addresses())
def test_a_public_feed_only_ever_reaches_global_addresses(address: object) -> None:
    """Whatever the wrapping, what is let through is global by the standard library's own table."""
    if address_refusal(str(address), private=False) is None:
        mapped = getattr(address, "ipv4_mapped", None)
        in_nat64 = address in _LOCAL_NAT64
        assert in_nat64 or (mapped or address).is_global or getattr(address, "sixtofour", None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("port", "private", "refused"),
    [
        (80, False, False),
        (443, False, False),
        (8080, False, False),
        (22, False, True),
        (25, False, True),
        (25, True, False),
    ],
)
def test_low_ports_are_other_services(port: int, private: bool, refused: bool) -> None:
    assert bool(port_refusal(port, private=private)) is refused
