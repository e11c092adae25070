"""A document's articles in, each article once out: its newest version, with the keys of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from wireroom.models import Article


def share_keys(articles: Iterable[Article]) -> bool:
    """Tell the few documents that need a closer look from the many in which each key stands once."""
    keys = [key for article in articles for key in article.keys]
    return len(set(keys)) < len(keys)


_NEVER = datetime.min.replace(tzinfo=UTC)


def merge_repeats(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Join articles that share a key; call it after `drop_ambiguous_keys`.

    Atom allows one id at several versions in a document (RFC 4287 §4.1.1); filed one after the
    other they would revise each other at every poll. The newest by date counts, then the longest,
    then the first. Order is that of first appearance.
    """
    if not share_keys(articles):
        return tuple(articles)
    merged: list[Article | None] = []
    place_of: dict[bytes, int] = {}
    for article in articles:
        places = sorted({place_of[key] for key in article.keys if key in place_of})
        for place in places:
            earlier = merged[place]
            article = _join(earlier, article) if earlier is not None else article
            merged[place] = None
        where = places[0] if places else len(merged)
        merged[where : where + 1] = [article]
        place_of.update(dict.fromkeys(article.keys, where))
    return tuple(article for article in merged if article is not None)


def _join(first: Article, second: Article) -> Article:
    better = second if _rank(second) > _rank(first) else first
    return replace(better, keys=tuple(dict.fromkeys((*better.keys, *first.keys, *second.keys))))


def _rank(article: Article) -> tuple[datetime, int]:
    dates = [reading.at for reading in (article.updated, article.published) if reading and reading.at]
    return max(dates, default=_NEVER), len(article.text)
