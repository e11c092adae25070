"""How many pages of a feed are worth asking for, and when one that was not to be had is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wireroom.decide.page_quota import AGAIN, ALL, RETRIED, TRIAL, next_try, page_quota

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
MORE, LESS = ["full_text"], ["no_gain"]


@pytest.mark.parametrize(
    ("full_text", "outcomes", "wished"),
    [
        ("never", MORE * 6, 0),
        ("always", LESS * 6, ALL),
        ("auto", [], TRIAL),
        ("auto", MORE, TRIAL - 1),
        ("auto", MORE * 3, ALL),
        ("auto", ["paywall", "full_text", "full_text"], ALL),
        ("auto", LESS * 3, 0),
        ("auto", ["disallowed"] * 3, 0),
        ("auto", [*LESS * 4, *MORE * 2], 0),
    ],
)
def test_a_feed_is_tried_and_then_fetched_or_left_alone(
    full_text: str, outcomes: list[str], wished: int
) -> None:
    assert page_quota(full_text, outcomes, judged_at=NOW, now=NOW) == wished


def test_a_feed_that_was_left_alone_is_tried_again_after_a_week() -> None:
    assert page_quota("auto", LESS * 6, judged_at=NOW - AGAIN, now=NOW) == RETRIED


def test_pages_under_way_are_part_of_the_trial() -> None:
    assert page_quota("auto", MORE, judged_at=NOW, unjudged=2, now=NOW) == 0


def test_what_passes_by_itself_is_tried_three_times_more_and_later_each_time() -> None:
    waits = [next_try("timed_out", tries, now=NOW) for tries in (1, 2, 3, 4)]
    assert waits == [NOW + timedelta(hours=hours) for hours in (1, 6, 24)] + [None]
    assert next_try("not_found", 1, now=NOW) is None
    asked_to_wait = next_try("rate_limited", 1, now=NOW, wait=timedelta(hours=5))
    assert asked_to_wait == NOW + timedelta(hours=5)
