"""Which of the texts that an article's page gave, and its feed, is the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wireroom.decide.versions import BESIDE, CHANGED, REREAD, versions_of
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
        is_page=from_page,
        title="" if from_page else f"Headline {number}",
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


@pytest.mark.parametrize(
    ("captured", "counts"), [(1, True), (2, False)], ids=["the same bytes", "later ones"]
)
def test_bytes_that_newer_code_reads_as_much_less_are_mended(captured: int, counts: bool) -> None:
    """A site's boilerplate may be longer than a short article; what is a teaser by now is another capture."""
    again = replace(copy(captured, 400, from_page=True), fingerprint=b"again", reason=REREAD)
    *_, later = versions_of([copy(0, 100, from_page=False), copy(1, 900, from_page=True), again])
    assert later.version == (3 if counts else None)


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


STANDS = "the text of its page stands"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"feed_id": 2}, STANDS, id="another feed"),
        pytest.param(
            {"trust": Trust.CARRIER}, "a carrier's version, where its publisher's stands", id="less trusted"
        ),
        pytest.param({"title": "Headline 0"}, STANDS, id="what it said before the page came, or a teaser"),
        pytest.param({"title": ""}, STANDS, id="no headline"),
        pytest.param({"reason": REREAD}, REREAD, id="the same bytes, read anew"),
    ],
)
def test_nobody_else_and_nothing_old_corrects_a_headline(said: dict[str, Any], reason: str) -> None:
    feed, page = copy(0, 300, from_page=False), copy(1, 4_000, from_page=True)
    judged = versions_of([feed, page, replace(copy(2, 310, from_page=False), **said)])
    assert (judged[-1].version, judged[-1].reason) == (None, reason)
    assert versions_of(judged) == judged, "whoever judges it again"


def test_the_publishers_own_headline_replaces_a_carriers_over_its_page() -> None:
    feed, page = replace(copy(0, 300, from_page=False), trust=Trust.CARRIER), copy(1, 4_000, from_page=True)
    own = replace(copy(2, 310, from_page=False), feed_id=2)
    assert versions_of([feed, page, own])[-1].reason == BESIDE


@pytest.mark.parametrize(("trust", "is_taken"), [(Trust.OWN, False), (Trust.STRANGER, True)])
def test_a_strangers_feed_corrects_its_words_only_over_a_page_that_did_not_replace_them(
    trust: Trust, is_taken: bool
) -> None:
    """Of a page on its publisher's own domain all that it says is taken."""
    feed, page, later = (
        copy(number, length, from_page=number == 1) for number, length in enumerate((300, 4_000, 310))
    )
    stranger = {"trust": Trust.STRANGER}
    judged = versions_of([replace(feed, **stranger), replace(page, trust=trust), replace(later, **stranger)])
    assert (judged[-1].version is not None) == is_taken


def archived(number: int, length: int, **said: Any) -> Copy:
    """A page that an archive or a sitemap led to: read as the feed's, or as nobody's."""
    return replace(
        copy(number, length, from_page=False), is_page=True, **{"title": "As the page has it", **said}
    )


@pytest.mark.parametrize("feed_id", [1, 0], ids=["its feed's backfill", "a file of nobody's"])
@pytest.mark.parametrize(
    ("copies", "reasons"),
    [
        pytest.param("feed page feed", ["new", "full_text", STANDS], id="a summary, then its page"),
        pytest.param("page feed", ["new", STANDS], id="a page, then what its feed says of it"),
        pytest.param(
            "whole page",
            ["new", "its page, which gives no more"],
            id="what the feed gives whole, and its page",
        ),
        pytest.param("page more", ["new", "richer than its page"], id="a feed that gives more than the page"),
    ],
)
def test_an_archived_page_and_its_feed_do_not_correct_each_other(
    feed_id: int, copies: str, reasons: list[str]
) -> None:
    made = {"feed": 300, "whole": 4_010, "more": 9_000}
    judged = versions_of(
        archived(place, 4_000, feed_id=feed_id)
        if kind == "page"
        else replace(copy(place, made[kind], from_page=False), title="As the feed has it")
        for place, kind in enumerate(copies.split())
    )
    assert [each.reason for each in judged] == reasons
    assert versions_of(judged) == judged, "whoever judges it again"


def test_an_archives_later_capture_of_a_page_is_what_the_publisher_corrected() -> None:
    *_, later = versions_of([archived(0, 4_000), archived(1, 4_100)])
    assert later.reason == "changed in its home feed"


