"""Feeds that a page names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wireroom.sources import named_feeds

PAGE = b"""<!DOCTYPE html><html><head><title>News</title>
<link rel="alternate" type="application/rss+xml" href="/rss">
<link rel="Alternate nofollow" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="alternate" type="application/rss+xml" href="/rss">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="http://[::1/">
<link rel="alternate" hreflang="de" href="/de">
<link rel="stylesheet" href="/style.css">
</head><body></body></html>"""


def test_feeds_are_absolute_and_named_once() -> None:
    assert named_feeds(PAGE, "https://a.example/news/") == (
        "https://a.example/rss",
        "https://a.example/news/atom.xml",
    )


@given(st.binary(max_size=200))
def test_any_bytes_name_some_feeds_or_none(page: bytes) -> None:
    assert isinstance(named_feeds(page, "https://a.example/"), tuple)
