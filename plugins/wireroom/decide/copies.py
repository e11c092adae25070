"""An article's copies and one capture more in; its copies with that capture, and the versions they make, out.

A capture joins the copies of its feed (`add_copy`):

the text that the feed had before and after ─▶ that copy lasts as long
the text that the feed had next ────────────▶ that copy began earlier, and says what it said then
the text it had, by another reader ─────────▶ a new copy, which counts as `reread`
bytes that were read before, in a replay ───▶ likewise, and what it said then ends there
another text ───────────────────────────────▶ a new copy, by which one that lasted longer is split
the MAX_COPIES and first of a feed ─────────▶ as they were: text that differs at each poll (a clock, a draw)

In the order of capture each copy is judged beside the one that stands (`judge_copy`):

nothing stands ─────────────────────────────────▶ counts      new
more trusted than what stands ──────────────────▶ counts      from nearer its publisher, however short
less trusted ───────────────────────────────────▶ not         recorded: a stranger speaks for nobody
as trusted, and the same content ───────────────▶ not
            no text where text stands ──────────▶ not
            from the same feed, or a document's ▶ counts
            another feed's, much richer ────────▶ counts      and that feed is the article's home then
            another feed's, otherwise ──────────▶ not         so two feeds with two versions never flap
            its page's, much richer, or anew ───▶ counts      `full_text`, whatever the feed goes on saying
            its page's anew, much shorter ──────▶ not         a teaser, where the whole stands
            a feed's, where its page's stands ──▶ not         unless much richer

How trust is ordered, and why: docs/decisions/0080.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from wireroom.models import Article, Copy, Trust

MAX_COPIES = 50  # of one article in one feed; lemon24/reader stops at 24

RICHER_BY = 1.5  # times as long as what stands
RICHER_AT_LEAST = 200  # characters more
_NO_FEED = 0
FULL_TEXT = "full_text"  # its page's text, where the feed gave less
REREAD = "reread"  # the feed's text as another reader reads it: no change of the publisher's

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


def add_copy(copies: Sequence[Copy], article: Article, row: int) -> list[Copy]:
    """Give all copies, those of a feed in the order of capture; `row` is the article's place in its batch."""
    source = (article.feed_id, article.from_page)
    mine = [copy for copy in copies if (copy.feed_id, copy.from_page) == source]
    others = [copy for copy in copies if (copy.feed_id, copy.from_page) != source]
    return others + _added(sorted(mine, key=capture_order), article, row)


def copy_of(article: Article, row: int | None) -> Copy:
    """The copy that one capture makes."""
    return Copy(
        feed_id=article.feed_id,
        trust=article.trust,
        fingerprint=article.fingerprint,
        captured_at=article.seen_at,
        last_captured_at=article.seen_at,
        text_length=len(article.text),
        from_page=article.from_page,
        row=row,
    )


def _added(mine: list[Copy], article: Article, row: int) -> list[Copy]:
    at = article.seen_at
    place = sum(copy.captured_at <= at for copy in mine)  # of the first that began later
    before, after = mine[:place], mine[place:]
    if article.replayed and before and at <= before[-1].last_captured_at:
        return [*before[:-1], *_replayed(before[-1], article, row, len(mine)), *after]
    if before and _says(before[-1], article):
        last = max(before[-1].last_captured_at, at)
        return [*before[:-1], replace(before[-1], trust=article.trust, last_captured_at=last), *after]
    is_within = bool(before) and at < before[-1].last_captured_at
    if after and _says(after[0], article) and not is_within:
        return [*before, replace(after[0], captured_at=at, trust=article.trust, row=row), *after[1:]]
    if len(mine) >= MAX_COPIES:
        return mine
    new = copy_of(article, row)
    if before and article.read_before in (b"", before[-1].fingerprint):
        new = replace(new, reason=REREAD)
    if not is_within:
        return [*before, new, *after]
    whole = before[-1]
    if whole.captured_at == at:  # the same bytes, read by better code: so all that followed is read
        return [
            *before[:-1],
            _until(whole, at),
            replace(new, last_captured_at=whole.last_captured_at),
            *after,
        ]
    again = replace(
        whole, id=None, version=None, captured_at=whole.last_captured_at, like=whole.id or whole.like
    )
    return [*before[:-1], _until(whole, whole.captured_at), new, again, *after]


def _replayed(last: Copy, article: Article, row: int, held: int) -> list[Copy]:
    """Of bytes that were loaded before: what today's code reads in them holds from there on."""
    if (_says(last, article) and not article.reads_otherwise) or held >= MAX_COPIES:
        return [last]
    new = replace(copy_of(article, row), reason=REREAD, last_captured_at=last.last_captured_at)
    return [_until(last, article.seen_at), new]


def _says(copy: Copy, article: Article) -> bool:
    return copy.fingerprint == article.fingerprint and copy.trust in (article.trust, None)


def _until(copy: Copy, at: datetime) -> Copy:
    return replace(copy, last_captured_at=at)


def versions_of(copies: Iterable[Copy]) -> list[Copy]:
    """Judge each copy against the one that stood when it was first captured; versions count from 1."""
    standing: Copy | None = None
    version = 0
    judged = []
    for copy in sorted(copies, key=capture_order):
        counts, reason = judge_copy(copy, standing)
        version += counts
        copy = replace(copy, version=version if counts else None, reason=reason)
        standing = copy if counts else standing
        judged.append(copy)
    return judged


def judge_copy(copy: Copy, standing: Copy | None) -> tuple[bool, str]:
    """Say whether `copy` counts, captured when `standing` was the article; never raises."""
    if standing is None:
        return True, "new"
    if copy.trust is None and copy.version is not None and copy.fingerprint != standing.fingerprint:
        return True, copy.reason  # it was judged when it was filed, before trust was known
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
    """Another text, by whoever is trusted as much."""
    if not copy.text_length and standing.text_length:
        return False, "without the text that is stored"
    if copy.feed_id == standing.feed_id:
        return True, REREAD if copy.reason == REREAD else "changed in its home feed"
    if standing.feed_id == _NO_FEED:
        return True, "newer than the document on file"
    if is_richer(copy.text_length, standing.text_length):
        return True, "richer in another feed"
    return False, "another feed's version"


def _judge_page(copy: Copy, standing: Copy) -> tuple[bool, str]:
    if copy.from_page and standing.from_page and is_richer(standing.text_length, copy.text_length):
        return False, "a shorter text of its page, where the longer one stands"
    if copy.from_page and standing.from_page:
        return True, REREAD if copy.reason == REREAD else FULL_TEXT
    if copy.from_page:
        is_more = is_richer(copy.text_length, standing.text_length)
        return is_more, FULL_TEXT if is_more else "its page, which gives no more"
    if is_richer(copy.text_length, standing.text_length):
        return True, "richer than its page"
    return False, "the text of its page stands"


def is_richer(length: int, standing: int) -> bool:
    """So much longer that it is worth having instead."""
    return length >= standing * RICHER_BY and length >= standing + RICHER_AT_LEAST


def rank_of(trust: Trust | None) -> int:
    """A number to compare by; what was filed before trust was known gives way to the publisher alone."""
    return Trust.DECLARED if trust is None else trust


def capture_order(copy: Copy) -> tuple[datetime, int, int, float]:
    """By time; at one time the most trusted first, then the feed listed first, then as they were filed."""
    filed = float("inf") if copy.id is None else copy.id
    return copy.captured_at, -rank_of(copy.trust), copy.feed_id, filed
