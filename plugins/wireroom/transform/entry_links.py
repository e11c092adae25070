"""An entry's links as written in; its absolute link, the canonical form and the section out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wireroom.common.urls import absolute_url
from wireroom.models import Entry
from wireroom.normalize import canonical_url

# First of several path segments that is a section's name: letters only, and not what every site has.
_SECTION = re.compile(r"https?://[^/?#]*/+([a-z][a-z-]{3,29})/+[^/?#]")
_NO_SECTION = frozenset(
    (
        *(
            "article",
            "articles",
            "news",
            "story",
            "stories",
            "post",
            "posts",
            "blog",
            "blogs",
            "archive",
            "archives",
        ),
        *(
            "index",
            "video",
            "videos",
            "content",
            "entry",
            "node",
            "item",
            "items",
            "artikel",
            "feed",
            "feeds",
            "rss",
        ),
        *(
            "nachrichten",
            "noticias",
            "noticia",
            "actualite",
            "actualites",
            "photo",
            "photos",
            "live",
            "show",
            "pages",
        ),
    )
)


class EntryLinks(NamedTuple):
    """`url` as the feed gives it, absolute; `canonical` its identity; `origins` where each is from."""

    url: str | None
    canonical: str | None
    section: str | None
    origins: dict[str, str]


def entry_links(entry: Entry, base_url: str | None) -> EntryLinks:
    """Choose the article's page: the feed proxy's original ▷ link ▷ a GUID that is one ▷ an alternate."""
    said = _said_section(entry)
    origin, url = _page(entry, base_url)
    if url is None:
        return EntryLinks(None, None, said, {})
    canonical = canonical_url(url) or url
    section = said or _section_of(canonical)
    origins = {"url": origin, "canonical_url": origin}
    if section:
        origins["section"] = "section" if said else "url:path"
    return EntryLinks(url, canonical, section, origins)


def _page(entry: Entry, base_url: str | None) -> tuple[str, str | None]:
    for origin, href in _candidates(entry):
        if href and (url := absolute_url(href, base_url)):
            return origin, url
    return "", None


def _candidates(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "origLink", entry.original_link
    yield "link", entry.link
    guid = (entry.guid or "").strip()
    if entry.guid_is_permalink is not False and guid.lower().startswith(("http://", "https://")):
        yield "guid", guid
    for link in entry.links:
        if link.rel in ("alternate", "related", "via"):
            yield "link", link.href


def _said_section(entry: Entry) -> str | None:
    for tag in entry.tags:
        if tag.scheme == "section" and tag.term:
            return tag.term
    return None


def _section_of(url: str) -> str | None:
    found = _SECTION.match(url)
    return found[1] if found and found[1] not in _NO_SECTION else None
