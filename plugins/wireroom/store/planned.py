"""Decisions of one batch in, what to write for each out; pure.

Decisions were made against what was stored before the batch. Inside it the same article may come several
times: from two feeds, or in several versions out of an archive. The first becomes the article; a later one is
a sighting, or a revision where the same feed says something else later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wireroom.models import Action, Article, Decision, StoredArticle


@dataclass(frozen=True, slots=True)
class Planned:
    """One decision and what becomes of it. `round` orders the versions of one article: 0 inserts it."""

    decision: Decision
    action: Action
    article_id: int
    round: int = 0

    @property
    def article(self) -> Article:
        return self.decision.article


@dataclass
class Ledger:
    """What is known of identities so far: grows as a batch is planned, forgotten where its writing fails."""

    ids: dict[bytes, int] = field(default_factory=dict)
    articles: dict[int, StoredArticle] = field(default_factory=dict)

    def copy(self) -> Ledger:
        return Ledger(dict(self.ids), dict(self.articles))

    def find(self, decision: Decision) -> StoredArticle | None:
        """The article that a decision is about; of its keys the first that is known counts."""
        known = decision.article_id
        if known is None or known not in self.articles:
            known = next((self.ids[key] for key in decision.article.keys if key in self.ids), None)
        return None if known is None else self.articles[known]

    def learn(self, article: Article, stored: StoredArticle) -> None:
        self.articles[stored.id] = stored
        for key in article.keys:
            self.ids.setdefault(key, stored.id)


def plan(decisions: Sequence[Decision], ledger: Ledger, fresh_ids: Iterator[int]) -> list[Planned]:
    """What to write for each decision, in order; `ledger` then knows it as written.

    Raises ValueError for an article without identity.
    """
    rounds: dict[int, int] = {}
    planned = []
    for decision in decisions:
        if not decision.article.keys:
            raise ValueError("an article without an identity key would be inserted with every poll")
        stored = ledger.find(decision)
        if stored is None:
            action, stored = Action.INSERT, _as_stored(decision.article, next(fresh_ids))
        else:
            action = _again(decision, stored)
        if action is Action.REVISE:
            rounds[stored.id] = rounds.get(stored.id, 0) + 1
            revised = _as_stored(decision.article, stored.id)
            stored = replace(revised, revisions=stored.revisions + 1)
        ledger.learn(decision.article, stored)
        planned.append(Planned(decision, action, stored.id, rounds.get(stored.id, 0)))
    return planned


def _again(decision: Decision, stored: StoredArticle) -> Action:
    """Revise only with other content, not older than what is there, and asked for or from its own feed."""
    article = decision.article
    asked = decision.action is Action.REVISE or (
        decision.action is Action.INSERT and (article.feed_id or None) == stored.home_feed_id
    )
    differs = article.fingerprint != stored.fingerprint
    return (
        Action.REVISE if asked and differs and article.seen_at >= stored.content_seen_at else Action.SIGHTING
    )


def _as_stored(article: Article, article_id: int) -> StoredArticle:
    return StoredArticle(
        id=article_id,
        home_feed_id=article.feed_id or None,
        fingerprint=article.fingerprint,
        content_seen_at=article.seen_at,
        text_length=len(article.text),
        revisions=0,
    )
