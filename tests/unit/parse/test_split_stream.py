"""A feed of any size, read once and forwards, says in parts what it says as a whole."""

from __future__ import annotations

import io
import json

import pytest

from wireroom.models import Entry
from wireroom.parse import parse_document, split_stream

ITEM = """<item><title>Färe {0} &amp; &lt;b&gt;</title><guid>{0}</guid>
<description><![CDATA[<p>W</p>]]></description></item> """
RSS = """<?xml version='1.0'?><rss version='2.0'><channel><title>Bäy</title><image><url>a</url></image>{}
<ttl>5</ttl></channel></rss>"""
ENTRY = """<a:entry><a:id>{0}</a:id><a:title>F {0}</a:title>
<a:content type='xhtml'><url/>W</a:content></a:entry>"""
ATOM = "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:base='https://b/'><a:title>Bäy</a:title>{}</a:feed>"
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Bäy</title></channel>{}</rdf:RDF>"""
MAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
PAGE = "<url><loc>https://bay.example/{0}</loc></url>"
FRAMES = {"rss": (RSS, ITEM), "atom": (ATOM, ENTRY), "rdf": (RDF, ITEM), "sitemap": (MAP, PAGE)}
BODIES = {
    name: frame.format("".join(one.format(number) for number in range(25)))
    for name, (frame, one) in FRAMES.items()
} | {
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Bäy",
            "authors": [{"name": "Ada"}],
            "items": [{"id": number, "title": f"F {number}", "tags": ["a", "b"]} for number in range(25)],
        }
    )
}


def entries(body: bytes) -> list[Entry]:
    return list(parse_document(body, url="https://b/", max_entries=None).entries)


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_say_what_the_whole_says(kind: str, encoding: str) -> None:
    if kind == "json" and encoding != "utf-8":
        pytest.skip("a JSON text in another encoding is none (RFC 8259)")
    body = BODIES[kind].encode(encoding)
    parts = list(split_stream(io.BytesIO(body), is_json=kind == "json", size=10))
    assert [len(entries(part)) for part in parts] == [10, 10, 5]
    told = [(e.guid, e.link, e.title, e.content, e.tags, e.authors) for part in parts for e in entries(part)]
    assert told == [(e.guid, e.link, e.title, e.content, e.tags, e.authors) for e in entries(body)]
    titles = {parse_document(part, url="https://b/").title for part in parts}
    assert titles == {None if kind == "sitemap" else "Bäy"}


def test_a_part_is_full_by_its_bytes_too() -> None:
    parts = list(split_stream(io.BytesIO(BODIES["rss"].encode()), is_json=False, most_bytes=100))
    assert len(parts) == 25


@pytest.mark.parametrize("kind", BODIES)
def test_what_stands_before_the_damage_is_read(kind: str) -> None:
    body = BODIES[kind].encode()
    parts: list[bytes] = []
    cut = io.BytesIO(body[: len(body) * 2 // 3])
    with pytest.raises(ValueError, match=r"line|EOF"):
        parts.extend(split_stream(cut, is_json=kind == "json", size=10))
    assert 10 < sum(len(entries(part)) for part in parts) < 25


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (RSS.format(""), "no entries"),
        ('{"a": [1], "items": []}', None),
        ('{"a": [1]}', "no entries"),
        ("<rss><channel><item/></channel><channel><item/></channel></rss>", "more than one place"),
        ("{[", "parse error"),
        ("", "."),
    ],
)
def test_why_a_stream_cannot_be_read_is_said_in_words(body: str, why: str | None) -> None:
    stream = split_stream(io.BytesIO(body.encode()), is_json=body.startswith("{"))
    if why is None:
        assert list(stream) == []
        return
    with pytest.raises(ValueError, match=why):
        list(stream)
