"""Planned batches in, what a database would hold after them out: the store's rules without its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from wireroom.decide import plan_batch
from wireroom.decide.plan_batch import as_stored
from wireroom.models import Article, BatchPlan, Copy, Known, StoredArticle, Trust, Writes

Seen = tuple[datetime, datetime, Trust]


class MemoryStore:
    """Heads, copies and sightings by article, as `sql/queries/filing/*.sql` keep them."""

    def __init__(self) -> None:
        self.ids: dict[bytes, int] = {}
        self.heads: dict[int, StoredArticle] = {}
        self.copies: dict[int, list[Copy]] = {}
        self.sightings: dict[tuple[int, int], Seen] = {}
        self._article_ids, self._copy_ids = count(1), count(1)

    def file(self, *articles: Article) -> BatchPlan:
        """Plan and write one batch."""
        keys = {key for article in articles for key in article.keys}
        ids = {key: id_ for key, id_ in self.ids.items() if key in keys}
        heads = {id_: self.heads[id_] for id_ in ids.values()}
        plan = plan_batch(articles, Known(ids, heads, self._load, self._article_ids))
        self._write(plan)
        return plan

    def versions(self, article_id: int) -> list[Copy]:
        """The versions of an article, in order; the last is its present content."""
        head = self.heads[article_id]
        if not head.has_copies:
            return [self._only(head)]
        made = [copy for copy in self.copies[article_id] if copy.version is not None]
        return sorted(made, key=lambda copy: copy.version or 0)

    def _load(self, article_ids: Sequence[int]) -> dict[int, list[Copy]]:
        return {id_: self._all_copies(id_) for id_ in article_ids}

    def _all_copies(self, article_id: int) -> list[Copy]:
        if article_id not in self.copies:
            self.copies[article_id] = [replace(c, id=next(self._copy_ids)) for c in self._seeds(article_id)]
        found = []
        for copy in self.copies[article_id]:
            mine = [c.captured_at for c in self.copies[article_id] if c.feed_id == copy.feed_id]
            if copy.captured_at == max(mine):
                _, last, _ = self.sightings.get((article_id, copy.feed_id), (None, copy.captured_at, None))
                copy = replace(copy, last_captured_at=max(copy.last_captured_at, last))
            found.append(copy)
        return found

    def _seeds(self, article_id: int) -> list[Copy]:
        head = self.heads[article_id]
        only = self._only(head)
        others = [
            replace(only, feed_id=feed, trust=trust, captured_at=first, last_captured_at=last, version=None)
            for (seen, feed), (first, last, trust) in self.sightings.items()
            if seen == article_id and feed != head.home_feed_id and first >= head.content_seen_at
        ]
        return [only, *others]

    def _only(self, head: StoredArticle) -> Copy:
        return Copy(
            feed_id=head.home_feed_id or 0,
            trust=head.trust,
            fingerprint=head.fingerprint,
            captured_at=head.content_seen_at,
            last_captured_at=head.content_seen_at,
            text_length=head.text_length,
            version=1,
            reason="new",
        )

    def _write(self, plan: BatchPlan) -> None:
        self.ids |= plan.keys
        for write in plan.writes:
            if write.writes in (Writes.ARTICLE, Writes.FIRST):
                self.heads[write.article_id] = as_stored(write.article_id, write.article)
            self._see(write.article_id, write.article)
        for article_id, copies in plan.copies.items():
            self.copies[article_id] = [
                replace(copy, id=copy.id or next(self._copy_ids), row=None, like=None) for copy in copies
            ]
            self.heads[article_id] = self._settled_head(article_id)

    def _see(self, article_id: int, article: Article) -> None:
        at, place = article.seen_at, (article_id, article.feed_id)
        first, last, _ = self.sightings.get(place, (at, at, None))
        if article.feed_id:
            self.sightings[place] = min(first, at), max(last, at), article.trust

    def _settled_head(self, article_id: int) -> StoredArticle:
        made = [copy for copy in self.copies[article_id] if copy.version is not None]
        present = max(made, key=lambda copy: copy.version or 0)
        return StoredArticle(
            id=article_id,
            home_feed_id=present.feed_id or None,
            fingerprint=present.fingerprint,
            content_seen_at=present.captured_at,
            text_length=present.text_length,
            revisions=len(made) - 1,
            trust=present.trust,
            has_copies=True,
        )
