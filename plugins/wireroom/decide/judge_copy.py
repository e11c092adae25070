"""A copy of an article and the one that stands in, whether it takes its place and why out.

nothing stands ─────────────────────────────────▶ counts      new
more trusted than what stands ──────────────────▶ counts      from nearer its publisher, however short
less trusted ───────────────────────────────────▶ not         recorded: a stranger speaks for nobody
as trusted, and the same content ───────────────▶ not
            no text where text stands ──────────▶ not
            from the same feed, or a document's ▶ counts
            another feed's, much richer ────────▶ counts      and that feed is the article's home then
            another feed's, otherwise ──────────▶ not         so two feeds with two versions never flap

How trust is ordered, and why: docs/decisions/0080.
"""

from __future__ import annotations

from wireroom.decide.capture_order import rank_of
from wireroom.models import Copy, Trust

RICHER_BY = 1.5  # times as long as what stands
RICHER_AT_LEAST = 200  # characters more
_NO_FEED = 0
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


def judge_copy(copy: Copy, standing: Copy | None) -> tuple[bool, str]:
    """Say whether `copy` counts, captured when `standing` was the article; never raises."""
    if standing is None:
        return True, "new"
    if copy.trust is None and copy.version is not None and copy.fingerprint != standing.fingerprint:
        return True, copy.reason  # it was judged when it was filed, before trust was known
    rank, other = rank_of(copy.trust), rank_of(standing.trust)
    if rank > other:
        return True, NEARER[Trust(rank)]
    if copy.fingerprint == standing.fingerprint:
        return False, "same content"
    if rank < other:
        return False, FARTHER[Trust(rank)]
    if not copy.text_length and standing.text_length:
        return False, "without the text that is stored"
    if copy.feed_id == standing.feed_id:
        return True, REREAD if copy.reason == REREAD else "changed in its home feed"
    if standing.feed_id == _NO_FEED:
        return True, "newer than the document on file"
    if _is_richer(copy.text_length, standing.text_length):
        return True, "richer in another feed"
    return False, "another feed's version"


def _is_richer(length: int, standing: int) -> bool:
    return length >= standing * RICHER_BY and length >= standing + RICHER_AT_LEAST
