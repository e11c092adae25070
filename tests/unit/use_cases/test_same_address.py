"""Which addresses of feeds are one feed's."""

from __future__ import annotations

import pytest

from wireroom.feed_list.same_address import listed_as, same_address

LISTED = ["https://a.example/rss", "http://127.0.0.1:7711/rss"]


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("http://127.0.0.1:7711/rss?utm_source=x", "http://127.0.0.1:7711/rss"),
        ("http://www.a.example/rss/?fbclid=1#top", "https://a.example/rss"),
        ("https://A.example/rss", "https://a.example/rss"),
        ("http://127.0.0.1:7712/rss", None),
    ],
)
def test_a_spelling_of_a_listed_address(url: str, listed: str | None) -> None:
    assert listed_as(LISTED, url) == listed


@pytest.mark.parametrize(
    ("one", "other"),
    [  # of articles' URLs these are noise; of feeds they choose one
        ("https://a.example/?feed=rss2", "https://a.example/"),
        ("https://a.example/?feed=rss2", "https://a.example/?feed=comments-rss2"),
        ("https://a.example/feed/amp", "https://a.example/feed"),
        ("https://news.google.com/rss/search?q=x&hl=en", "https://news.google.com/rss/search?q=x&hl=de"),
        ("https://a.example/rss.php?feedname=one", "https://a.example/rss.php?feedname=two"),
        ("https://full.example/make?url=https://a.example/rss", "https://a.example/rss"),
        ("https://a.example/rss?token=***3fa9c1", "https://a.example/rss?token=***aaaaaa"),
        ("https://a.example/Feed", "https://a.example/feed"),
    ],
)
def test_feeds_that_only_look_alike_stay_two(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


def test_of_two_spellings_in_one_list_each_is_itself() -> None:
    both = ["https://a.example/rss", "https://a.example/rss?utm_source=x"]
    assert [listed_as(both, url) for url in both] == both
