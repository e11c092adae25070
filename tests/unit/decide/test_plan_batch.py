"""What becomes of the articles of a batch: the truth table line by line, and whatever the order of filing."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.filings import NOW, article, key
from support.memory_store import MemoryStore
from wireroom.decide.copies import MAX_COPIES
from wireroom.models import Action, Article, StoredArticle, Trust

LONG, LONGER = "Long. " * 60, "Longer by far. " * 200
OWN, DECLARED, CARRIER, STRANGER = Trust.OWN, Trust.DECLARED, Trust.CARRIER, Trust.STRANGER


def said(hour: int, text: str = LONG, *, feed: int = 1, trust: Trust = OWN, **more: Any) -> Article:
    """What a feed said of the article `ferry` at that hour."""
    seen_at = NOW + timedelta(hours=hour)
    return article("ferry", feed_id=feed, seen_at=seen_at, text=text, trust=trust, **more)


def stored(*batches: Article | tuple[Article, ...]) -> MemoryStore:
    """A store with these filed, batch by batch."""
    memory = MemoryStore()
    for batch in batches:
        memory.file(*(batch if isinstance(batch, tuple) else (batch,)))
    return memory


def actions(memory: MemoryStore, *batch: Article) -> list[Action]:
    """What filing one batch more does with each of its articles."""
    return [write.action for write in memory.file(*batch).writes]


def told(memory: MemoryStore) -> list[tuple[int, int]]:
    """The versions of the only article: (feed, hour)."""
    [number] = memory.heads
    return [
        (copy.feed_id, (copy.captured_at - NOW) // timedelta(hours=1)) for copy in memory.versions(number)
    ]


INSERT, REVISE, SIGHTING = Action.INSERT, Action.REVISE, Action.SIGHTING

TABLE = {
    "nothing stored, one text": ([], [said(0)], [INSERT], [(1, 0)]),
    "nothing stored, several texts": (
        [],
        [said(0), said(1, LONGER), said(1, "Other.", feed=2)],
        [INSERT, REVISE, SIGHTING],
        [(1, 0), (1, 1)],
    ),
    "the one text, captured later": ([said(0)], [said(1)], [SIGHTING], [(1, 0)]),
    "the one text, captured later by a stranger": (
        [said(0)],
        [said(1, feed=2, trust=STRANGER)],
        [SIGHTING],
        [(1, 0)],
    ),
    "the one text, captured earlier": ([said(1)], [said(0)], [SIGHTING], [(1, 0)]),
    "the one text, captured earlier in another feed": ([said(1)], [said(0, feed=2)], [SIGHTING], [(2, 0)]),
    "the one text, from a more trusted feed": (
        [said(0, trust=STRANGER)],
        [said(1, feed=2)],
        [REVISE],
        [(1, 0), (2, 1)],
    ),
    "the one text, earlier, from a less trusted feed": (
        [said(1)],
        [said(0, feed=2, trust=STRANGER)],
        [REVISE],
        [(2, 0), (1, 1)],
    ),
    "another text, captured after what stands": ([said(0)], [said(1, LONGER)], [REVISE], [(1, 0), (1, 1)]),
    "another feed's, captured after what stands": (
        [said(0)],
        [said(1, "Other.", feed=2)],
        [SIGHTING],
        [(1, 0)],
    ),
    "another text, captured before what stands": ([said(1)], [said(0, LONGER)], [REVISE], [(1, 0), (1, 1)]),
    "a stranger's, captured after what is filed late": (
        [said(1, LONGER, feed=2, trust=STRANGER)],
        [said(0)],
        [REVISE],
        [(1, 0)],
    ),
    "what its feed has now, where copies are stored": (
        [said(0), said(1, LONGER)],
        [said(2, LONGER)],
        [SIGHTING],
        [(1, 0), (1, 1)],
    ),
    "the same bytes, read by better code": ([said(0)], [said(0, "Better.")], [REVISE], [(1, 0), (1, 0)]),
    "the 51st text of a feed": (
        [said(hour, f"Text {hour}.") for hour in range(MAX_COPIES)],
        [said(MAX_COPIES, "One more.")],
        [SIGHTING],
        [(1, hour) for hour in range(MAX_COPIES)],
    ),
    "the publisher's, after 50 texts of a stranger's": (
        [said(hour, f"Text {hour}.", trust=STRANGER) for hour in range(MAX_COPIES)],
        [said(MAX_COPIES, "Ours.", feed=2)],
        [REVISE],
        [*((1, hour) for hour in range(MAX_COPIES)), (2, MAX_COPIES)],
    ),
}


@pytest.mark.parametrize(("before", "batch", "expected", "versions"), TABLE.values(), ids=TABLE)
def test_the_truth_table(
    before: list[Article], batch: list[Article], expected: list[Action], versions: list[tuple[int, int]]
) -> None:
    memory = stored(*before)
    assert actions(memory, *batch) == expected
    assert told(memory) == versions


def test_planning_the_same_batch_again_writes_nothing() -> None:
    batch = (said(0), said(1, LONGER), said(2, "Other.", feed=2), said(3, "Evil.", feed=3, trust=STRANGER))
    memory = stored(batch)
    plan = memory.file(*batch)
    assert {write.action for write in plan.writes} == {SIGHTING}
    assert not plan.copies
    assert not plan.keys


def test_a_text_that_comes_back_is_a_version_again() -> None:
    """A, B, A: three states of the article, told one after the other, whichever is filed last."""
    for order in permutations([said(0), said(1, LONGER), said(2)]):
        assert told(stored(*order)) == [(1, 0), (1, 1), (1, 2)]


def test_the_time_at_which_a_text_came_back_is_a_time_at_which_it_was_captured() -> None:
    """Of what was seen between only the last time is kept: filed late, it may be known to be back later."""
    late = said(1, LONGER)
    assert told(stored(said(0), late, said(2), said(3))) == [(1, 0), (1, 1), (1, 2)]
    assert told(stored(said(0), said(2), said(3), late)) == [(1, 0), (1, 1), (1, 3)]


def test_an_article_without_keys_cannot_be_planned() -> None:
    """It would be inserted again with every poll."""
    with pytest.raises(ValueError, match="identity"):
        stored(said(0, keys=()))


def test_what_was_filed_before_trust_was_known_makes_no_revision_and_is_known_then() -> None:
    """An upgrade is not the publisher's change."""
    memory = stored(said(0))
    [number] = memory.heads
    head = memory.heads[number]
    memory.heads[number] = StoredArticle(
        head.id, head.home_feed_id, head.fingerprint, head.content_seen_at, head.text_length, 0, None
    )
    plan = memory.file(said(1), said(1, feed=2))
    assert {write.action for write in plan.writes} == {SIGHTING}
    assert plan.learnt == {number}


