"""A time of day or days as people say it: short, and whole units only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wireroom.common.duration import ago, span_in_words

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(days=1, hours=23), "1 day"),
        (timedelta(days=-4), "4 days"),
    ],
)
def test_a_span_is_said_in_the_units_that_matter(span: timedelta, words: str) -> None:
    assert span_in_words(span) == words


def test_what_was_is_ago_and_what_comes_is_ahead() -> None:
    assert ago(NOW - timedelta(hours=3), NOW) == "3 h ago"
    assert ago(NOW, NOW) == "just now"
    assert ago(NOW + timedelta(days=2), NOW) == "in 2 days", "a feed's newest entry may be dated ahead"
