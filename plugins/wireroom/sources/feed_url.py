"""A feed's address as people give it in, the address to ask for out; or those that a site's page names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree, html

from wireroom.common.masking import MASK, references
from wireroom.common.urls import absolute_url

_LONGEST = 2000  # bytes; an index of the database holds no more than 2,704

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
_NAMED_AT_MOST = 20


def read_feed_url(text: str) -> str:
    """An http or https URL. `feed:` addresses, as old readers wrote them, become ordinary ones.

    Raises ValueError, in words.
    """
    url = re.sub(r"^feed:(?=https?:)|^feed:(?=//)", lambda match: "", text.strip(), flags=re.IGNORECASE)
    url = f"http:{url}" if url.startswith("//") else url
    if len(url.encode("utf-8", "replace")) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} bytes")
    if not url.isprintable() or " " in url:
        raise ValueError("holds a space or a control character")
    if MASK in url:
        raise ValueError(
            f"shows a secret masked ({MASK}); write the secret itself or its name, as in ?token=${{TOKEN}}"
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:  # whose words repeat what may be half a password
        raise ValueError(
            "has no proper host and port; in a password write / as %2F, ? as %3F, # as %23, @ as %40"
        ) from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError("does not begin with http:// or https://")
    if not parts.hostname:
        raise ValueError("names no host")
    return url


def refuse_references(text: str) -> None:
    """Whoever does not write feeds.yaml may not name our secrets: they would be sent where the text says.

    For each text of a form, or of somebody else's list. Raises ValueError, in words that follow its name.
    """
    if names := references(text):
        raise ValueError(
            f"refers to a secret of this machine (${{{names[0]}}}): write it into feeds.yaml, or add it with "
            "`wireroom feeds add`"
        )


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
    return tuple(found)[:_NAMED_AT_MOST]
