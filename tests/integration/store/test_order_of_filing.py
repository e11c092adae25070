"""The order of filing does not matter: files in any order, in any batches, give the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count, groupby, permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from support.filings import NOW, article, feed, file, key, rejection, rows
from wireroom.decide import versions
from wireroom.models import Article, Trust
from wireroom.normalize import fingerprint
from wireroom.store import queries
from wireroom.store.connection import Connection

TRUST = {
    "archive": Trust.OWN,
    "own": Trust.OWN,
    "own too": Trust.OWN,
    "carrier": Trust.CARRIER,
    "stranger": Trust.STRANGER,
}
TEXTS = ("", "Short.", "Another, as short.", "Long. " * 60, "Longer by far. " * 200)

Capture = tuple[str, int, int, int]  # feed, hour, article, text

_number = count()


@st.composite
def histories(draw: st.DrawFn) -> list[Capture]:
    """What a few feeds said of two articles, hour by hour; a feed says one thing at a time."""
    captures = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(sorted(TRUST)), st.integers(0, 5), st.integers(0, 1)),
            st.integers(0, len(TEXTS) - 1),
            min_size=1,
            max_size=9,
        )
    )
    history = sorted((feed_, hour, number, text) for (feed_, hour, number), text in captures.items())
    assume(never_returns(history))
    return history


def never_returns(history: list[Capture]) -> bool:
    """No feed goes back to a text that it had: of such a one's time less is known, see test_plan_batch."""
    said: dict[tuple[str, int], list[int]] = {}
    for name, _, number, text in history:
        texts = said.setdefault((name, number), [])
        if texts[-1:] != [text]:
            texts.append(text)
    return all(len(texts) == len(set(texts)) for texts in said.values())


@pytest.mark.slow
@settings(
    max_examples=25,
    phases=[Phase.generate],
    print_blob=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), history=histories())
def test_the_order_of_filing_does_not_matter(
    conn: Connection, data: st.DataObject, history: list[Capture]
) -> None:
    """Articles, versions, sightings and disagreements are those of filing file by file, as captured."""
    files = [list(group) for _, group in groupby(history, key=lambda capture: capture[:2])]
    in_order = sorted(files, key=lambda captures: captures[0][1])
    shuffled = data.draw(st.permutations(files))
    cuts = data.draw(st.lists(st.booleans(), min_size=len(files), max_size=len(files)))
    batches: list[list[Capture]] = [[]]
    for captures, is_cut in zip(shuffled, cuts, strict=True):
        batches[-1].extend(captures)
        if is_cut:
            batches.append([])
    found = filed(conn, batches)
    assert found == filed(conn, in_order)
    assert {row[3] for stored_ in found if stored_ for row in stored_[1]} <= WORDS


def filed(conn: Connection, batches: Sequence[Sequence[Capture]]) -> list[Any]:
    """File the batches, each by itself; what then is stored of them, without numbers of rows and runs."""
    run = f"run {next(_number)}"
    feeds = {name: feed(conn, name.replace(" ", "-")) for name in TRUST}
    for batch in batches:
        file(conn, [captured(run, feeds, capture) for capture in batch], run=run)
    return [stored(conn, key(f"{run} {number}")) for number in range(2)]


def captured(run: str, feeds: dict[str, int], capture: Capture) -> Article:
    """What a feed said at that hour; equal texts of two feeds are alike in all (docs/decisions/0081)."""
    name, hour, number, text = capture
    page = {"provenance": {"text": "page:body"}} if name == "archive" and TEXTS[text] else {}
    return article(
        f"story {number}",
        feed_id=feeds[name],
        seen_at=NOW + timedelta(hours=hour),
        keys=(key(f"{run} {number}"),),
        text=f"{TEXTS[text]} As its page has it." if page else TEXTS[text],
        section=f"section {text}",
        trust=TRUST[name],
        **page,
    )


