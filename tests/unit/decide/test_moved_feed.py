"""Which redirects of a feed are believed, when, and what stands in their way in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wireroom.decide.poll.moved_feed import LEAST_POLLS, MUST_HOLD, Moved, moved
from wireroom.models import Exchange, Feed, FeedSpec, Outcome, Redirect

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLD, NEW = "https://bay.example/rss", "https://www.bay.example/feed"
FEED = Feed(id=1, spec=FeedSpec(url=OLD))


def sent_to(url: str, *statuses: int, asked: str = OLD) -> Exchange:
    hops = tuple(Redirect(status, url) for status in statuses or (301,))
    return Exchange(1, asked, NOW, Outcome.OK, status=200, redirects=hops, final_url=url)


def held(target: str = NEW, **more: object) -> Feed:
    """A feed whose redirect has done all that it must, but for `more`."""
    feed = replace(
        FEED,
        redirected_to=target,
        redirected_since=NOW - MUST_HOLD,
        redirected_polls=LEAST_POLLS - 1,
        redirect_shares=True,
    )
    return replace(feed, **more)  # type: ignore[arg-type]


def test_a_permanent_redirect_is_first_noted() -> None:
    first = moved(FEED, sent_to(NEW), Outcome.OK, 0)
    assert (first.fetch_url, first.redirected_to, first.redirected_since) == (None, NEW, NOW)
    assert first.redirected_polls == 1
    assert first.note == "it is asked there once that has held for 7 days and 3 polls"


@pytest.mark.parametrize("statuses", [(301,), (308,), (301, 308)])
def test_one_that_has_held_is_believed(statuses: tuple[int, ...]) -> None:
    assert moved(held(), sent_to(NEW, *statuses), Outcome.OK, 0) == Moved(NEW)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (held(redirected_since=NOW - timedelta(days=6)), "7 days"),
        (held(redirected_polls=1), "3 polls"),
        (held(redirect_shares=False), "nothing there was known"),
    ],
    ids=["six days", "two polls", "no entry shared"],
)
def test_one_that_has_not_says_what_is_missing(feed: Feed, words: str) -> None:
    result = moved(feed, sent_to(NEW), Outcome.OK, 0)
    assert (result.fetch_url, result.redirected_to) == (None, NEW)
    assert words in result.note


@pytest.mark.parametrize(
    ("asked", "target", "words"),
    [
        (OLD, "https://parked.example/rss", "another site"),
        ("https://one.github.io/rss", "https://two.github.io/rss", "another site"),
        ("https://bay.co.uk/rss", "https://spa.co.uk/rss", "another site"),
        ("http://127.0.0.1:8000/rss", "http://127.0.0.1:9000/rss", "another site"),
        (OLD, "http://bay.example/feed", "from https to http"),
    ],
)
def test_where_a_redirect_leads_elsewhere_somebody_must_say_so(asked: str, target: str, words: str) -> None:
    """A domain that was sold says 301 too, and its new owner may have copied the entries."""
    result = moved(held(target), sent_to(target, asked=asked), Outcome.OK, 0)
    assert (result.fetch_url, result.redirected_to) == (None, target)
    assert words in result.note


@pytest.mark.parametrize("statuses", [(302,), (303,), (307,), (307, 301), (302, 308)])
def test_a_temporary_redirect_is_forgotten(statuses: tuple[int, ...]) -> None:
    assert moved(held(), sent_to(NEW, *statuses), Outcome.OK, 0) == Moved(None)


def test_tls_at_the_same_address_is_believed_at_once() -> None:
    plain = "http://bay.example/rss"
    assert moved(FEED, sent_to(OLD, asked=plain), Outcome.OK, 0) == Moved(OLD)
    assert moved(FEED, sent_to(OLD, asked=plain), Outcome.EMPTY, 0).fetch_url is None
    assert moved(FEED, sent_to(NEW, asked=plain), Outcome.OK, 0).fetch_url is None


def test_a_target_that_changes_begins_anew() -> None:
    """A session's number in the address."""
    result = moved(held(f"{NEW}?session=1"), sent_to(f"{NEW}?session=2"), Outcome.OK, 0)
    assert (result.redirected_since, result.redirected_polls) == (NOW, 1)


@pytest.mark.parametrize("outcome", [Outcome.NOT_A_FEED, Outcome.NOT_FOUND, Outcome.GONE])
def test_a_target_that_is_no_feed_counts_for_nothing(outcome: Outcome) -> None:
    """ViennaRSS#1546: a maintenance page; a login, a parked domain."""
    assert moved(held(), sent_to(NEW), outcome, 1) == Moved(None)


def test_an_empty_feed_there_does_not_count_as_a_poll() -> None:
    result = moved(held(), sent_to(NEW), Outcome.EMPTY, 0)
    assert (result.fetch_url, result.redirected_polls) == (None, LEAST_POLLS - 1)


def test_trouble_on_the_way_changes_nothing() -> None:
    """And where the old server is gone, the operator still reads where it led."""
    feed = held(move_note="x")
    kept = Moved(None, NEW, NOW - MUST_HOLD, LEAST_POLLS - 1, "x")
    assert moved(feed, replace(sent_to(NEW), redirects=()), Outcome.SERVER_ERROR, 1) == kept
    assert moved(feed, replace(sent_to(NEW), redirects=()), Outcome.NOT_FOUND, 1) == kept


def test_what_the_operator_refused_is_never_believed() -> None:
    result = moved(held(refused_move=NEW), sent_to(NEW), Outcome.OK, 0)
    assert (result.fetch_url, result.redirected_to) == (None, NEW)
    assert "refused by the operator" in result.note


def test_a_feed_lost_at_its_new_place_is_sought_at_the_listed_one() -> None:
    feed = replace(FEED, fetch_url=NEW)
    lost = replace(sent_to(NEW), redirects=(), url=NEW)
    assert moved(feed, lost, Outcome.NOT_FOUND, 2).fetch_url == NEW
    assert moved(feed, lost, Outcome.NOT_FOUND, 3).fetch_url is None
