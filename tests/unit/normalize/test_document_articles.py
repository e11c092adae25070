"""A document's articles: keys that several share by accident, and the same article twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wireroom.models import Article, DateReading, Publisher
from wireroom.normalize import drop_ambiguous_keys, merge_repeats

SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(number: int, **said: Any) -> Article:
    """The `number`th article of a document: everything about it is its own, but for what is said."""
    given_ = {
        "feed_id": 1,
        "seen_at": SEEN,
        "keys": (f"guid{number}".encode(), f"url{number}".encode()),
        "guid": f"g{number}",
        "url": f"https://e.example/{number}",
        "canonical_url": f"https://e.example/{number}",
        "title": f"Title {number}",
        "summary": "",
        "text": f"Text {number}",
        "html": "",
        "publisher": Publisher("e.example"),
        "published": published(number),
        "fingerprint": f"f{number}".encode(),
    }
    return Article(**(given_ | said))


def published(hour: int) -> DateReading:
    return DateReading("raw", "feed:pubDate", at=SEEN + timedelta(hours=hour))


def test_one_guid_on_ten_items_identifies_none_of_them() -> None:
    """Miniflux#4197."""
    ten = [article(n, guid="same", keys=(b"same", f"url{n}".encode())) for n in range(10)]
    assert [a.keys for a in drop_ambiguous_keys(ten)] == [(f"url{n}".encode(),) for n in range(10)]


def test_who_loses_the_last_key_is_known_by_title_and_date() -> None:
    two = drop_ambiguous_keys([article(n, guid="same", keys=(b"same",), url=None) for n in (1, 2)])
    assert two[0].keys != two[1].keys
    assert all(len(key) == 16 for a in two for key in a.keys)
    assert drop_ambiguous_keys([article(n, guid="same", keys=(b"same",), url=None) for n in (1, 2)]) == two


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(
            {"title": "Title 1", "url": "https://e.example/1", "published": published(1)}, id="GUID changed"
        ),
        pytest.param(
            {"guid": "g1", "url": "https://e.example/1", "published": published(1)}, id="headline changed"
        ),
        pytest.param({"fingerprint": b"f1"}, id="the same content"),
    ],
)
def test_versions_of_one_article_keep_their_key(second: dict[str, Any]) -> None:
    both = [article(1, keys=(b"k",)), article(2, keys=(b"k",), **second)]
    assert [a.keys for a in drop_ambiguous_keys(both)] == [(b"k",), (b"k",)]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(
            {"guid": "g1", "url": "https://e.example/1"}, id="one page and GUID for all (moe.gov.sg)"
        ),
        pytest.param({"title": "Title 1"}, id="one title for all, links apart by fragment (nixers.net)"),
        pytest.param({}, id="nothing else in common"),
    ],
)
def test_different_articles_lose_the_key_they_share(second: dict[str, Any]) -> None:
    both = drop_ambiguous_keys([article(1, keys=(b"k",)), article(2, keys=(b"k",), **second)])
    assert not set(both[0].keys) & set(both[1].keys)


def test_a_document_without_repeats_stays_as_it_is() -> None:
    three = tuple(article(n) for n in range(3))
    assert merge_repeats(drop_ambiguous_keys(three)) == three


def test_the_newest_version_speaks_for_a_repeated_article_with_the_keys_of_all() -> None:
    first = article(1, keys=(b"a", b"k"))
    newer = article(2, keys=(b"k", b"b"))
    assert [(a.title, set(a.keys)) for a in merge_repeats([first, article(5), newer])] == [
        ("Title 2", {b"a", b"b", b"k"}),
        ("Title 5", {b"guid5", b"url5"}),
    ]


def test_articles_that_a_third_one_joins_become_one() -> None:
    chain = [article(1, keys=(b"a",)), article(2, keys=(b"b",)), article(3, keys=(b"a", b"b"))]
    merged = merge_repeats(chain)
    assert [set(a.keys) for a in merged] == [{b"a", b"b"}]
    assert merge_repeats(merged) == merged
