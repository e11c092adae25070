"""Make the identity keys of an entry: two entries with any key in common are the same article.

canonical URL ──▶ url key      without scheme and `www.`; a home page is no identity
GUID ──────────▶ guid key     URLs without scheme and `www.`; scoped to publisher, or feed if short
same text ─────▶ content key  same domain, same instant, at least 200 characters
none of these ─▶ title and date, or text
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from wireroom.models import Article
from wireroom.normalize.identity.settled_text import Settled, settled

ENOUGH_TEXT = 200  # characters; a longer text that is the same at the same instant is no coincidence
LONG_GUID = 16  # characters; a longer GUID is unique beyond its feed

_WEB = re.compile(r"https?://(?:www\d?\.)?", re.IGNORECASE)
_UNIQUE = re.compile(r"(?:tag:|urn:)", re.IGNORECASE)

AGREEING = 3  # of four signals; if fewer agree, a key was shared by accident


def identity_keys(
    *,
    feed_id: int,
    publisher_domain: str,
    guid: str | None = None,
    guid_is_permalink: bool | None = None,
    canonical_url: str | None = None,
    published_at: datetime | None = None,
    text: str = "",
    title: str = "",
) -> tuple[bytes, ...]:
    """Keys of 16 bytes, the strongest first; empty if nothing identifies the entry.

    GUIDs flip between http and https, gain and lose `www.` (FreshRSS#5151, NetNewsWire#324), and
    change with a headline (miniflux#2358): URL and content then still agree. Entries with neither
    GUID nor link are known by title and date, or by their text (Miniflux PR#2898).
    """
    keys = [
        _url_key(canonical_url),
        _guid_key(guid, guid_is_permalink, publisher_domain, feed_id),
        _content_key(publisher_domain, published_at, settled(text)),
    ]
    found = [key for key in keys if key is not None]
    if keys[0] is None and keys[1] is None:
        last = _last_resort(feed_id, title, published_at, text)
        found.extend([last] if last else [])
    return tuple(dict.fromkeys(found))


def _url_key(canonical_url: str | None) -> bytes | None:
    if not canonical_url:
        return None
    bare = _WEB.sub("", canonical_url.strip())
    host, _, path = bare.partition("/")
    return _key("url", f"{host.lower()}/{path}") if path.strip("/") or "?" in host else None


def _guid_key(guid: str | None, is_permalink: bool | None, domain: str, feed_id: int) -> bytes | None:
    bare = " ".join((guid or "").split())
    if not bare:
        return None
    is_url = _WEB.match(bare) is not None
    if is_url:
        host, _, path = _WEB.sub("", bare).partition("/")
        if is_permalink is not False and not path and "?" not in host:
            return None  # every entry has the home page as its GUID
        bare = f"{host.lower()}/{path.rstrip('/')}"
    unique = is_url or len(bare) >= LONG_GUID or _UNIQUE.match(bare) is not None
    return _key("guid", domain if unique else f"feed {feed_id}", bare)


def _content_key(domain: str, at: datetime | None, content: Settled) -> bytes | None:
    if at is None or content.length < ENOUGH_TEXT:
        return None
    return _key("content", domain, at.isoformat(timespec="seconds"), content.digest)


def _last_resort(feed_id: int, title: str, at: datetime | None, text: str) -> bytes | None:
    named, content = settled(title), settled(text)
    if named.length and at is not None:
        return _key("title", str(feed_id), named.digest, at.isoformat(timespec="seconds"))
    if named.length or content.length:
        return _key("text", str(feed_id), named.digest, content.digest)
    return None


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()[:16]


def drop_ambiguous_keys(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Remove a key from all articles that share it, where these are evidently different.

    One GUID or link on ten items would leave one article of them (Miniflux#4197). An article without any key
    left gets one of its title, and date or text, within its feed. Order and number stay.
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
    """Whether two are different articles: fewer than three agree of title, link, GUID, time of publication.

    Links are compared as written: `entries.php#111` and `#110` are two letters of newsletter.nixers.net.
    """
    if one.fingerprint == other.fingerprint:
        return False
    same_guid = one.guid is not None and one.guid == other.guid
    same_link = one.url is not None and one.url == other.url
    return sum((one.title == other.title, same_link, same_guid, _same_time(one, other))) < AGREEING


def _same_time(one: Article, other: Article) -> bool:
    """Whether the times agree; an unknown one agrees with any."""
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
    """Whether any two articles share a key; in most documents none do."""
    keys = [key for article in articles for key in article.keys]
    return len(set(keys)) < len(keys)


_NEVER = datetime.min.replace(tzinfo=UTC)


def merge_repeats(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Merge articles that share a key; call it after `drop_ambiguous_keys`.

    Atom allows several versions with one id in a document (RFC 4287 §4.1.1); filed in turn, they would revise
    each other at every poll. The newest by date is kept, then the longest, then the first, in the order of
    first appearance.
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
