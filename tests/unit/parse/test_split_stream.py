"""A feed of any size, read once and forwards, says in parts what it says as a whole."""

from __future__ import annotations

import io
import json

import pytest

from support.cpu_time import STEEPEST, growth
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
    with pytest.raises(ValueError, match=r"line|does not end"):
        parts.extend(split_stream(cut, is_json=kind == "json", size=10))
    assert 10 < sum(len(entries(part)) for part in parts) < 25


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (RSS.format(""), "no entries"),
        ('{"a": [1], "items": []}', None),
        ('{"a": [1]}', "no entries"),
        ("<rss><channel><item/></channel><channel><item/></channel></rss>", "more than one place"),
        ("{[", "no entries"),
        ('{"items": {"a": {"id": 1}}}', "no entries"),
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


def test_an_item_that_cannot_be_read_costs_no_other() -> None:
    """All behind it were lost; `items` in the head is another's."""
    items = ['{"id": 1, "title": "a\tb"}', '{"id": 2, "x": nought}', '{"id": 3, "tags": ["[", []]}', ""]
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Bäy", "x": {"items": [1]}, "items" : ['
        + ",".join(items)
        + '], "more": []}'
    )
    stream, found = split_stream(io.BytesIO(body.encode()), is_json=True), list[bytes]()
    with pytest.raises(ValueError, match="item 2 cannot be read"):
        found.extend(stream)
    assert [entry.guid for part in found for entry in entries(part)] == ["1", "3"]
    assert parse_document(found[0], url="https://b/").title == "Bäy"


def test_an_item_too_long_to_be_held_costs_no_other() -> None:
    version = "https://jsonfeed.org/version/1.1"
    feed = {"version": version, "items": [{"id": 1}, {"id": 2, "content_text": "a" * 34_000_000}, {"id": 3}]}
    stream, found = split_stream(io.BytesIO(json.dumps(feed).encode()), is_json=True), list[bytes]()
    with pytest.raises(ValueError, match="item 2 cannot be read: it has more than 33,554,432 bytes"):
        found.extend(stream)
    assert [entry.guid for part in found for entry in entries(part)] == ["1", "3"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "\\\\", "[]", '"",'], ids=repr)
@pytest.mark.parametrize("head", ['"items":[{"id":1,"x":[', '"x":['], ids=["item", "head"])
def test_splitting_is_linear_in_what_an_item_or_the_head_holds(head: str, unit: str) -> None:
    """An item with one text of 32 MB took 2.4 s, of 64 MB ten."""
    around = ("", "") if unit.endswith(",") or unit == "[]" else ('"', '"')
    unit = f"{unit}," if unit == "[]" else unit

    def work(size: int) -> object:
        body = f"{{{head}{around[0]}{unit * (size // len(unit))}{around[1]}"
        return lambda: cut(body.encode())

    assert growth(work, 4_000_000) <= STEEPEST  # type: ignore[arg-type]


def cut(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"does not end|no entries"):
        list(split_stream(io.BytesIO(body), is_json=True))
