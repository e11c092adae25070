"""An HTML page in, the feeds that it names out: people paste a site's address where a feed's is wanted."""

from __future__ import annotations

from lxml import etree, html

from wireroom.common.urls import absolute_url

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
_MOST = 20


def named_feeds(page: bytes, base: str) -> tuple[str, ...]:
    """Absolute addresses of `<link rel=alternate>` with a feed's type (WHATWG HTML §4.6.7.1), each once."""
    try:
        root = html.fromstring(page)
    except (etree.LxmlError, ValueError):  # no markup at all, or nothing but a comment
        return ()
    found: dict[str, None] = {}
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in rel and kind in _TYPES and link.get("href"):
            address = absolute_url(link.get("href"), base)
            if address and "/wp-json/" not in address:
                found.setdefault(address)
    return tuple(found)[:_MOST]