def stored(conn: Connection, identity: bytes) -> list[Any]:
    """Everything about one article."""
    found = rows(conn, "SELECT article_id FROM wireroom.article_keys WHERE key = %s", identity)
    if not found:
        return []
    [(number,)] = found
    return [
        rows(
            conn,
            "SELECT title, text, section, feed, trust, version, first_seen_at, captured_at, published_at"
            " FROM news.articles WHERE id = %s",
            number,
        ),
        rows(
            conn,
            "SELECT version, text, changed, change_reason, feed_id, trust, captured_at, replaced_at,"
            " is_current FROM news.revisions WHERE article_id = %s ORDER BY version",
            number,
        ),
        rows(
            conn,
            "SELECT feed, trust, first_seen_at, last_seen_at, times FROM news.sightings WHERE article_id = %s"
            " ORDER BY feed",
            number,
        ),
        rows(
            conn,
            "SELECT feed, trust, captured_at, last_captured_at, text, reason FROM news.disagreements"
            " WHERE article_id = %s ORDER BY captured_at, feed",
            number,
        ),
    ]


def test_how_far_a_feed_is_trusted_its_last_capture_says_whenever_it_is_filed(conn: Connection) -> None:
    """An older landing file that is filed late took back what a declaration had taught since."""
    carrier = feed(conn, "declared-since")
    captures = [
        article("ferry", feed_id=carrier, seen_at=NOW + timedelta(hours=hour), trust=trust)
        for hour, trust in ((1, Trust.DECLARED), (0, Trust.STRANGER))
    ]
    for number, capture in enumerate(captures):
        file(conn, [capture], run=f"late {number}")
    sighting = "SELECT trust, times FROM news.sightings WHERE feed_id = %s"
    assert rows(conn, sighting, carrier) == [("declared", 2)]


def test_why_an_entry_was_refused_its_last_capture_says_whenever_it_is_filed(conn: Connection) -> None:
    sender = feed(conn)
    said = [
        rejection("ferry", sender, seen_at=NOW + timedelta(hours=hour), reason=reason)
        for hour, reason in ((1, "no_content"), (0, "absurd"), (2, "too_large"))
    ]
    for number, batch in enumerate(([*said[:1], *said[2:]], said[1:2])):
        file(conn, rejections=batch, run=f"refused {number}")
    ((reason, times),) = rows(conn, "SELECT reason, times FROM news.rejected WHERE feed_id = %s", sender)
    assert (reason, times) == ("too_large", 3)


PAGE = "The page has all of it. " * 60


@pytest.mark.parametrize("page_at", [1, 3])
@pytest.mark.parametrize("order", list(permutations(range(3)))[:2], ids=["page first", "page last"])
def test_a_headline_stands_over_its_page_in_whatever_order_both_are_filed(
    conn: Connection, page_at: int, order: Sequence[int]
) -> None:
    """H1, then H2, and a page that was read when H1 stood; what the page had to bring is the text alone."""
    home = feed(conn, "headlines")
    captures = [said(home, 0, "H1"), page_of(home, page_at, "H1"), said(home, 2, "H2")]
    for number, place in enumerate(order):
        file(conn, [captures[place]], run=f"headlines {number}")
    [(title, text, version)] = rows(conn, "SELECT title, text, version FROM news.articles")
    assert (title, text, version) == ("H2", PAGE.strip(), 3)
    after = [(["text"],), (["title"],)] if page_at == 1 else [(["title"],), (["text"],)]
    assert rows(conn, "SELECT changed FROM news.revisions ORDER BY version") == [([],), *after]


def test_a_headline_that_came_back_stands_though_the_one_between_is_filed_late(
    conn: Connection,
) -> None:
    """Its page is another copy of the same feed: how long the headline lasted was forgotten with it."""
    home = feed(conn, "came-back")
    for number, capture in enumerate(
        [
            said(home, 0, "H1"),
            page_of(home, 1, "H1"),
            replace(said(home, 5, "H1"), is_known=True),
            said(home, 3, "H2"),
        ]
    ):
        file(conn, [capture], run=f"came back {number}")
    assert rows(conn, "SELECT title, text FROM news.articles") == [("H1", PAGE.strip())]


