"""Which lists of feeds may be followed unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wireroom.feed_list.follow_feed_list import list_digest, objection
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.values import Retiring, RetiringFeed

SETTINGS = Settings()


def specs(number: int) -> list[FeedSpec]:
    return [FeedSpec(f"https://kept-{at}.example/") for at in range(number)]


def retiring(brought: int, of: int, *, others: int = 0) -> Retiring:
    """So many feeds with articles go, of so many; and `others` that never brought any."""
    feeds = [RetiringFeed(f"https://gone-{at}.example/", f"Gone {at}", True) for at in range(brought)]
    feeds += [RetiringFeed(f"http://other-{at}.localhost/", f"Other {at}", False) for at in range(others)]
    return Retiring(tuple(feeds), of + others, of)


@pytest.mark.parametrize(
    ("listed", "goes", "is_refused"),
    [
        pytest.param(0, retiring(0, 0), False, id="empty, and nothing is polled"),
        pytest.param(0, retiring(1, 1), True, id="empty, though one feed is polled"),
        pytest.param(0, retiring(0, 0, others=1), True, id="empty, though a feed without articles is polled"),
        pytest.param(39, retiring(11, 50), True, id="eleven of fifty: more than ten and than a fifth"),
        pytest.param(40, retiring(10, 50), False, id="ten of fifty"),
        pytest.param(1, retiring(10, 11), False, id="ten of eleven: not more than ten"),
        pytest.param(89, retiring(11, 100), False, id="eleven of a hundred: not more than a fifth"),
        pytest.param(44, retiring(11, 55), False, id="just a fifth"),
        pytest.param(
            1, retiring(0, 50, others=300), False, id="feeds that never brought an article do not count"
        ),
    ],
)
def test_a_list_is_refused_where_it_is_empty_or_drops_many(
    listed: int, goes: Retiring, is_refused: bool
) -> None:
    assert bool(objection(specs(listed), goes, SETTINGS)) is is_refused


def test_the_limits_are_settings() -> None:
    assert not objection(specs(39), retiring(11, 50), replace(SETTINGS, max_retired_feeds=11))
    assert not objection(specs(39), retiring(11, 50), replace(SETTINGS, max_retired_share=0.5))


def test_a_feed_that_was_taken_out_by_name_needs_no_second_word() -> None:
    goes = retiring(1, 1)
    assert not objection([], goes, SETTINGS, removed=[goes.feeds[0].url])
    assert objection([], retiring(2, 2), SETTINGS, removed=[goes.feeds[0].url])


def test_the_digest_is_of_the_addresses_in_any_order_and_of_nothing_else() -> None:
    one, two = specs(2)
    assert list_digest([one, two]) == list_digest([two, replace(one, title="Named")])
    assert list_digest([one]) != list_digest([one, two])
    assert len(list_digest([])) == 12
