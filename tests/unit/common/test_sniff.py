"""A saved document is told by what it holds."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.sniff import in_words, media_type, sniff_text

KINDS = [
    pytest.param("<?xml version='1.0'?><rss version='2.0'>", "application/rss+xml", id="rss"),
    pytest.param("\n  <rss>", "application/rss+xml", id="rss after blanks"),
    pytest.param("<?x y?><!-- a - b --><rss>", "application/rss+xml", id="rss after a comment"),
    pytest.param('<!DOCTYPE rss SYSTEM "rss.dtd"><rss>', "application/rss+xml", id="rss with doctype"),
    pytest.param("<rdf:RDF xmlns='x'>", "application/rdf+xml", id="rdf"),
    pytest.param("<feed xmlns='http://www.w3.org/2005/Atom'>", "application/atom+xml", id="atom"),
    pytest.param("<atom:feed xmlns:atom='x'>", "application/atom+xml", id="atom with a prefix"),
    pytest.param("<urlset xmlns='x'>", "application/xml", id="sitemap"),
    pytest.param("<?xml version='1.0'?><ship/>", "application/xml", id="other xml"),
    pytest.param('{"version": "https://jsonfeed.org/version/1"}', "application/feed+json", id="json feed"),
    pytest.param("<!doctype html><title>x</title>", "text/html", id="html"),
    pytest.param("<?xml version='1.0'?><!DOCTYPE html><html>", "text/html", id="xhtml"),
    pytest.param("<!-- saved --><p>Low water</p>", "text/html", id="a fragment"),
    pytest.param("date 2022-02-08 The harbourmaster said", "text/plain", id="plain text"),
    pytest.param("5 < 7, said the clerk", "text/plain", id="text with a bracket"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_is_told_in_any_encoding(text: str, kind: str, encoding: str) -> None:
    assert media_type(text.encode(encoding)) == kind


def test_utf_16_without_a_mark_is_told_by_its_declaration() -> None:
    assert media_type("<?xml version='1.0'?><rss>".encode("utf-16-be")) == "application/rss+xml"


NEITHER = [
    pytest.param(b"", id="empty"),
    pytest.param(b" \n", id="blanks"),
    pytest.param(b"\x89PNG\r\n\x1a\n", id="picture"),
    pytest.param(b"WARC/1.1\r\n", id="warc"),
    pytest.param(gzip.compress(b"<rss>"), id="packed"),
    pytest.param(bytes(range(32)) * 10 + b"\0" * 99, id="binary"),
    pytest.param(b'{"name": "package"}', id="other json"),
]


@pytest.mark.parametrize("body", NEITHER)
def test_what_is_neither_feed_nor_page_nor_text_is_refused(body: bytes) -> None:
    assert media_type(body) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<?xml version='1.0'?><opml version='2.0'><head/><body><outline/></body></opml>", "opml"),
        ("<!-- x --><sitemapindex xmlns='y'>", "sitemap index"),
        ("<html><head></head><body><svg/><opml></body></html>", "html"),
        ("\n<div>A note</div>", "xml"),
    ],
)
def test_what_is_no_feed_is_told_by_its_root(text: str, found: str) -> None:
    assert sniff_text(text) == found
    assert in_words(found) != found, "an operator is told in words"


@given(st.binary(max_size=600))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    kind = media_type(b"<!-- " + body)
    assert kind is None or "/" in kind


def test_a_hostile_head_costs_no_time() -> None:
    assert media_type(b"<!-- -" + b"-a" * 100_000) is not None
    assert media_type(b"<?" * 100_000) is not None
