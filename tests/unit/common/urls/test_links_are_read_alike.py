"""A link means the same wherever it is written: an entry's own, in its body, of its feed, in a page's head.

Before, the body's resolver and the entry's differed in 16 of these 30, and the walk of archives in others.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape, unescape

import pytest

from wireroom.archive.walks.read_history import feed_links
from wireroom.clean import clean_html
from wireroom.models import FeedContext
from wireroom.parse import parse_document
from wireroom.sources import named_feeds
from wireroom.transform.transform_document import transform_document

BASE = "https://news.example/world/today?page=2"
LINKS = {
    "/story": "https://news.example/story",
    "story?id=1": "https://news.example/world/story?id=1",
    "../a/./b/../c": "https://news.example/a/c",
    "?page=3": "https://news.example/world/today?page=3",
    "//cdn.example/a": "https://cdn.example/a",
    "https://o.example": "https://o.example/",
    "HTTPS://O.Example/A": "https://o.example/A",
    "https://o.example:443/a": "https://o.example/a",
    "http://o.example:8080/a": "http://o.example:8080/a",
    "https://user:pw@o.example/a": "https://o.example/a",
    "https://bücher.example/a": "https://xn--bcher-kva.example/a",
    "https://straße.example/a": "https://xn--strae-oqa.example/a",
    "https://новости.рф/о": "https://xn--b1amnebsh.xn--p1ai/%D0%BE",
    "/новости": "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
    "www.other.example/a": "https://www.other.example/a",
    "other.example:8080/a": "https://other.example:8080/a",
    "http:/other.example/a": "http://other.example/a",
    "https:other.example/a": "https://other.example/a",
    "http://http://other.example/a": "http://other.example/a",
    "https://https:/other.example/a": "https://other.example/a",
    "feed:https://other.example/a": "https://other.example/a",
    "\\a\\b": "https://news.example/a/b",
    "https://o.example/a b": "https://o.example/a%20b",
    "https://o.example./a": "https://o.example/a",
    "http://0x7f.1/a": None,
    "http://192.0.2.300/a": None,
    "http://o.example:99999/": None,
    "http://[::1": None,
    "javascript:alert(1)": None,
    "https://a..example/": None,
}


def _rss(channel: str = "", entry: str = "") -> bytes:
    text = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>{channel}'
    return f"{text}<item><title>A title</title>{entry}</item></channel></rss>".encode()


def _of_entry(link: str) -> str | None:
    context = FeedContext(feed_id=1, url=BASE, seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    return transform_document(_rss(entry=f"<link>{escape(link)}</link>"), context=context).articles[0].url


def _of_entry_with_base(link: str) -> str | None:
    """The base is the document's own words: xml:base."""
    body = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{BASE}"><title>T</title><entry><title>A</title>'
        f'<link href="{escape(link)}"/><id>urn:x:1</id></entry></feed>'
    )
    context = FeedContext(feed_id=1, url="https://x.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    return transform_document(body.encode(), context=context).articles[0].url


def _in_body(link: str) -> str | None:
    cleaned = clean_html(f'<p><a href="{escape(link)}">x</a></p>', base_url=BASE)
    found = re.search('href="([^"]*)"', cleaned.html)
    return unescape(found[1]) if found else None


def _picture_in_body(link: str) -> str | None:
    images = clean_html(f'<p>Words.</p><img src="{escape(link)}">', base_url=BASE).images
    return images[0] if images else None


def _of_feed(link: str) -> str | None:
    body = _rss(f'<atom:link rel="prev-archive" href="{escape(link)}"/>')
    return feed_links(parse_document(body, url=BASE), BASE).older


def _in_head_of_page(link: str) -> str | None:
    page = f'<link rel="alternate" type="application/rss+xml" href="{escape(link)}">'
    found = named_feeds(f'<meta charset="utf-8">{page}'.encode(), BASE)
    return found[0] if found else None


READERS = [_of_entry, _of_entry_with_base, _in_body, _picture_in_body, _of_feed, _in_head_of_page]


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__.strip("_"))
@pytest.mark.parametrize(("link", "meant"), LINKS.items(), ids=LINKS)
def test_a_link_means_the_same_wherever_it_is_written(read, link: str, meant: str | None) -> None:  # type: ignore[no-untyped-def]
    assert read(link) == meant


def test_only_in_a_body_may_a_link_lead_to_a_mailbox_or_telephone() -> None:
    assert _in_body(" mailto:desk@news.example ") == "mailto:desk@news.example"
    assert _in_body("tel:+4930123") == "tel:+4930123"
    assert _picture_in_body("mailto:desk@news.example") is None
    assert _of_entry("mailto:desk@news.example") is None
