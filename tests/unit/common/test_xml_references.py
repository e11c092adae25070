"""References as numbers are the same document, and survive libxml2's recovering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wireroom.archive.read_sitemap import read_sitemap
from wireroom.common.xml_references import with_numbered_references
from wireroom.sources import read_opml


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), kind=st.sampled_from("ea"))
def test_a_well_formed_document_says_the_same(text: str, kind: str) -> None:
    root = etree.Element("r")
    if kind == "a":
        root.set("a", text)
    root.text = text
    written = etree.tostring(root, encoding="utf-8")
    again = etree.fromstring(with_numbered_references(written))
    assert (again.text or "", again.get("a")) == (text, root.get("a"))


@pytest.mark.parametrize(
    "kept", [b"<![CDATA[a &amp; b & c]]>", b"<!-- & &amp; -->", "<a>&</a>".encode("utf-16")]
)
def test_what_holds_no_references_stays(kept: bytes) -> None:
    assert with_numbered_references(kept) == kept


def test_addresses_of_a_broken_sitemap_keep_their_parameters() -> None:
    body = b"<urlset><url><br><loc>https://a.example/?a=1&amp;b=2</loc></url></urlset>"
    assert [page.url for page in read_sitemap(body).pages] == ["https://a.example/?a=1&b=2"]


def test_addresses_of_a_broken_opml_keep_their_parameters() -> None:
    body = b"<opml><head><title>a < b</title></head><outline xmlUrl='https://a.example/f?a=1&amp;b=2&c=3'/></opml>"
    assert [spec.url for spec in read_opml(body, "feeds.opml")] == ["https://a.example/f?a=1&b=2&c=3"]