def test_a_teaser_that_changes_makes_no_version_over_the_text_of_its_page(conn: Connection) -> None:
    home = feed(conn, "comments")
    captures = [said(home, 0, "H1"), page_of(home, 1, "H1")]
    captures += [replace(said(home, 2 + n, "H1"), text=f"Teaser, {n} comments") for n in range(3)]
    for number, capture in enumerate(captures):
        file(
            conn, [replace(capture, fingerprint=fingerprint(capture.title, capture.text))], run=f"c {number}"
        )
    assert rows(conn, "SELECT title, version FROM news.articles") == [("H1", 2)]
    assert rows(conn, "SELECT count(*) FROM news.corrections") == [(0,)]


def test_a_page_out_of_an_archive_and_its_feeds_teaser_are_no_corrections(conn: Connection) -> None:
    """Sitemaps lead to the pages of what a feed told in a line; the feed goes on telling it so."""
    home = feed(conn, "archived page")
    teasers = [written(replace(said(home, hour, "H1"), text=f"Teaser {hour}."), "H1") for hour in (0, 2)]
    page = replace(page_of(home, 1, "H1 as the page has it"), from_page=False)
    for number, capture in enumerate((teasers[0], page, teasers[1])):
        file(conn, [capture], run=f"archived {number}")
    assert rows(conn, "SELECT text, version FROM news.articles") == [(PAGE.strip(), 2)]
    assert rows(conn, "SELECT change_reason FROM news.revisions ORDER BY version") == [
        ("published",),
        ("full_text",),
    ]
    assert rows(conn, "SELECT count(*) FROM news.corrections") == [(0,)]


@pytest.mark.slow
@pytest.mark.parametrize("first", [PAGE.strip(), f"{PAGE} Thus."], ids=["word for word", "nearly"])
def test_what_a_feed_corrects_beside_an_archived_page_is_filed_in_any_order(
    conn: Connection, first: str
) -> None:
    """The page first, then the feed with all of it, corrected twice."""
    home, archive = feed(conn, "whole"), feed(conn, "sitemap")
    texts = {1: first, 5: f"{PAGE} Corrected.", 9: f"{PAGE} Corrected again."}
    for number, order in enumerate(permutations(range(4))):
        shared = (key(f"whole {number}"),)
        page = replace(page_of(archive, 0, "H1"), from_page=False, keys=shared)
        given_ = [written(replace(said(home, at, "H1"), text=texts[at], keys=shared), "H1") for at in texts]
        for step, place in enumerate(order):
            file(conn, [[page, *given_][place]], run=f"whole {number} {step}")
        found = stored(conn, shared[0])
        assert [(row[3], row[1], row[2]) for row in found[1]] == [
            ("published", PAGE.strip(), []),
            ("corrected", texts[5], ["text"]),
            ("corrected", texts[9], ["text"]),
        ], order


def said(home: int, hour: int, title: str) -> Article:
    """What its feed says at that hour."""
    return written(
        article(
            "headline",
            feed_id=home,
            seen_at=NOW + timedelta(hours=hour),
            keys=(key("headline"),),
            text="Teaser.",
        ),
        title,
    )


def page_of(home: int, hour: int, title: str) -> Article:
    """Its page, read when `title` stood."""
    page = replace(
        said(home, hour, title), text=PAGE.strip(), from_page=True, provenance={"text": "page:body"}
    )
    return written(page, title)


def written(one: Article, title: str) -> Article:
    return replace(one, title=title, fingerprint=fingerprint(title, one.text))


WORDS = {
    "published",
    "corrected",
    "own_copy",
    "richer_copy",
    "full_text",
    "reread",
}  # as docs/COLUMNS.md has them

REASONS = (
    *(versions.NEW, versions.NEWER, versions.RICHER, versions.RICHER_THAN_PAGE, versions.FULL_TEXT),
    *(versions.BESIDE, versions.CHANGED, versions.REREAD, *versions.NEARER.values()),
)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_a_version_is_one_of_six_words(conn: Connection, reason: str) -> None:
    """One that `wireroom.change_reason` does not know would stand in news.revisions as it is stored."""
    [(word,)] = rows(conn, "SELECT wireroom.change_reason(%s)", reason)
    assert word in WORDS


@pytest.mark.parametrize(
    "query", ["filing/revise_articles", "filing/settle_heads", "replay/replayed_versions"]
)
def test_sql_knows_a_headline_over_a_page_by_the_words_that_are_stored(query: str) -> None:
    assert f"'{versions.BESIDE}'" in queries.query(query)
