"""Read the URL of a feed as people write it, and find the feeds that a page names or links to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml import etree, html

from wireroom.common.http_headers import typed_links
from wireroom.common.masking import MASK, references
from wireroom.common.urls import absolute_url

_LONGEST_URL = 2000  # bytes; an index of the database holds no more than 2,704

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
MOST_NAMED = 20
_LOOKED_AT = 200  # links to feeds that are considered: some pages name one for each article
_FEED_PATH = re.compile(
    r"\.(?:rss|atom|rdf)$|(?:^|/)(?:feeds?|rss|atom)(?:\.(?:xml|json|php))?/?$", re.IGNORECASE
)

_REFRESH = re.compile(
    r"\s*([0-9]{1,3})[0-9.]*\s*[;,]\s*+(?:url\s*=\s*)?+['\"]?\s*([^'\"\s]{1,2000})", re.IGNORECASE
)
_AT_ONCE = 5  # seconds


def read_feed_url(text: str) -> str:
    """An http or https URL; `feed:` URLs, as old readers wrote them, become ordinary ones.

    Raises ValueError with a message that follows the URL.
    """
    url = re.sub(r"^feed:(?=https?:)|^feed:(?=//)", lambda match: "", text.strip(), flags=re.IGNORECASE)
    url = f"http:{url}" if url.startswith("//") else url
    if len(url.encode("utf-8", "replace")) > _LONGEST_URL:
        raise ValueError(f"is longer than {_LONGEST_URL:,} bytes")
    if not url.isprintable() or " " in url:
        raise ValueError("holds a space or a control character")
    if MASK in url:
        raise ValueError(
            f"shows a secret masked ({MASK}); write the secret itself or its name, as in ?token=${{TOKEN}}"
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:  # its message may contain part of a password
        raise ValueError(
            "has no proper host and port; in a password write / as %2F, ? as %3F, # as %23, @ as %40"
        ) from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError("does not begin with http:// or https://")
    if not parts.hostname:
        raise ValueError("names no host")
    return url


def refuse_references(text: str) -> None:
    """Raise ValueError if a text refers to a secret; for texts of forms and of other people's lists.

    Only the author of feeds.yaml may refer to secrets: they are sent to the URL that the text names.
    """
    if names := references(text):
        raise ValueError(
            f"refers to a secret of this machine (${{{names[0]}}}): write it into feeds.yaml, or add it with "
            "`wireroom feeds add`"
        )


def named_feeds(page: bytes, base: str, headers: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
    """Absolute URLs of `<link rel=alternate>` with the type of a feed (WHATWG HTML §4.6.7.1), each once.

    Those of the answer's Link headers (RFC 8288) come first; `<base href>` is respected.
    """
    root = _tree(page)
    base_of_page = _base(root, base)
    of_page = (
        (link.get("rel") or "", link.get("type") or "", link.get("href") or "", base_of_page)
        for link in (() if root is None else root.iter("link"))
    )
    of_answer = ((rels, kind, target, base) for rels, kind, target in typed_links(headers))
    targets = (
        (target, seen_from)
        for rels, kind, target, seen_from in chain(of_answer, of_page)
        if target and _is_feed(kind) and "alternate" in rels.lower().split()
    )
    return _first(absolute_url(*each) for each in islice(targets, _LOOKED_AT))


def _is_feed(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() in _TYPES


def _first(addresses: Iterable[str | None]) -> tuple[str, ...]:
    """The first MOST_NAMED URLs without duplicates and without WordPress's API."""
    found: dict[str, None] = {}
    for address in addresses:
        if address and "/wp-json/" not in address:
            found.setdefault(address)
        if len(found) == MOST_NAMED:
            break
    return tuple(found)


def linked_feeds(page: bytes, base: str) -> tuple[str, ...]:
    """Absolute URLs of `<a href>` that look like feeds: many pages have only such links to theirs."""
    root = _tree(page)
    targets = () if root is None else (link.get("href") or "" for link in root.iter("a"))
    base = _base(root, base)
    addresses = (absolute_url(target, base) for target in targets if target)
    return _first(each for each in addresses if each and _FEED_PATH.search(urlsplit(each).path))


def refreshed_to(page: bytes, base: str) -> str | None:
    """The absolute URL to which a page sends browsers at once: `<meta http-equiv=refresh>`.

    WHATWG HTML §4.2.5.3; None if it stays, or leads to itself.
    """
    root = _tree(page)
    base_of_page = _base(root, base)
    for meta in () if root is None else root.iter("meta"):
        found = _REFRESH.match(meta.get("content") or "")
        if (
            found
            and (meta.get("http-equiv") or "").strip().lower() == "refresh"
            and int(found[1]) <= _AT_ONCE
        ):
            target = absolute_url(found[2], base_of_page)
            return None if target == base else target
    return None


def _tree(page: bytes) -> html.HtmlElement | None:
    try:
        return html.fromstring(page)
    except (etree.LxmlError, ValueError):  # no markup at all, or nothing but a comment
        return None


def _base(root: html.HtmlElement | None, base: str) -> str:
    """The URL of the first `<base href>` (WHATWG HTML §4.2.3), else that of the page."""
    said = () if root is None else (each.get("href") for each in root.iter("base"))
    first = next((href for href in said if href), "")
    return absolute_url(first, base) or base
