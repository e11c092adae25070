"""Politeness families and shards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.feeds import make_feed
from wireroom.common.families import politeness_family
from wireroom.models import Feed
from wireroom.sources import pack_shards


@pytest.mark.parametrize(
    ("url", "family"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://WWW.Example.COM./feed", "example.com"),
        ("https://one.blogspot.com/feeds", "blogger"),
        ("https://zwei.blogspot.de/feeds", "blogger"),
        ("https://dos.blogspot.com.ar/feeds", "blogger"),
        ("https://someone.substack.com/feed", "substack.com"),
        ("https://medium.com/feed/@someone", "medium.com"),
        ("https://someone.medium.com/feed", "medium.com"),
        ("https://old.reddit.com/r/news/.rss", "reddit"),
        ("https://www.youtube.com/feeds/videos.xml", "youtube"),
        ("https://someone.tumblr.com/rss", "tumblr"),
        ("http://feeds.feedburner.com/x", "feedburner"),
        ("http://feedproxy.google.com/x", "feedburner"),
        ("https://someone.github.io/feed.xml", "github.io"),
        ("http://harbour-post.localhost:8799/rss.xml", "harbour-post.localhost"),
        ("http://stadtbote-nord.localhost:8799/atom.xml", "stadtbote-nord.localhost"),
        ("http://192.168.1.5:8080/feed", "192.168.1.5"),
        ("http://[::1]:8080/feed", "::1"),
        ("http://intranet/feed", "intranet"),
        ("https://例え.jp/feed", "xn--r8jz45g.jp"),
        ("not a url", "not a url"),
        ("http://[::1/", "http://[::1/"),
    ],
)
def test_politeness_family(url: str, family: str) -> None:
    assert politeness_family(url) == family


_feeds = st.lists(st.integers(0, 40), max_size=300).map(
    lambda families: [
        make_feed(n, f"https://f{family}.example/{n}", family=f"f{family}")
        for n, family in enumerate(families)
    ]
)


@given(_feeds, st.integers(1, 12))
def test_every_feed_is_in_one_shard_and_no_family_in_two(feeds: list[Feed], most: int) -> None:
    shards = pack_shards(feeds, most)
    assert len(shards) <= most
    assert sorted(number for shard in shards for number in shard.feed_ids) == [feed.id for feed in feeds]
    family_of = {feed.id: feed.spec.family for feed in feeds}
    families = [{family_of[number] for number in shard.feed_ids} for shard in shards]
    assert sum(map(len, families)) == len(set(family_of.values()))
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert all(shard.feed_ids for shard in shards)
    assert len({shard.name for shard in shards}) == len(shards)


def test_shards_are_of_about_one_size() -> None:
    feeds = [make_feed(n, "https://x.example/", family=f"family-{n % 37}") for n in range(1000)]
    sizes = [len(shard.feed_ids) for shard in pack_shards(feeds, 8)]
    assert len(sizes) == 8
    assert max(sizes) - min(sizes) <= 1000 / 37 + 1


def test_a_handful_of_feeds_is_not_worth_many_tasks() -> None:
    feeds = [make_feed(n, f"https://f{n}.example/") for n in range(30)]
    assert len(pack_shards(feeds, 8)) == 2


def test_within_a_family_the_longest_overdue_comes_first() -> None:
    """Where a shard's time does not suffice, the rest must come first in the next run."""
    feeds = [make_feed(n, f"https://f{n % 7}.example/") for n in range(100)]
    assert pack_shards(feeds, 3) == pack_shards(feeds, 3)
    (alone,) = pack_shards([make_feed(n, "https://one.example/") for n in (7, 3, 9)], 3)
    assert alone.feed_ids == (7, 3, 9)


def test_names_are_for_people() -> None:
    one = [make_feed(n, "https://bbc.co.uk/feed") for n in range(3)]
    assert pack_shards(one, 4)[0].name == "bbc.co.uk"
    two = [*one, make_feed(3, "https://npr.org/feed")]
    assert pack_shards(two, 4)[0].name == "bbc.co.uk and 1 other"
    assert pack_shards([*two, make_feed(4, "https://dw.com/")], 4)[0].name == "bbc.co.uk and 2 others"


def test_no_feeds_need_no_shard() -> None:
    assert pack_shards([], 8) == ()
