"""Which of the texts that an article's page gave, and its feed, is the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wireroom.decide.copies import versions_of
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
