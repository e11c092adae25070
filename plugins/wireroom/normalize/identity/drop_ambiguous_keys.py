"""A document's articles in, the same out without keys that different articles among them share."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from wireroom.models import Article
from wireroom.normalize.identity.merge_repeats import share_keys

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
