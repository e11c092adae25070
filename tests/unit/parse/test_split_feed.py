"""A large feed in parts says what it says as a whole."""

from __future__ import annotations

import pytest

from wireroom.models import Entry
from wireroom.parse import parse_document, split_feed

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bäy</title>
<link>https://bay.example/</link>{}<language>de</language></channel></rss>"""
ITEM = """
<item><title>Färe {0} &amp; &lt;b&gt;</title><link>https://bay.example/{0}</link><dc:creator>Ada</dc:creator>
<description><![CDATA[<p>Ein Wort & {0}</p>]]></description></item> """
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bay.example/"><title>Bay</title>{}<id>x</id></feed>"""
ENTRY = """<entry><id>{0}</id><title>Ferry {0}</title><link href="{0}"/><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Word {0}</p></div></content></entry>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Bay</title><link>https://bay.example/</link></channel>{}</rdf:RDF>"""
KINDS = {"rss": (RSS, ITEM), "atom": (ATOM, ENTRY), "rdf": (RDF, ITEM.replace("dc:creator", "title"))}


def entries(body: bytes) -> list[Entry]:
    return list(parse_document(body, url="https://bay.example/", max_entries=None).entries)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_say_what_the_whole_says(kind: str, encoding: str) -> None:
    frame, one = KINDS[kind]
    body = frame.format("".join(one.format(number) for number in range(25))).encode(encoding)
    parts = list(split_feed(body, 10))
    assert [len(entries(part)) for part in parts] == [10, 10, 5]
    assert [
        (entry.title, entry.link, entry.content, entry.authors) for part in parts for entry in entries(part)
    ] == [(entry.title, entry.link, entry.content, entry.authors) for entry in entries(body)]
    for part in parts:
        head = parse_document(part, url="https://bay.example/")
        whole = parse_document(body, url="https://bay.example/")
        assert (head.title, head.link, head.language) == (whole.title, whole.link, whole.language)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no feed",
        b"{}",
        b"<rss><channel><title>Bay</title></channel></rss>",
        b"<rss><channel><item><title>Half",
        b"<!DOCTYPE rss [<!ENTITY x 'y'>]><rss><channel><item><title>&x;</title></item></channel></rss>",
        b"<rss><channel><item/></channel><channel><item/></channel></rss>",
        b"<feed><entry><content><entry/></content></entry></feed>",
    ],
)
def test_what_cannot_be_split_stays_whole(body: bytes) -> None:
    assert list(split_feed(body, 1)) == [body]
