"""Feeds that a page names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.urls import absolute_url
from wireroom.sources import feed_url, linked_feeds, named_feeds, refreshed_to

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


def test_the_base_of_a_page_is_heeded() -> None:
    """Before, the feed was looked for where the page lies."""
    page = b"<base target=_top><base href=/sub/><LINK REL=ALTERNATE TYPE=Application/RSS+XML HREF=a.xml>"
    assert named_feeds(page, "https://a.example/news/") == ("https://a.example/sub/a.xml",)


@pytest.mark.parametrize(
    ("content", "to"),
    [
        ("0; url=/en/", "https://bay.example/en/"),
        ("0;URL='https://bay.example/en/'", "https://bay.example/en/"),
        ("1.5, /en/", "https://bay.example/en/"),
        ("300", None),  # a page that loads itself anew
        ("600; url=/en/", None),
        ("0; url=/", None),
        ("0; url=", None),
        ("0; url=javascript:go()", None),
        ("soon; url=/en/", None),
    ],
)
def test_where_a_page_sends_browsers_at_once(content: str, to: str | None) -> None:
    page = f'<html><head><meta HTTP-EQUIV="Refresh" content="{content}"></head></html>'
    assert refreshed_to(page.encode(), "https://bay.example/") == to


def test_the_headers_of_an_answer_name_feeds_too() -> None:
    headers = [
        ("Link", '</a.xml>; rel="alternate"; type="application/rss+xml", </de>; rel=alternate; hreflang=de'),
        ("link", '<b.atom>; type=application/atom+xml; rel="alternate home", </c>; rel=next'),
    ]
    assert named_feeds(b"<p>", "https://a.example/x/", headers) == (
        "https://a.example/a.xml",
        "https://a.example/x/b.atom",
    )


def test_links_that_look_like_a_feeds_are_told_from_others() -> None:
    page = b"""<a href=/stories/feed.rss>RSS</a> <a href="/feed/">all</a> <a href=/rss.xml?section=1>one</a>
    <a href=/feedback>write</a> <a href=/atomic/rss-readers>an article</a>
    <a href=/rss.xml?section=1>again</a>"""
    assert linked_feeds(page, "https://a.example/") == (
        "https://a.example/stories/feed.rss",
        "https://a.example/feed/",
        "https://a.example/rss.xml?section=1",
    )


def test_of_a_page_of_nothing_but_feeds_the_first_are_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """All 20,000 were, in each poll of such a page: more than a second for 20 of them."""
    worked_out: list[str] = []

    def noted(url: str, base: str) -> str | None:
        worked_out.append(url)
        return absolute_url(url, base)

    monkeypatch.setattr(feed_url, "absolute_url", noted)
    link = '<link rel=alternate type=application/rss+xml href="{}">'
    page = "".join(link.format(f"/{number}.xml") for number in range(1000)).encode()
    assert named_feeds(page, "https://a.example/")[18:] == (
        "https://a.example/18.xml",
        "https://a.example/19.xml",
    )
    assert len(worked_out) == 21, "with the base of the page"
    assert named_feeds(link.format("http://[::1/").encode() * 1000, "https://a.example/") == ()
    assert len(worked_out) <= 300, "nor all of those that are none"


@given(st.binary(max_size=200))
def test_any_bytes_name_some_feeds_or_none(page: bytes) -> None:
    assert isinstance(named_feeds(page, "https://a.example/"), tuple)
    assert isinstance(linked_feeds(page, "https://a.example/"), tuple)
