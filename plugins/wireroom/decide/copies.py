"""Add one capture of an article to its copies. A copy is one text that one feed gave for some time.

`add_copy` compares the capture with the copies of the same feed:

the text of the copy before it ─────────────▶ that copy is extended to this capture
the text of the next copy ──────────────────▶ that copy begins with this capture
same article, read by another reader ───────▶ a new copy, marked `reread`
bytes that were read before, in a replay ───▶ a new copy, marked `reread`; the copy before it ends there
another text ───────────────────────────────▶ a new copy, which splits a copy that lasted longer
one more than MAX_COPIES of a feed ─────────▶ nothing: its text differs at each poll (a clock, a draw)

Which copies count as versions: `versions_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wireroom.decide.versions import REREAD, capture_order
from wireroom.models import Article, Copy

MAX_COPIES = 50  # of one article in one feed; lemon24/reader stops at 24


def add_copy(copies: Sequence[Copy], article: Article, row: int) -> list[Copy]:
    """All copies with this capture added, those of its feed last and in order of capture.

    `row` is the article's position in its batch.
    """
    source = (article.feed_id, article.from_page)
    mine = [copy for copy in copies if (copy.feed_id, copy.from_page) == source]
    others = [copy for copy in copies if (copy.feed_id, copy.from_page) != source]
    return others + _added(sorted(mine, key=capture_order), article, row)


def copy_of(article: Article, row: int | None) -> Copy:
    """The copy that consists of this capture alone."""
    return Copy(
        feed_id=article.feed_id,
        trust=article.trust,
        fingerprint=article.fingerprint,
        captured_at=article.seen_at,
        last_captured_at=article.seen_at,
        text_length=len(article.text),
        from_page=article.from_page,
        is_page=article.from_page or article.provenance.get("text", "").startswith("page:"),
        row=row,
        title=article.title,
    )


def _added(mine: list[Copy], article: Article, row: int) -> list[Copy]:
    at = article.seen_at
    place = sum(copy.captured_at <= at for copy in mine)  # index of the first copy that began later
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
    if whole.captured_at == at:  # the same bytes, read by newer code: the new text holds for the whole span
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
    """What replaces `last` when its bytes are read again: the text as read today is valid from then on."""
    if (_says(last, article) and not article.reads_otherwise) or held >= MAX_COPIES:
        return [last]
    new = replace(copy_of(article, row), reason=REREAD, last_captured_at=last.last_captured_at)
    return [_until(last, article.seen_at), new]


def _says(copy: Copy, article: Article) -> bool:
    return copy.fingerprint == article.fingerprint and copy.trust in (article.trust, None)


def _until(copy: Copy, at: datetime) -> Copy:
    return replace(copy, last_captured_at=at)
