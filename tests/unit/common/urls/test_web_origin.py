"""One origin for one site, however its address is written; credentials and robots.txt go by it."""

from __future__ import annotations

import pytest

from wireroom.common.urls import web_origin


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://bay.example/feed", "https://bay.example"),
        ("HTTPS://Bay.Example:443/feed", "https://bay.example"),
        ("http://bay.example:80", "http://bay.example"),
        ("http://bay.example:443/", "http://bay.example:443"),
        ("https://ann:secret@bay.example:8443/feed", "https://bay.example:8443"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080"),
        ("https://bay.example:99999/", ""),
        ("mailto:ann@bay.example", ""),
        ("/feed", ""),
        ("http://[", ""),
    ],
)
def test_an_origin_is_scheme_host_and_a_port_of_its_own(url: str, origin: str) -> None:
    assert web_origin(url) == origin