@given(st.lists(st.tuples(st.sets(st.integers(0, 9), min_size=1), st.integers(0, 2), st.integers(0, 3))))
def test_every_key_leads_to_one_article(batch: list[tuple[set[int], int, int]]) -> None:
    """And filing the same batch again inserts nothing."""
    articles = [
        article("x", keys=tuple(bytes([k]) for k in sorted(keys)), feed_id=feed, fingerprint=bytes([print_]))
        for keys, feed, print_ in batch
    ]
    memory = MemoryStore()
    first = memory.file(*articles)
    inserted = [write.article_id for write in first.writes if write.action is INSERT]
    assert len(inserted) == len(set(inserted))
    assert set(memory.ids.values()) == set(inserted)
    assert INSERT not in actions(memory, *articles)


TRUSTS = (OWN, OWN, DECLARED, CARRIER, STRANGER, STRANGER)  # of feeds 1 to 6
TEXTS = ("", "Short.", "Another, as short.", LONG, LONGER)

History = dict[tuple[int, int], int]  # (feed, hour) → text


def never_returns(history: History) -> bool:
    """No feed goes back to a text that it had: see the test of what is known of such a one's time."""
    said_by: dict[int, list[int]] = {}
    for (feed, _), text in sorted(history.items()):
        texts = said_by.setdefault(feed, [])
        if texts[-1:] != [text]:
            texts.append(text)
    return all(len(texts) == len(set(texts)) for texts in said_by.values())


HISTORY = st.dictionaries(
    st.tuples(st.integers(1, len(TRUSTS)), st.integers(0, 9)), st.integers(0, len(TEXTS) - 1), max_size=12
).filter(never_returns)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), history=HISTORY)
def test_the_order_of_filing_does_not_matter(data: st.DataObject, history: History) -> None:
    """Any permutation of captures in any batches tells the same versions as filing them as captured."""
    captures = [
        said(hour, TEXTS[text], feed=feed, trust=TRUSTS[feed - 1]) for (feed, hour), text in history.items()
    ]
    in_order, any_order = MemoryStore(), MemoryStore()
    for each in sorted(captures, key=lambda each: each.seen_at):
        in_order.file(each)
    rest = data.draw(st.permutations(captures))
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        any_order.file(*rest[:size])
        rest = rest[size:]
    assert summary(any_order) == summary(in_order)


def summary(memory: MemoryStore) -> list[Any]:
    """All that must not depend on the order of filing."""
    return [
        (
            [(c.feed_id, c.trust, c.fingerprint, c.captured_at, c.reason) for c in memory.versions(number)],
            {c.fingerprint for c in memory.copies.get(number, ())}
            - {c.fingerprint for c in memory.versions(number)},
            memory.sightings,
        )
        for number in memory.heads
    ]


def test_a_feed_cannot_take_over_a_publishers_article_with_more_text() -> None:
    """The attack that "longest text wins" allowed, before and after the publisher's own copy."""
    evil = said(0, LONGER, feed=9, trust=STRANGER)
    for order in permutations([evil, said(1), said(2, LONGER * 2, feed=9, trust=STRANGER)]):
        memory = stored(*order)
        [number] = memory.heads
        assert memory.versions(number)[-1].feed_id == 1
    assert key("ferry") in memory.ids
