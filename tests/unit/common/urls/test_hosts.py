"""The registrable domain: who answers for a host."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wireroom.common.urls import registrable_domain, shown_host


@pytest.mark.parametrize(
    ("host_or_url", "domain"),
    [
        pytest.param("https://www.bbc.co.uk/news", "bbc.co.uk", id="a suffix of two labels"),
        pytest.param("WWW.Example.COM", "example.com", id="a bare host in capitals"),
        pytest.param("https://user:secret@news.example.org:8443/x?y", "example.org", id="user and port"),
        pytest.param("http://harbour-post.localhost:8799/feed", "harbour-post.localhost", id="default rule"),
        pytest.param("a.b.harbour-post.localhost", "harbour-post.localhost", id="default rule, deeper"),
        pytest.param("localhost", "localhost", id="one label"),
        pytest.param("http://127.0.0.1:80/", "127.0.0.1", id="IPv4"),
        pytest.param("http://[::1]:80/", "::1", id="IPv6"),
        pytest.param("http://[::1/", "", id="half an IPv6 address"),
        pytest.param("https://someone.github.io/feed.xml", "someone.github.io", id="private suffix"),
        pytest.param("co.uk", "co.uk", id="a suffix alone"),
        pytest.param("https://zeitung-für-köln.de/x", "xn--zeitung-fr-kln-6pb6g.de", id="IDN in ASCII"),
        pytest.param("", "", id="nothing"),
        pytest.param("exa\x00mple.com", "", id="a NUL"),
    ],
)
def test_the_domain_is_what_somebody_registered(host_or_url: str, domain: str) -> None:
    assert registrable_domain(host_or_url) == domain


@given(st.text(max_size=80))
@example("0..0")
def test_any_text_gives_a_domain_that_is_its_own_domain(text: str) -> None:
    """Idempotent, and never raises."""
    domain = registrable_domain(text)
    assert registrable_domain(domain) == domain


@given(st.from_regex(r"xn--[a-z0-9-]{1,40}", fullmatch=True))
def test_a_host_is_shown_as_text_whatever_its_punycode_holds(label: str) -> None:
    """Punycode can spell half a surrogate pair, which no pattern and no database takes."""
    shown = shown_host(f"https://a.{label}:80/b%20c")
    shown.encode()
    assert shown.startswith("https://a.")
    assert shown.endswith(":80/b%20c")
