"""A site on loopback whose page names its feeds, and leave to ask it as if it were on the internet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from support.http_server import Server, http_server

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><link>https://pier.example/</link>
<item><title>Ferry returns after eleven weeks</title><link>https://pier.example/ferry</link>
<pubDate>Mon, 16 Nov 2026 10:00:00 GMT</pubDate><description>It crossed at noon.</description></item>
</channel></rss>"""
PAGE = b"""<html><head><title>The Pier</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Empty" href="/empty.xml">
<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">
</head><body><p>Pier</p></body></html>"""


@contextmanager
def site_with_feeds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Its feeds with articles are /news.xml and /sport.xml; loopback is refused to public feeds otherwise."""
    monkeypatch.setattr("wireroom.fetch.connections.dialer.address_refusal", lambda address, private: None)
    with http_server() as server:
        server.sends("/", PAGE, headers={"Content-Type": "text/html"})
        server.sends("/news.xml", RSS % b"Pier News")
        server.sends("/sport.xml", RSS % b"Pier Sport")
        server.sends("/empty.xml", b"<rss version='2.0'><channel><title>Pier Empty</title></channel></rss>")
        yield server
