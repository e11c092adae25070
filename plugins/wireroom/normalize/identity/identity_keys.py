"""What an entry says it is in, its identity keys out: any one in common means the same article.

canonical URL ──▶ url key      without scheme and `www.`; a home page is no identity
GUID ──────────▶ guid key     URLs without scheme and `www.`; scoped to publisher, or feed if short
same text ─────▶ content key  same domain, same instant, at least 200 characters
none of these ─▶ title and date, or text
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from wireroom.normalize.identity.settled_text import Settled, settled

ENOUGH_TEXT = 200  # characters from which the same text at the same instant is no coincidence
LONG_GUID = 16  # characters from which a GUID is unique beyond its feed

_WEB = re.compile(r"https?://(?:www\d?\.)?", re.IGNORECASE)
_UNIQUE = re.compile(r"(?:tag:|urn:)", re.IGNORECASE)


def identity_keys(
    *,
    feed_id: int,
    guid: str | None,
    guid_is_permalink: bool | None,
    canonical_url: str | None,
    publisher_domain: str,
    published_at: datetime | None,
    text: str,
    title: str = "",
) -> tuple[bytes, ...]:
    """Give 16-byte keys, the strongest first; empty where nothing identifies the entry.

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
            return None  # the home page as GUID of every entry
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
