"""parse_document never raises anything but NotAFeedError, and never invents."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.errors import NotAFeedError
from wireroom.models import ParsedFeed
from wireroom.parse import parse_document
from wireroom.parse.written_values import mend

GOLDEN = Path(__file__).parents[2] / "golden" / "parse"
SEEDS = tuple(path.read_bytes() for path in sorted(GOLDEN.glob("*.xml")) + sorted(GOLDEN.glob("*.feed")))
TOKENS = (
    *(b"<", b"&", b"]]>", b"<![CDATA[", b"</item>", b"<item>", b"\x00", b"\xff", b"&nbsp;", b"&#xD800;"),
    *(b"<!DOCTYPE x [", b"<?xml", b"{", b'"', b"\\ud800", b"null", b"</rss>"),
)
SHORT = settings(max_examples=120, deadline=None)


def attempt(body: bytes) -> ParsedFeed | None:
    """Parse; None for what is no feed. Anything else that is raised fails the test."""
    try:
        return parse_document(body, url="https://example.org/feed", max_entries=50)
    except NotAFeedError:
        return None


@SHORT
@given(st.binary(max_size=400))
def test_any_bytes_are_a_feed_or_named(body: bytes) -> None:
    """No bytes crash the parser."""
    feed = attempt(body)
    assert feed is None or len(feed.entries) <= 50


@SHORT
@given(st.sampled_from(SEEDS), st.data())
def test_a_mutated_feed_is_read_or_named(seed: bytes, data: st.DataObject) -> None:
    """Cutting, overwriting and inserting bytes anywhere crashes nothing, and no entry comes twice."""
    body = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body)))
        cut = data.draw(st.integers(0, 40))
        body[at : at + cut] = data.draw(st.one_of(st.binary(max_size=12), st.sampled_from(TOKENS)))
    feed = attempt(bytes(body))
    places = [entry.position for entry in feed.entries] if feed else []
    assert places == sorted(set(places))  # a sitemap's page without an address leaves its place empty


@SHORT
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_a_title_comes_back_as_it_was_written(title: str) -> None:
    """Text that is escaped once is decoded once; only white space at the ends is taken off."""
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    feed = attempt(f"<rss><channel><item><title>{escaped}</title></item></channel></rss>".encode())
    assert feed is not None
    found = feed.entries[0].title
    if not re.search("[\ufffe\uffff]", title):
        assert (found.value if found else "") == mend(title)


@given(st.text())
def test_mended_text_can_be_stored(text: str) -> None:
    """Mending twice changes nothing more for text without mojibake, and no lone surrogate is left."""
    assert mend(text).encode("utf-8") is not None
    assert len(mend(text)) <= len(text)
