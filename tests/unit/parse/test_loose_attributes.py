"""Attributes written as in HTML: what follows them in the tag is not lost."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from wireroom.parse import parse_document
from wireroom.parse.loose_markup import with_attributes_mended


@pytest.mark.parametrize(
    "enclosure",
    [
        '<enclosure downloaded url="https://a.example/1.mp3" type="audio/mpeg"/>',
        "<enclosure url=https://a.example/1.mp3 type=audio/mpeg />",
        "<enclosure length=5 url='https://a.example/1.mp3'type='audio/mpeg'></enclosure>",
        '<enclosure length="5" length="6" url="https://a.example/1.mp3" type="audio/mpeg"/>',
    ],
)
def test_the_address_behind_a_slip_is_read(enclosure: str) -> None:
    feed = (
        f"<rss><channel><item><title>A</title>{enclosure}</item><item><title>B</title></item></channel></rss>"
    )
    found = parse_document(feed.encode(), url="https://a.example/feed")
    assert not found.is_damaged
    assert [[medium.url for medium in entry.media] for entry in found.entries] == [
        ["https://a.example/1.mp3"],
        [],
    ]
    assert found.entries[0].media[0].type == "audio/mpeg"


@pytest.mark.parametrize(
    "text",
    [
        '<a b="x > y" c=\'"\'/>',
        "<a:b\n c = 'd'\n>",
        "<a>1 < 2</a>",
        '<a title=5" b>',
        "</a ><a/>",
        "a = b",
        "By <mail@a.example> and <a.b>",
    ],
)
def test_what_is_xml_or_no_tag_stays(text: str) -> None:
    assert with_attributes_mended(text) == text


@pytest.mark.slow
@pytest.mark.parametrize("part", ["<a ", '<a b="', "<a b=c/", "<a b ", '<a b="c" ', "b ", '"', "<a b='\""])
def test_hostile_tags_take_linear_time(part: str) -> None:
    start = time.process_time()
    with_attributes_mended("<a " + part * 300_000)
    assert time.process_time() - start < 5


def test_a_long_part_takes_little_more_memory_than_its_text() -> None:
    text = '<p c="d" e="f">x</p>' * 50_000 + "<a b=c>"
    tracemalloc.start()
    try:
        mended = with_attributes_mended(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert mended == f'{text[:-7]}<a b="c">'
    assert peak < 3.5 * len(text)
