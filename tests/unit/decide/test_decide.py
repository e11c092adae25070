"""What to do with an article: insert, revise, or only note that it was seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.decide import decide
from wireroom.models import Action, Article, Publisher, StoredArticle

SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(**said: Any) -> Article:
    given_ = {
        "feed_id": 1,
        "seen_at": SEEN,
        "keys": (b"k",),
        "guid": "g",
        "url": None,
        "canonical_url": None,
        "title": "t",
        "summary": "",
        "text": "x" * 500,
        "html": "",
        "publisher": Publisher("e.example"),
        "fingerprint": b"new",
    }
    return Article(**(given_ | said))


def stored(**said: Any) -> StoredArticle:
    given_ = {
        "id": 7,
        "home_feed_id": 1,
        "fingerprint": b"old",
        "content_seen_at": SEEN - timedelta(hours=1),
        "text_length": 500,
        "revisions": 1,
    }
    return StoredArticle(**(given_ | said))


def test_what_is_not_stored_is_inserted() -> None:
    decision = decide(article(), None)
    assert (decision.action, decision.article_id) == (Action.INSERT, None)


@pytest.mark.parametrize(
    ("new", "old", "action"),
    [
        pytest.param({}, {}, Action.REVISE, id="changed in its home feed"),
        pytest.param({"fingerprint": b"old"}, {}, Action.SIGHTING, id="the same content"),
        pytest.param(
            {"seen_at": SEEN - timedelta(days=1)}, {}, Action.SIGHTING, id="older bytes never overwrite"
        ),
        pytest.param({}, {"content_seen_at": SEEN}, Action.REVISE, id="the same bytes read by better code"),
        pytest.param({"text": ""}, {}, Action.SIGHTING, id="the text is gone from the feed"),
        pytest.param({"feed_id": 2}, {}, Action.SIGHTING, id="another feed's version"),
        pytest.param({"feed_id": 2, "text": "x" * 2000}, {}, Action.REVISE, id="another feed has much more"),
        pytest.param(
            {"feed_id": 2, "text": "x" * 600}, {}, Action.SIGHTING, id="another feed has a little more"
        ),
        pytest.param({"feed_id": 2}, {"home_feed_id": None}, Action.REVISE, id="no home feed any more"),
        pytest.param({}, {"revisions": 50}, Action.SIGHTING, id="content that changes at every poll"),
    ],
)
def test_a_stored_article_is_revised_only_for_a_reason(
    new: dict[str, Any], old: dict[str, Any], action: Action
) -> None:
    decision = decide(article(**new), stored(**old))
    assert (decision.action, decision.article_id) == (action, 7)
    assert decision.reason


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(1, 2), st.integers(1, 2))
def test_two_feeds_with_two_versions_settle(first: int, second: int, one: int, other: int) -> None:
    """Polled in turn for ever, they revise each other once at most."""
    versions = [
        article(feed_id=1, fingerprint=b"1", text="x" * first),
        article(feed_id=2, fingerprint=b"2", text="x" * second),
    ]
    state = stored(fingerprint=b"1", text_length=first, home_feed_id=1)
    revisions = 0
    for turn in range(8):
        version = versions[turn % 2]
        if decide(version, state).action is Action.REVISE:
            revisions += 1
            state = stored(
                home_feed_id=version.feed_id, fingerprint=version.fingerprint, text_length=len(version.text)
            )
    assert revisions <= 1
