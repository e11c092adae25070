"""Decide what to write for each article of a batch, given what is already stored.

The end result depends neither on the order of batches nor on how articles are divided into them.

the batch brings of an article                         ─▶ what is written
──────────────────────────────────────────────────────────────────────────────────────────────────────
a new article, one text                                ─▶ insert
a new article, several texts                           ─▶ insert; each other text: revise if it counts
the only stored text, captured later                   ─▶ sighting
the only stored text, captured earlier                 ─▶ sighting; it replaces the first version
the only stored text, from a more trusted feed         ─▶ revise
the only stored text, earlier, from a less trusted one ─▶ revise; it becomes the first version
another text, captured after the current one           ─▶ revise if it counts, else sighting and a copy
another text, captured before the current one          ─▶ the same; versions are numbered anew
the feed's latest text, if copies are stored           ─▶ sighting
the same bytes, read by newer code                     ─▶ revise if it counts
stored bytes, read by another reader or in a replay    ─▶ revise, `reread`: no change by the publisher
the 51st text of a feed                                ─▶ sighting
an unchanged entry (`is_known`)                        ─▶ sighting; nothing if its article has been deleted

`add_copy` says how captures form copies, `judge_copy` which of two copies is current, `versions_of` which
copies count as versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wireroom.decide.copies import add_copy
from wireroom.decide.versions import NEW, REREAD, capture_order, rank_of, versions_of
from wireroom.models import Action, Article, BatchPlan, Copy, Known, PlannedWrite, StoredArticle, Writes

Captures = list[tuple[int, Article]]  # of one article: position in the batch and capture, in order of capture
Written = dict[int, PlannedWrite]  # by position in the batch


def plan_batch(articles: Sequence[Article], known: Known) -> BatchPlan:
    """Plan all writes of a batch. Raises ValueError for an article without an identity key."""
    ids, captures = _identified(articles, known)
    writes: Written = {}
    unsettled: dict[int, Captures] = {}
    learnt = set()
    for article_id, brought in captures.items():
        stored = known.articles.get(article_id)
        settled = _settled(article_id, brought, stored)
        if settled is None:
            unsettled[article_id] = brought
            continue
        writes |= settled
        if stored and stored.trust is None and any(a.feed_id == stored.home_feed_id for _, a in brought):
            learnt.add(article_id)
    copies = _copies_after(unsettled, known)
    kept = {}
    for article_id, (before, after) in copies.items():
        kept[article_id] = _kept(before, after)
        writes |= _written(article_id, unsettled[article_id], before, after)
    writes |= _seen_again(articles, ids)
    return BatchPlan(
        writes=tuple(writes[place] for place in range(len(articles)) if place in writes),
        keys={key: article_id for key, article_id in ids.items() if key not in known.ids},
        copies={
            id_: tuple(after)
            for id_, (before, after) in copies.items()
            if not _has_copies(known, id_) or _facts(after) != _facts(before)
        },
        kept=kept,
        learnt=frozenset(learnt),
    )


def _identified(articles: Sequence[Article], known: Known) -> tuple[dict[bytes, int], dict[int, Captures]]:
    """Key → id of its article, and id → captures of it; of several known keys the first counts."""
    ids = dict(known.ids)
    captures: dict[int, Captures] = {}
    for place, article in enumerate(articles):
        if not article.keys:
            raise ValueError("an article without an identity key would be inserted with every poll")
        if article.is_known:
            continue
        found = next((ids[key] for key in article.keys if key in ids), None)
        article_id = next(known.fresh_ids) if found is None else found
        for key in article.keys:
            ids.setdefault(key, article_id)
        captures.setdefault(article_id, []).append((place, article))
    for brought in captures.values():
        if len(brought) > 1:
            brought.sort(key=lambda each: (each[1].seen_at, -rank_of(each[1].trust), each[1].feed_id))
    return ids, captures


def _seen_again(articles: Sequence[Article], ids: Mapping[bytes, int]) -> Written:
    """Sightings of known entries: they have no content to compare, but their feed still carries them."""
    writes: Written = {}
    for place, article in enumerate(articles):
        if article.is_known and (found := next((ids[key] for key in article.keys if key in ids), None)):
            writes[place] = PlannedWrite(Action.SIGHTING, article, found, "same content", Writes.NOTHING)
    return writes


def _settled(article_id: int, brought: Captures, stored: StoredArticle | None) -> Written | None:
    """The writes if the article has a single text and gets no other; None if copies must be compared."""
    if stored and (stored.has_copies or stored.revisions or any(a.reads_otherwise for _, a in brought)):
        return None
    standing = stored
    writes: Written = {}
    for place, article in brought:
        if standing is None:
            action, reason, goes = Action.INSERT, NEW, Writes.ARTICLE
            standing = as_stored(article_id, article)
        elif article.fingerprint != standing.fingerprint or (
            standing.trust is not None and article.trust > standing.trust
        ):
            return None
        elif (article.seen_at, article.feed_id) >= (standing.content_seen_at, standing.home_feed_id or 0):
            action, reason, goes = Action.SIGHTING, "same content", Writes.NOTHING
        elif rank_of(article.trust) < rank_of(standing.trust):
            return None
        else:
            action, reason, goes = Action.SIGHTING, "same content, captured earlier", Writes.FIRST
            standing = as_stored(article_id, article)
        writes[place] = PlannedWrite(action, article, article_id, reason, goes)
    return writes


def as_stored(article_id: int, article: Article) -> StoredArticle:
    """What is stored of an article right after its first version was inserted."""
    return StoredArticle(
        id=article_id,
        home_feed_id=article.feed_id or None,
        fingerprint=article.fingerprint,
        content_seen_at=article.seen_at,
        text_length=len(article.text),
        revisions=0,
        trust=article.trust,
    )


def _copies_after(
    unsettled: Mapping[int, Captures], known: Known
) -> dict[int, tuple[list[Copy], list[Copy]]]:
    """Article id → its copies as stored, and its copies with those of the batch added and judged."""
    stored = known.copies([id_ for id_ in unsettled if id_ in known.articles]) if unsettled else {}
    copies = {}
    for article_id, brought in unsettled.items():
        before = list(stored.get(article_id, ()))
        after: Sequence[Copy] = before
        for place, article in brought:
            after = add_copy(after, article, place)
        copies[article_id] = before, versions_of(after)
    return copies


def _has_copies(known: Known, article_id: int) -> bool:
    return article_id in known.articles and known.articles[article_id].has_copies


def _facts(copies: Iterable[Copy]) -> list[Copy]:
    """The copies for comparison, without the end of each feed's last copy, which its sightings record."""
    ordered = sorted(copies, key=capture_order)
    last = {(copy.feed_id, copy.from_page): place for place, copy in enumerate(ordered)}
    return [
        replace(copy, last_captured_at=copy.captured_at)
        if last[copy.feed_id, copy.from_page] == place
        else copy
        for place, copy in enumerate(ordered)
    ]


def _kept(before: Sequence[Copy], after: Sequence[Copy]) -> int:
    """The number of stored versions that stay: all if new ones only follow them, else 0."""
    old = sorted((c for c in before if c.version is not None), key=lambda c: c.version or 0)
    new = [c for c in after if c.version is not None]
    is_kept = len(old) <= len(new) and all(
        one.id == other.id and other.row is None for one, other in zip(old, new, strict=False)
    )
    return len(old) if is_kept else 0


def _written(article_id: int, brought: Captures, before: Sequence[Copy], after: Iterable[Copy]) -> Written:
    by_row: dict[int, Copy] = {}
    for copy in after:
        if copy.row is not None:
            by_row.setdefault(copy.row, copy)  # a split copy occurs twice; the first part counts
    writes = {}
    for place, article in brought:
        made = by_row.get(place)
        if made is None:
            write = PlannedWrite(Action.SIGHTING, article, article_id, "same content", Writes.NOTHING)
        else:
            action = Action.SIGHTING
            if made.id is None and made.version is not None and made.reason != REREAD:
                action = Action.INSERT if not before and made.version == 1 else Action.REVISE
            write = PlannedWrite(action, article, article_id, made.reason, Writes.COPY)
        writes[place] = write
    return writes
