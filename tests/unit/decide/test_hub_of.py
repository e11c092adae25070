"""Which hub a feed's document and its answer name, and whose signature counts."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.decide.poll.hub_of import hub_of
from wireroom.models import Exchange, Feed, FeedFormat, FeedSpec, Link, Outcome, ParsedFeed
from wireroom.store.feeds.hub_subscriptions import HubSubscription
from wireroom.websub.subscriptions import is_signed

FEED = Feed(1, FeedSpec("https://bay.example/feed"))
ANSWER = Exchange(1, "https://bay.example/feed", datetime(2026, 11, 23, tzinfo=UTC), Outcome.OK)
SUBSCRIPTION = HubSubscription(1, "https://hub.example/", "https://bay.example/feed", "s-4711", "verified", 0)


def parsed(*links: Link) -> ParsedFeed:
    return ParsedFeed(format=FeedFormat.ATOM, links=links)


@pytest.mark.parametrize(
    ("links", "header", "found"),
    [
        ((), "", (None, None)),
        ((Link("https://bay.example/atom", "self"),), "", (None, None)),
        ((Link("/hub", "hub"),), "", ("https://bay.example/hub", "https://bay.example/feed")),
        (
            (Link("https://hub.example/", "hub"), Link("https://bay.example/atom", "self")),
            "",
            ("https://hub.example/", "https://bay.example/atom"),
        ),
        (
            (Link("javascript:x", "hub"), Link("https://b.example/", "hub")),
            "",
            ("https://b.example/", "https://bay.example/feed"),
        ),
        # The answer's headers outrank the document (section 4).
        (
            (Link("https://old.example/", "hub"),),
            '<https://hub.example/>; rel="hub", <https://bay.example/f>; rel="self"',
            ("https://hub.example/", "https://bay.example/f"),
        ),
    ],
)
def test_the_first_hub_counts(
    links: tuple[Link, ...], header: str, found: tuple[str | None, str | None]
) -> None:
    answer = replace(ANSWER, headers=(("Link", header),) if header else ())
    assert hub_of(FEED, answer, parsed(*links)) == found


@pytest.mark.parametrize(
    "spec",
    [
        FeedSpec("https://bay.example/feed?key=${KEY}"),
        FeedSpec("https://bay.example/feed", headers=(("X-Key", "${KEY}"),)),
        FeedSpec("https://bay.example/feed", basic_auth="ada:${PASSWORD}"),
        FeedSpec("https://bay.example/feed", connection="bay"),
        FeedSpec("https://bay.example/feed?key=***1", secrets={"***1": "k"}),
    ],
)
def test_a_feed_with_a_secret_has_none(spec: FeedSpec) -> None:
    assert hub_of(Feed(1, spec), ANSWER, parsed(Link("https://hub.example/", "hub"))) == (None, None)


@given(st.binary(), st.sampled_from(["sha1", "sha256", "sha384", "sha512"]))
def test_who_knows_the_secret_signs(body: bytes, method: str) -> None:
    right = hmac.digest(b"s-4711", body, method).hex()
    assert is_signed(SUBSCRIPTION, f"{method}={right}", body)
    assert not is_signed(SUBSCRIPTION, f"{method}={right}", body + b"x")
    assert not is_signed(SUBSCRIPTION, f"{method}={hmac.digest(b'guess', body, method).hex()}", body)


@pytest.mark.parametrize(
    "signature", ["", "=", "md5=d41d8cd98f00b204e9800998ecf8427e", "sha256=", "sha256=é"]
)
def test_no_signature_is_none(signature: str) -> None:
    assert not is_signed(SUBSCRIPTION, signature, b"")
