"""What becomes of decisions that meet each other in one batch."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.filings import NOW, article, key
from wireroom.models import Action, Article, Decision, StoredArticle
from wireroom.store.planned import Ledger, Planned, plan

STORED = StoredArticle(7, home_feed_id=1, fingerprint=b"old", content_seen_at=NOW, text_length=3, revisions=2)


def planned(*decisions: Decision, known: bool = False) -> list[Planned]:
    """The plan for a batch; `known`: the key `ferry` leads to the article STORED."""
    ledger = Ledger({key("ferry"): STORED.id}, {STORED.id: STORED}) if known else Ledger()
    return plan(decisions, ledger, count(100))


def decided(action: Action, fingerprint: bytes = b"new", **fields: object) -> Decision:
    """A decision about the article `ferry`."""
    item: Article = article("ferry", fingerprint=fingerprint, **{"feed_id": 1, **fields})
    return Decision(action, item, "why", STORED.id if action is not Action.INSERT else None)


LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)

KNOWN = {
    "other content, later": (decided(Action.REVISE, seen_at=LATER), Action.REVISE),
    "other content, at the same time": (decided(Action.REVISE), Action.REVISE),
    "other content, but older": (decided(Action.REVISE, seen_at=EARLIER), Action.SIGHTING),
    "the same content": (decided(Action.REVISE, b"old", seen_at=LATER), Action.SIGHTING),
    "only seen": (decided(Action.SIGHTING, seen_at=LATER), Action.SIGHTING),
    "thought new, its own feed": (decided(Action.INSERT, seen_at=LATER), Action.REVISE),
    "thought new, another feed": (decided(Action.INSERT, seen_at=LATER, feed_id=2), Action.SIGHTING),
}


@pytest.mark.parametrize(("decision", "action"), KNOWN.values(), ids=KNOWN)
def test_a_known_article(decision: Decision, action: Action) -> None:
    """A version needs other content that is not older than what is there."""
    [item] = planned(decision, known=True)
    assert (item.action, item.article_id) == (action, 7)


def test_the_first_of_a_batch_is_the_article() -> None:
    """Whatever comes after it under the same key is a sighting of it, or its next version."""
    items = planned(
        decided(Action.INSERT, b"1"),
        decided(Action.INSERT, b"1", feed_id=2),
        decided(Action.INSERT, b"2", seen_at=LATER),
    )
    assert [(item.action, item.article_id, item.round) for item in items] == [
        (Action.INSERT, 100, 0),
        (Action.SIGHTING, 100, 0),
        (Action.REVISE, 100, 1),
    ]


def test_a_version_that_comes_back_is_a_version() -> None:
    """A, B, A again: three states of the article, told one after the other."""
    items = planned(*(decided(Action.REVISE, f, seen_at=LATER) for f in (b"a", b"b", b"b", b"a")), known=True)
    assert [item.round for item in items] == [1, 2, 2, 3]
    assert [item.action is Action.REVISE for item in items] == [True, True, False, True]


def test_an_article_without_keys_cannot_be_planned() -> None:
    """It would be inserted again with every poll."""
    with pytest.raises(ValueError, match="identity"):
        planned(decided(Action.INSERT, keys=()))


@given(st.lists(st.tuples(st.sets(st.integers(0, 9), min_size=1), st.integers(0, 2), st.integers(0, 3))))
def test_every_key_leads_to_one_article(batch: list[tuple[set[int], int, int]]) -> None:
    """And planning the same batch again inserts and revises nothing."""
    decisions = [
        Decision(
            Action.INSERT,
            article("x", keys=tuple(bytes([k]) for k in keys), feed_id=feed, fingerprint=bytes([print_])),
            "new",
        )
        for keys, feed, print_ in batch
    ]
    ledger = Ledger()
    first = plan(decisions, ledger, count(1))
    inserted = [item.article_id for item in first if item.action is Action.INSERT]
    assert len(inserted) == len(set(inserted))
    assert set(ledger.ids.values()) <= set(inserted)
    again = plan(decisions, ledger, count(1000))
    assert all(item.action is not Action.INSERT for item in again)
