"""Decide which copies of an article count as its versions.

In the order of capture, each copy is compared with the current one, `standing` (`judge_copy`):

there is no current copy ───────────────────────▶ counts      new
more trusted than the current one ──────────────▶ counts      closer to the publisher, however short
less trusted ───────────────────────────────────▶ not         only recorded
as trusted, and the same content ───────────────▶ not
            without text, the current one has it ▶ not
            same feed, or current one of no feed ▶ counts
            another feed's, much longer ────────▶ counts      and that feed becomes the article's home
            another feed's, otherwise ──────────▶ not         so that two feeds never alternate
            a page's, much longer than a feed's ▶ counts      `full_text`, wherever the page was found
            the page's again ───────────────────▶ counts      likewise, whatever the feed says
            the page's again, much shorter ─────▶ not         a teaser; but it counts if it is the very same
                                                              capture, read by newer code
            a feed's, the current one a page's ─▶ not         unless much longer, or its headline is new: that
                                                              counts beside the page's text; or it corrects an
                                                              archived page that the feed has in full

How trust is ordered, and why: docs/decisions/0080; for pages from archives: 0188.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from wireroom.models import Copy, Trust

RICHER_BY = 1.5  # times as long as the current text
RICHER_AT_LEAST = 200  # characters more
_NO_FEED = 0
# `wireroom.change_reason` has a word for each reason with which a version is stored.
NEW, NEWER = "new", "newer than the document on file"
RICHER, RICHER_THAN_PAGE = "richer in another feed", "richer than its page"
FULL_TEXT = "full_text"  # the text of the article's page, if the feed gave less
BESIDE = "changed in its home feed, beside the text of its page"
CHANGED = "changed in its home feed"
REREAD = "reread"  # the same capture, read by other code or another reader: no change by the publisher

NEARER = {
    Trust.OWN: "the publisher's own copy",
    Trust.DECLARED: "the declared publisher's copy",
    Trust.CARRIER: "a known carrier's copy, where a stranger's stood",
}
FARTHER = {
    Trust.DECLARED: "a declared feed's version, where the publisher's own stands",
    Trust.CARRIER: "a carrier's version, where its publisher's stands",
    Trust.STRANGER: "a stranger's version",
}


def versions_of(copies: Iterable[Copy]) -> list[Copy]:
    """Judge each copy against the one that was current when it was captured; versions are numbered from 1."""
    standing: Copy | None = None
    headline: Copy | None = None  # whose title is shown above the text of a page
    titles: dict[int, str] = {}  # feed → the last title that it gave the article
    bodies: dict[int, Copy] = {}  # feed → its last copy with a text
    version = 0
    judged = []
    for copy in sorted(copies, key=capture_order):
        counts, reason = judge_copy(copy, standing)
        if not counts and _corrects_body(copy, standing, bodies.get(copy.feed_id)):
            counts, reason = True, CHANGED
        elif not counts and _corrects_headline(copy, standing, headline, titles.get(copy.feed_id)):
            counts, reason = True, BESIDE
        elif not counts and copy.reason == REREAD:
            reason = REREAD  # kept, since it is needed when the copy is judged again
        version += counts
        copy = replace(copy, version=version if counts else None, reason=reason)
        if copy.text_length and (not copy.is_page or _says_the_same(copy, standing)):
            bodies[copy.feed_id] = copy
        if counts and not _is_below(copy, headline):
            headline = copy
        if counts and reason != BESIDE:
            standing = copy
        if copy.title and not copy.is_page:
            titles[copy.feed_id] = copy.title
        judged.append(copy)
    return judged


def _is_below(copy: Copy, headline: Copy | None) -> bool:
    """Whether `copy` is a page's text that is shown under the title of the feed that led to it.

    Not if that feed is a stranger's and the page is trusted more: then the page's own title is used.
    """
    if not copy.from_page or headline is None:
        return False
    return rank_of(headline.trust) > Trust.STRANGER or rank_of(copy.trust) == Trust.STRANGER


def _corrects_headline(copy: Copy, standing: Copy | None, headline: Copy | None, before: str | None) -> bool:
    """Whether the feed whose title is shown above a page's text has a new title; a new teaser is no version.

    A page from an archive has its own title; then a title that differs from `before`, the feed's last one,
    counts.
    """
    if standing is None or headline is None or not standing.is_page or copy.is_page:
        return False
    rank, other = rank_of(copy.trust), rank_of(headline.trust)
    may = rank > other or (rank == other and (headline.is_page or copy.feed_id == headline.feed_id))
    said = before if headline.is_page else headline.title
    is_new = bool(copy.title) and said is not None and copy.title != said
    return may and is_new and not headline.from_page and copy.reason != REREAD


def _corrects_body(copy: Copy, standing: Copy | None, before: Copy | None) -> bool:
    """Whether a feed that has the whole text of the current archived page changed its text since `before`.

    The feed's first copy beside the page is no correction: it is the same article in another form.
    """
    if standing is None or before is None or copy.is_page or not standing.is_page or standing.from_page:
        return False
    is_other = copy.fingerprint not in (standing.fingerprint, before.fingerprint) and copy.reason != REREAD
    is_whole = not any(is_richer(standing.text_length, each.text_length) for each in (before, copy))
    return is_other and is_whole and rank_of(copy.trust) == rank_of(standing.trust)


def _says_the_same(copy: Copy, standing: Copy | None) -> bool:
    """Whether a feed's copy has exactly the text of the current one, which is another feed's."""
    if standing is None or copy.from_page:
        return False
    return copy.fingerprint == standing.fingerprint and copy.feed_id != standing.feed_id


def judge_copy(copy: Copy, standing: Copy | None) -> tuple[bool, str]:
    """Whether `copy`, captured while `standing` was current, counts as a version, and why. Never raises."""
    if standing is None:
        return True, NEW
    if copy.trust is None and copy.version is not None and copy.fingerprint != standing.fingerprint:
        return True, copy.reason  # judged when it was filed, before trust was recorded
    rank, other = rank_of(copy.trust), rank_of(standing.trust)
    if rank > other and not copy.from_page:
        return True, NEARER[Trust(rank)]
    if copy.fingerprint == standing.fingerprint:
        is_reread = copy.reason == REREAD and copy.feed_id == standing.feed_id
        return is_reread, REREAD if is_reread else "same content"
    if rank < other:
        return False, FARTHER[Trust(rank)]
    if copy.from_page or standing.from_page:
        return _judge_page(copy, standing)
    return _judge_equal(copy, standing)


def _judge_equal(copy: Copy, standing: Copy) -> tuple[bool, str]:
    """Judge another text from an equally trusted feed."""
    if not copy.text_length and standing.text_length:
        return False, "without the text that is stored"
    if copy.is_page != standing.is_page:
        return _judge_body(copy, standing)
    if copy.feed_id == standing.feed_id:
        return True, REREAD if copy.reason == REREAD else CHANGED
    if standing.feed_id == _NO_FEED:
        return True, NEWER
    if is_richer(copy.text_length, standing.text_length):
        return True, RICHER
    return False, "another feed's version"


def _judge_page(copy: Copy, standing: Copy) -> tuple[bool, str]:
    is_same_capture = copy.reason == REREAD and copy.captured_at == standing.captured_at
    if (
        copy.from_page
        and standing.from_page
        and not is_same_capture
        and is_richer(standing.text_length, copy.text_length)
    ):
        return False, "a shorter text of its page, where the longer one stands"
    if copy.from_page and standing.from_page:
        return True, REREAD if copy.reason == REREAD else FULL_TEXT
    return _judge_body(copy, standing)


def _judge_body(copy: Copy, standing: Copy) -> tuple[bool, str]:
    """Judge a page's text against a feed's: neither corrects the other, only a much longer one counts."""
    if not is_richer(copy.text_length, standing.text_length):
        return False, "its page, which gives no more" if copy.is_page else "the text of its page stands"
    return (True, FULL_TEXT) if copy.is_page else (True, RICHER_THAN_PAGE)


def is_richer(length: int, standing: int) -> bool:
    """Whether a text of `length` is so much longer than the current one that it should replace it."""
    return length >= standing * RICHER_BY and length >= standing + RICHER_AT_LEAST


def rank_of(trust: Trust | None) -> int:
    """Trust as a number to compare; if it is not recorded, it is that of DECLARED."""
    return Trust.DECLARED if trust is None else trust


def capture_order(copy: Copy) -> tuple[datetime, int, int, float]:
    """Sort key: time of capture, then trust (higher first), feed id, order in which copies were stored."""
    filed = float("inf") if copy.id is None else copy.id
    return copy.captured_at, -rank_of(copy.trust), copy.feed_id, filed
