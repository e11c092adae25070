"""An article and what is stored of it in, an intent with its reason out.

not stored ─────────────────────────────▶ insert
same fingerprint ───────────────────────▶ sighting
bytes older than the stored content's ──▶ sighting   a replay never undoes a correction
no text where text is stored ───────────▶ sighting
the home feed's copy ───────────────────▶ revise
another feed's, much richer ────────────▶ revise     and that feed becomes the article's home
another feed's, otherwise ──────────────▶ sighting   so two feeds with two versions never flap
"""

from __future__ import annotations

from wireroom.models import Action, Article, Decision, StoredArticle

MAX_REVISIONS = 50  # text that differs at each poll (a clock, a draw) ends here; lemon24/reader stops at 24
RICHER_BY = 1.5  # times as long as what is stored
RICHER_AT_LEAST = 200  # characters more


def decide(article: Article, stored: StoredArticle | None) -> Decision:
    """Say what the store shall do with `article`; never raises."""
    if stored is None:
        return Decision(Action.INSERT, article, "new")
    action, reason = _judge(article, stored)
    return Decision(action, article, reason, stored.id)


def _judge(article: Article, stored: StoredArticle) -> tuple[Action, str]:
    if article.fingerprint == stored.fingerprint:
        return Action.SIGHTING, "same content"
    if article.seen_at < stored.content_seen_at:
        return Action.SIGHTING, "older than the stored content"
    if not article.text and stored.text_length:
        return Action.SIGHTING, "without the text that is stored"
    if stored.revisions >= MAX_REVISIONS:
        return Action.SIGHTING, "too many versions: content that changes at every poll"
    if stored.home_feed_id is None or article.feed_id == stored.home_feed_id:
        return Action.REVISE, "changed in its home feed"
    if _is_richer(len(article.text), stored.text_length):
        return Action.REVISE, "richer in another feed"
    return Action.SIGHTING, "another feed's version"


def _is_richer(length: int, stored: int) -> bool:
    return length >= stored * RICHER_BY and length >= stored + RICHER_AT_LEAST
