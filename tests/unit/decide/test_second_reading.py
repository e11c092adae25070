"""feedparser reads where there is reason; whom to believe changes only after two polls that agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wireroom.decide import compare_readings, disagreement_in_words, reader_after, why_read_twice
from wireroom.models import Entry, Feed, FeedFormat, FeedSpec, Markup, ParsedFeed, Reader, ReaderState

OURS, THEIRS = Reader.WIREROOM, Reader.FEEDPARSER
KNOWN = Feed(1, FeedSpec("https://e.example/feed"), entries=10, readers=ReaderState(OURS))


def parsed(count: int, **more: object) -> ParsedFeed:
    entries = tuple(Entry(n, guid=f"id-{n}", title=Markup(f"Title {n}")) for n in range(count))
    return replace(ParsedFeed(FeedFormat.RSS, entries=entries), **more)  # type: ignore[arg-type]


def never() -> float:
    """No poll is drawn for the sample."""
    return 0.99


@pytest.mark.parametrize(
    ("feed", "ours", "why"),
    [
        pytest.param(KNOWN, parsed(10), "", id="nothing speaks against it"),
        pytest.param(replace(KNOWN, readers=ReaderState()), parsed(10), "the first document", id="first"),
        pytest.param(KNOWN, None, "our reader finds no feed", id="no feed"),
        pytest.param(KNOWN, parsed(10, is_damaged=True), "our reading has problems", id="damage"),
        pytest.param(KNOWN, parsed(10, problems=("mended: x",)), "our reading has problems", id="mended"),
        pytest.param(KNOWN, parsed(10, problems=("kept the newest",), left_out=3), "", id="only many"),
        pytest.param(KNOWN, parsed(5), "", id="half as many"),
        pytest.param(KNOWN, parsed(4), "fewer than half of the last poll's entries", id="fewer than half"),
        pytest.param(KNOWN, parsed(0), "fewer than half of the last poll's entries", id="none"),
        pytest.param(replace(KNOWN, entries=0), parsed(0), "", id="empty as ever"),
        pytest.param(
            replace(KNOWN, readers=ReaderState(OURS, fuller=THEIRS)),
            parsed(10),
            "feedparser was fuller at the last poll",
            id="to be confirmed",
        ),
        pytest.param(
            replace(KNOWN, readers=ReaderState(THEIRS)), parsed(10), "feedparser is believed", id="believed"
        ),
    ],
)
def test_a_document_is_read_twice_where_there_is_reason(
    feed: Feed, ours: ParsedFeed | None, why: str
) -> None:
    assert why_read_twice(feed, ours, random=never) == why


def test_one_poll_in_a_hundred_is_read_twice_for_no_reason() -> None:
    draws = [why_read_twice(KNOWN, parsed(10), random=lambda n=n: n / 1000) for n in range(1000)]  # type: ignore[misc]
    assert draws.count("a sample") == 10


def test_where_only_doubt_counts_neither_the_first_document_nor_a_sample_is_read_twice() -> None:
    new = replace(KNOWN, readers=ReaderState())
    assert not why_read_twice(new, parsed(10), random=lambda: 0.0, only_in_doubt=True)
    assert why_read_twice(new, parsed(10, is_damaged=True), random=never, only_in_doubt=True)
    assert why_read_twice(KNOWN, parsed(4), random=never, only_in_doubt=True)


@pytest.mark.parametrize(
    ("state", "ours", "theirs", "reader", "after"),
    [
        (ReaderState(), 3, 3, OURS, ReaderState(OURS)),
        (ReaderState(), 3, 4, THEIRS, ReaderState(THEIRS)),
        (ReaderState(), None, 4, THEIRS, ReaderState(THEIRS)),
        (ReaderState(), 3, None, OURS, ReaderState(OURS)),
        (ReaderState(OURS), 3, 4, OURS, ReaderState(OURS, fuller=THEIRS)),
        (ReaderState(OURS, fuller=THEIRS), 3, 4, THEIRS, ReaderState(THEIRS)),
        (ReaderState(OURS, fuller=THEIRS), 4, 4, OURS, ReaderState(OURS)),
        (ReaderState(OURS, fuller=THEIRS), 3, None, OURS, ReaderState(OURS, fuller=THEIRS)),
        (ReaderState(THEIRS), 3, 4, THEIRS, ReaderState(THEIRS)),
        (ReaderState(THEIRS), 4, 4, THEIRS, ReaderState(THEIRS, fuller=OURS)),
        (ReaderState(THEIRS, fuller=OURS), 4, 4, OURS, ReaderState(OURS)),
        (ReaderState(THEIRS), 4, None, OURS, ReaderState(THEIRS)),
    ],
)
def test_who_is_believed_changes_only_after_two_polls_that_agree(
    state: ReaderState, ours: int | None, theirs: int | None, reader: Reader, after: ReaderState
) -> None:
    one = None if ours is None else parsed(ours)
    other = None if theirs is None else parsed(theirs)
    assert reader_after(state, one, other) == (reader, after)


def test_an_entry_without_name_or_anything_to_read_makes_no_reading_fuller() -> None:
    hollow = parsed(3)
    more = replace(hollow, entries=(*hollow.entries, Entry(3, guid="x"), Entry(4, title=Markup("x"))))
    assert reader_after(ReaderState(), hollow, more)[0] is OURS


@pytest.mark.parametrize("is_damaged", [True, False])
def test_of_a_damaged_document_who_finds_more_in_as_many_entries_is_fuller(is_damaged: bool) -> None:
    ours, theirs = parsed(2, is_damaged=is_damaged), parsed(2)
    linked = tuple(replace(entry, link="https://e.example/") for entry in theirs.entries)
    reader, _ = reader_after(ReaderState(), ours, replace(theirs, entries=linked))
    assert reader is (THEIRS if is_damaged else OURS)


def test_of_a_damaged_document_who_finds_the_bodies_is_fuller_and_not_who_finds_more_of_the_rest() -> None:
    ours, theirs = parsed(2, is_damaged=True), parsed(2)
    hollow = tuple(replace(e, link="https://e.example/", content=None, summary=None) for e in ours.entries)
    told = tuple(replace(e, content=None, summary=Markup("All that happened.")) for e in theirs.entries)
    ours, theirs = replace(ours, entries=hollow), replace(theirs, entries=told)
    assert theirs.is_fuller_than(ours)
    assert not ours.is_fuller_than(replace(theirs, is_damaged=True))
    # Of the entry in which the document breaks off neither reading counts.
    cut = replace(theirs, entries=(replace(told[0], summary=None), told[1]), cut_off=1)
    assert not cut.is_fuller_than(replace(ours, cut_off=1, entries=(hollow[0], told[1])))


def test_a_disagreement_is_what_feedparser_finds_and_ours_does_not() -> None:
    theirs = parsed(4)
    first = replace(theirs.entries[0], link="https://e.example/0")
    found = compare_readings(parsed(3), replace(theirs, entries=(first, *theirs.entries[1:])))
    assert (found.ours, found.theirs, found.entries, found.fields) == (3, 4, ("id-3",), {"link": 1})
    assert disagreement_in_words(found) == (
        "feedparser finds 4 entries, our reader 3; ours lacks 1, 'id-3' first; "
        "feedparser finds what our reader does not in entries that both find: link of 1"
    )


def test_what_ours_finds_beyond_feedparser_is_no_disagreement() -> None:
    assert not compare_readings(parsed(4), parsed(3))
    assert disagreement_in_words(compare_readings(parsed(4), parsed(3))) == ""


def test_entries_that_share_an_address_are_told_apart_by_their_order() -> None:
    """suspilne.media lists an article twice, the second time without its text."""
    link = "https://suspilne.media/1"
    full, empty = Entry(0, link=link, content=Markup("Text")), Entry(1, link=link)
    feed = ParsedFeed(FeedFormat.RSS, entries=(full, empty))
    assert not compare_readings(feed, feed)
