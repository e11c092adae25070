"""Whether a document is finished, to be seen from the document alone."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.cpu_time import STEEPEST, growth
from wireroom.fetch.bodies.document_end import document_ends

RSS = b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- feed --><rss version='2.0'><channel><item/></channel></rss>"
WHOLE = {
    "RSS": RSS,
    "capitals": b"<RSS><channel></channel></RSS>\n\n",
    "RDF": b"<rdf:RDF xmlns:rdf='x'><item/></rdf:RDF>",
    "Atom with a prefix": b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'></a:feed >",
    "an empty root": b"<feed xmlns='http://www.w3.org/2005/Atom' />",
    "a remark behind it": RSS + b"\n<!-- cached in 0.1 s --><script>x()</script>",
    "a PHP warning before it": b"<br /><b>Warning</b>: include()<br />" + RSS,
    "UTF-16": RSS[3:].decode().encode("utf-16"),
    "a sitemap": b"<urlset><url><loc>x</loc></url></urlset>",
    "JSON": b' {"items": [{"title": "\\"]} \\\\"}]}\n',
    "a page": b"<!DOCTYPE html><html><p>one<p>two",
    "text": b"no feed here",
    "nothing": b"",
}


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
def test_a_finished_document_is_seen_as_finished(body: bytes) -> None:
    assert document_ends(body)


@pytest.mark.parametrize(
    "name", ["RSS", "RDF", "Atom with a prefix", "an empty root", "a sitemap", "JSON", "UTF-16"]
)
@given(st.data())
def test_one_that_is_cut_anywhere_is_not(name: str, data: st.DataObject) -> None:
    body = WHOLE[name].rstrip()
    start = 4 if name in {"UTF-16", "RSS"} else 2  # past a byte order mark, blanks and a lone bracket
    cut = data.draw(st.integers(start, len(body) - 1 - (name == "UTF-16")))
    assert not document_ends(body[:cut])


@pytest.mark.parametrize("pad", [0, 100_000], ids=["near", "far"])
def test_an_end_tag_that_an_entry_writes_about_ends_nothing(pad: int) -> None:
    entry = b"<item><![CDATA[<p>A feed ends with </rss>, as you know." + b" " * pad
    assert not document_ends(b"<rss><channel>" + entry)
    assert not document_ends(b"<rss><channel>" + entry + b"]]></item><item>")
    assert document_ends(b"<rss><channel>" + entry + b"]]></item></channel></rss>")


@pytest.mark.parametrize(
    "piece", [b"<![CDATA[", b"]]>", b'"', b'\\"', b'{"a":"\\', b"<rss ", b"</rss", b"<rss/ ", b"{", b"\0<"]
)
def test_it_takes_time_in_proportion(piece: bytes) -> None:
    begun = b'{"' if piece[:1] in b'"\\' else b"<rss>"
    assert (
        growth(lambda size: partial(document_ends, begun + piece * (size // len(piece))), 400_000) <= STEEPEST
    )
