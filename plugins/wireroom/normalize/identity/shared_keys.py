"""A document's articles in; each once, without keys that different articles among them share, out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from wireroom.models import Article

AGREEING = 3  # of four signals: fewer, and sharing a key is an accident


def drop_ambiguous_keys(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Take a key from all who share it where they are evidently different articles.

    One GUID on ten items would leave one of them (Miniflux#4197); so would one link. Whoever loses
    the last key is known by title, date and text within its feed. Order and number stay.
    """
    if not share_keys(articles):
        return tuple(articles)
    holders: dict[bytes, list[Article]] = defaultdict(list)
    for article in articles:
        for key in article.keys:
            holders[key].append(article)
    ambiguous = {key for key, sharing in holders.items() if _are_different(sharing)}
    return tuple(_without(article, ambiguous) for article in articles) if ambiguous else tuple(articles)


def _are_different(sharing: Sequence[Article]) -> bool:
    first, *others = sharing
    return any(_differ(first, other) for other in others)


def _differ(one: Article, other: Article) -> bool:
    """Two versions of one article agree in three of these: title, link, GUID, time of publication.

    Links count as written: `entries.php#111` and `#110` are two letters of newsletter.nixers.net.
    """
    if one.fingerprint == other.fingerprint:
        return False
    same_guid = one.guid is not None and one.guid == other.guid
    same_link = one.url is not None and one.url == other.url
    return sum((one.title == other.title, same_link, same_guid, _same_time(one, other))) < AGREEING


def _same_time(one: Article, other: Article) -> bool:
    """Unknown times do not contradict."""
    first, second = (article.published.at if article.published else None for article in (one, other))
    return first is None or second is None or first == second


def _without(article: Article, ambiguous: set[bytes]) -> Article:
    keys = tuple(key for key in article.keys if key not in ambiguous)
    return replace(article, keys=keys or (_lone_key(article),))


def _lone_key(article: Article) -> bytes:
    at = article.published.at if article.published else None
    parts = ("lone", str(article.feed_id), article.title, at.isoformat() if at else article.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()[:16]


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