ANY_ARCHIVE = pytest.mark.parametrize(
    "archive", [1, 0, 9], ids=["its feed's backfill", "a file of nobody's", "a sitemap's feed"]
)


@ANY_ARCHIVE
@pytest.mark.parametrize("page_at", [0, 2], ids=["page first", "line first"])
def test_a_headline_that_its_feed_corrects_stands_over_an_archived_page_of_other_words(
    archive: int, page_at: int
) -> None:
    """Whoever led to the page."""
    judged = versions_of(
        [
            archived(page_at, 4_000, feed_id=archive),
            *(
                replace(copy(hour, 310, from_page=False), title=title)
                for hour, title in ((1, "A"), (3, "A"), (4, "A2"), (5, "A3"))
            ),
        ]
    )
    before = ["new", STANDS] if page_at == 0 else ["new", "full_text"]
    assert [each.reason for each in judged] == [*before, STANDS, BESIDE, BESIDE]
    assert versions_of(judged) == judged, "whoever judges it again"


def test_a_headline_over_an_archived_page_is_from_then_on_of_the_feed_that_gave_it() -> None:
    """So two feeds with two headlines never flap."""
    said = ((1, "A"), (2, "Z"), (1, "A2"), (2, "Z2"), (1, "A3"))
    judged = versions_of(
        [
            archived(0, 4_000, feed_id=9),
            *(
                replace(copy(hour, 310, from_page=False), feed_id=feed, title=title)
                for hour, (feed, title) in enumerate(said, 1)
            ),
        ]
    )
    assert [each.reason for each in judged] == ["new", STANDS, STANDS, BESIDE, STANDS, BESIDE]


def gives(lengths: list[int], **said: Any) -> list[Copy]:
    """What a feed gives hour by hour, under one headline."""
    return [
        replace(copy(hour, length, from_page=False), title="A", **said)
        for hour, length in enumerate(lengths, 1)
    ]


@ANY_ARCHIVE
@pytest.mark.parametrize(
    ("lengths", "reasons"),
    [
        pytest.param([4_000, 4_100, 3_900], [STANDS, CHANGED, CHANGED], id="whole"),
        pytest.param([300, 320, 310], [STANDS] * 3, id="a teaser, which counts comments"),
        pytest.param([300, 3_900, 4_100], [STANDS, STANDS, CHANGED], id="a teaser, then whole"),
        pytest.param([3_900, 300, 320], [STANDS] * 3, id="whole, then a teaser"),
        pytest.param([3_900, 0, 4_100], [STANDS, "without the text that is stored", CHANGED], id="once none"),
    ],
)
def test_what_a_feed_that_gives_all_of_an_archived_page_changes_is_its_correction(
    archive: int, lengths: list[int], reasons: list[str]
) -> None:
    judged = versions_of([archived(0, 4_000, feed_id=archive), *gives(lengths)])
    assert [each.reason for each in judged] == ["new", *reasons]
    assert versions_of(judged) == judged, "whoever judges it again"


@pytest.mark.parametrize(
    ("page", "later", "reason"),
    [
        pytest.param({}, {"reason": REREAD}, REREAD, id="the same bytes, read anew"),
        pytest.param({"from_page": True}, {}, STANDS, id="beside the page that was fetched for it"),
        pytest.param({}, {"feed_id": 2}, STANDS, id="another feed's first"),
        pytest.param({}, {"trust": Trust.STRANGER}, "a stranger's version", id="less trusted"),
    ],
)
def test_no_other_copy_beside_an_archived_page_is_a_correction_of_its_text(
    page: dict[str, Any], later: dict[str, Any], reason: str
) -> None:
    first, second = gives([4_000, 4_100])
    judged = versions_of([archived(0, 4_000, feed_id=0, **page), first, replace(second, **later)])
    assert (judged[-1].version, judged[-1].reason) == (None, reason)


@pytest.mark.parametrize("is_page", [False, True], ids=["as filed", "as stored"])
def test_a_feed_that_had_an_archived_page_word_for_word_corrects_it(is_page: bool) -> None:
    page = archived(0, 4_000, feed_id=9, title="A")
    same, later = gives([4_000, 4_100])
    judged = versions_of([page, replace(same, fingerprint=page.fingerprint, is_page=is_page), later])
    assert [each.reason for each in judged] == ["new", "same content", CHANGED]
