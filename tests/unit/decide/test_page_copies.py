"""Which of the texts that an article's page gave, and its feed, is the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wireroom.decide.versions import BESIDE, REREAD, versions_of
from wireroom.models import Copy, Trust

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def copy(number: int, length: int, *, from_page: bool) -> Copy:
    at = NOW + timedelta(hours=number)
    return Copy(
        feed_id=1,
        trust=Trust.OWN,
        fingerprint=b"%d" % number,
        captured_at=at,
        last_captured_at=at,
        text_length=length,
        from_page=from_page,
    )


@pytest.mark.parametrize(
    ("length", "counts"), [(700, False), (2_600, False), (3_900, True), (4_000, True), (9_000, True)]
)
def test_a_teaser_does_not_replace_the_text_that_the_page_gave_before(length: int, counts: bool) -> None:
    feed, whole, later = versions_of(
        [copy(0, 300, from_page=False), copy(1, 4_000, from_page=True), copy(2, length, from_page=True)]
    )
    assert (feed.version, whole.version) == (1, 2)
    assert later.version == (3 if counts else None)
    assert later.reason == (
        "full_text" if counts else "a shorter text of its page, where the longer one stands"
    )


@pytest.mark.parametrize(("reason", "told"), [("reread", "reread"), ("", "full_text")])
def test_the_same_page_read_by_newer_code_is_no_change_of_the_publishers(reason: str, told: str) -> None:
    again = replace(copy(2, 4_200, from_page=True), reason=reason)
    *_, later = versions_of([copy(0, 300, from_page=False), copy(1, 4_000, from_page=True), again])
    assert (later.version, later.reason) == (3, told)


def test_what_the_feed_corrects_stands_over_the_text_of_its_page() -> None:
    judged = versions_of(
        [
            copy(0, 300, from_page=False),
            copy(1, 4_000, from_page=True),
            copy(2, 310, from_page=False),
            copy(3, 4_000, from_page=True),
            copy(4, 900, from_page=True),
            copy(5, 305, from_page=False),
            copy(6, 9_000, from_page=False),
        ]
    )
    assert [(each.version, each.reason) for each in judged] == [
        (1, "new"),
        (2, "full_text"),
        (3, BESIDE),
        (4, "full_text"),
        (None, "a shorter text of its page, where the longer one stands"),
        (5, BESIDE),
        (6, "richer than its page"),
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"feed_id": 2}, "the text of its page stands"),
        ({"trust": Trust.DECLARED}, "a declared feed's version, where the publisher's own stands"),
        ({"fingerprint": b"0"}, "the text of its page stands"),
        ({"reason": REREAD}, "the text of its page stands"),
    ],
)
def test_nobody_else_and_nothing_old_corrects_a_headline(said: dict[str, Any], reason: str) -> None:
    """Another feed, a less trusted one, what it said before the page came, the same bytes read anew."""
    feed, page = copy(0, 300, from_page=False), copy(1, 4_000, from_page=True)
    judged = versions_of([feed, page, replace(copy(2, 310, from_page=False), **said)])
    assert (judged[-1].version, judged[-1].reason) == (None, reason)


def test_over_the_page_that_a_strangers_feed_led_to_nobody_says_a_headline() -> None:
    feed, page, later = (
        copy(0, 300, from_page=False),
        copy(1, 4_000, from_page=True),
        copy(2, 310, from_page=False),
    )
    stranger = {"trust": Trust.STRANGER}
    judged = versions_of([replace(feed, **stranger), page, replace(later, **stranger)])
    assert judged[-1].version is None
