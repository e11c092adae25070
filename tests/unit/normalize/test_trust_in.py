"""How far a feed is trusted with an article: decision 0080, line by line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import FeedContext, Publisher, Trust
from wireroom.normalize import trust_in

SEEN = datetime(2026, 11, 20, tzinfo=UTC)

# publisher's domain, where the bytes came from, the address listed, `publisher` in feeds.yaml, trust
TABLE = {
    "its own domain": ("quaypost.com", "https://www.quaypost.com/rss", None, None, Trust.OWN),
    "a host below it": ("quaypost.com", "https://feeds.quaypost.com/rss", None, None, Trust.OWN),
    "another port": ("quay-post.localhost", "http://quay-post.localhost:8090/rss", None, None, Trust.OWN),
    "another domain of the outlet": ("bbc.co.uk", "https://www.bbc.com/rss", None, None, Trust.OWN),
    "the outlet's host of feeds": (
        "bbc.co.uk",
        "https://feeds.bbci.co.uk/news/rss.xml",
        None,
        None,
        Trust.OWN,
    ),
    "the publisher redirects to a feed service": (
        "quaypost.com",
        "https://feeds.feedburner.com/quay",
        "https://quaypost.com/rss",
        None,
        Trust.OWN,
    ),
    "the publisher redirects to a podcast host": (
        "quaypost.com",
        "https://feeds.megaphone.fm/QP1",
        "https://podcasts.quaypost.com/daily",
        None,
        Trust.OWN,
    ),
    "an open redirect at the publisher's": (
        "quaypost.com",
        "https://evil.example/rss",
        "https://quaypost.com/go?to=https://evil.example/rss",
        None,
        Trust.STRANGER,
    ),
    "the same without saying where": (
        "quaypost.com",
        "https://evil.example/rss",
        "https://quaypost.com/go/17",
        None,
        Trust.STRANGER,
    ),
    "the same to a feed service": (
        "quaypost.com",
        "https://feeds.feedburner.com/evil",
        "https://quaypost.com/go?to=https%253A%252F%252Ffeeds.FeedBurner.com%252Fevil",
        None,
        Trust.CARRIER,
    ),
    "the same to a neighbour of the service's": (
        "quaypost.com",
        "https://feedburner.com.evil.example/rss",
        "https://quaypost.com/rss",
        None,
        Trust.STRANGER,
    ),
    "the publisher redirects to where it is declared": (
        "quaypost.com",
        "https://d1.cdn.example/quay.xml",
        "https://quaypost.com/rss",
        "Quay Post",
        Trust.DECLARED,
    ),
    "the publisher redirects within its outlet": (
        "bbc.co.uk",
        "https://feeds.bbci.co.uk/news/rss.xml",
        "https://www.bbc.co.uk/rss",
        None,
        Trust.OWN,
    ),
    "a shortener that leads to any other feed": (
        "quaypost.com",
        "https://evil.example/rss",
        "https://bit.ly/x",
        None,
        Trust.STRANGER,
    ),
    "another feed redirects to the publisher": (
        "quaypost.com",
        "https://quaypost.com/rss",
        "https://other.example/rss",
        None,
        Trust.OWN,
    ),
    "declared by name": (
        "quaypost.com",
        "https://d1.cdn.example/quay.xml",
        None,
        "Quay Post",
        Trust.DECLARED,
    ),
    "declared by the name of our table": (
        "nytimes.com",
        "https://d1.cdn.example/b",
        None,
        "New York Times",
        Trust.DECLARED,
    ),
    "declared by domain": (
        "qp.example",
        "https://d1.cdn.example/quay.xml",
        None,
        "qp.example",
        Trust.DECLARED,
    ),
    "declared another's": ("quaypost.com", "https://d1.cdn.example/x", None, "Evil Post", Trust.STRANGER),
    "a feed service": ("quaypost.com", "https://feeds.feedburner.com/quay", None, None, Trust.CARRIER),
    "an aggregator": ("quaypost.com", "https://news.google.com/rss/search?q=quay", None, None, Trust.CARRIER),
    "a saved file": ("quaypost.com", "file:saved/quay.html", None, None, Trust.CARRIER),
    "a captured page": ("quaypost.com", "https://www.quaypost.com/ferry", None, None, Trust.OWN),
    "any other feed": ("quaypost.com", "https://evil.example/rss", None, None, Trust.STRANGER),
    "the same name below another suffix": (
        "quaypost.com",
        "https://quaypost.xyz/rss",
        None,
        None,
        Trust.STRANGER,
    ),
    "the domain in a longer name": (
        "quaypost.com",
        "https://quaypost.com.evil.example/rss",
        None,
        None,
        Trust.STRANGER,
    ),
    "the domain as a user": (
        "quaypost.com",
        "https://quaypost.com@evil.example/rss",
        None,
        None,
        Trust.STRANGER,
    ),
    "a neighbour at the same blog host": (
        "quay.wordpress.com",
        "https://evil.wordpress.com/feed",
        None,
        None,
        Trust.STRANGER,
    ),
    "nobody named, from a feed service": ("", "https://feeds.megaphone.fm/x", None, None, Trust.STRANGER),
    "nobody named, from a feed": ("", "https://evil.example/rss", None, None, Trust.STRANGER),
}


@pytest.mark.parametrize(("domain", "url", "listed", "declared", "trust"), TABLE.values(), ids=TABLE)
def test_where_the_bytes_came_from_says_how_far_they_are_trusted(
    domain: str, url: str, listed: str | None, declared: str | None, trust: Trust
) -> None:
    context = FeedContext(1, url, SEEN, publisher=declared, listed_url=listed)
    assert trust_in(Publisher(domain), context) is trust


def test_at_a_portals_address_only_the_portal_speaks_for_whom_it_carries() -> None:
    """An <source> of one's own does not make another's page one's own."""
    url = "https://news.yahoo.com/ferry"
    for feed, trust in {
        "https://quaypost.com/rss": Trust.STRANGER,
        "https://news.yahoo.com/rss": Trust.CARRIER,
    }.items():
        assert trust_in(Publisher("quaypost.com"), FeedContext(1, feed, SEEN), url) is trust


def test_what_a_feed_says_of_itself_proves_nothing() -> None:
    """Title and site are the feed's own words."""
    context = FeedContext(
        1, "https://evil.example/rss", SEEN, title="BBC News", site_url="https://www.bbc.com/"
    )
    assert trust_in(Publisher("bbc.com", name="BBC News"), context) is Trust.STRANGER
