"""A document's articles in, the same out without keys that different articles among them share."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from wireroom.models import Article


def drop_ambiguous_keys(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Take a key from all who share it where they are evidently different articles.

    One GUID on ten items would leave one of them (Miniflux#4197); so would one link. Whoever loses
    the last key is known by title, date and text within its feed. Order and number stay.
    """
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
    """Two versions of one article share GUID and URL, or keep their title, or their content."""
    if one.fingerprint == other.fingerprint:
        return False
    same_url = one.canonical_url == other.canonical_url
    if same_url and one.guid == other.guid and one.canonical_url:
        return False
    both_placed = one.canonical_url is not None and other.canonical_url is not None
    return one.title != other.title or (both_placed and not same_url)


def _without(article: Article, ambiguous: set[bytes]) -> Article:
    keys = tuple(key for key in article.keys if key not in ambiguous)
    return replace(article, keys=keys or (_lone_key(article),))


def _lone_key(article: Article) -> bytes:
    at = article.published.at if article.published else None
    parts = ("lone", str(article.feed_id), article.title, at.isoformat() if at else article.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()[:16]
