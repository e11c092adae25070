"""An entry's links as written in; its absolute link, the canonical form and the section out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wireroom.models import Entry
from wireroom.normalize import absolute_url, canonical_url

# First path segments that are a section's name: letters only, and not what every site has.
_SECTION = re.compile(r"[a-z][a-z-]{3,29}")
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


@dataclass(frozen=True, slots=True)
class EntryLinks:
    """`url` as the feed gives it, absolute; `canonical` its identity; `origins` where each is from."""

    url: str | None
    canonical: str | None
    section: str | None
    origins: dict[str, str]


def understand_links(entry: Entry, base_url: str | None) -> EntryLinks:
    """Choose the article's page: the feed proxy's original ▷ link ▷ a GUID that is one ▷ an alternate."""
    said = _said_section(entry)
    resolved = ((origin, absolute_url(href, base_url)) for origin, href in _candidates(entry))
    origin, url = next((pair for pair in resolved if pair[1]), ("", None))
    if url is None:
        return EntryLinks(None, None, said, {})
    canonical = canonical_url(url) or url
    section = said or _section_of(canonical)
    origins = {"url": origin, "canonical_url": f"{origin}"}
    if section:
        origins["section"] = "section" if said else "url:path"
    return EntryLinks(url, canonical, section, origins)


def _candidates(entry: Entry) -> list[tuple[str, str]]:
    found = [("origLink", entry.original_link or ""), ("link", entry.link or "")]
    guid = (entry.guid or "").strip()
    if entry.guid_is_permalink is not False and guid.lower().startswith(("http://", "https://")):
        found.append(("guid", guid))
    found.extend(("link", link.href) for link in entry.links if link.rel in ("alternate", "related", "via"))
    return [(origin, href) for origin, href in found if href]


def _said_section(entry: Entry) -> str | None:
    return next((tag.term for tag in entry.tags if tag.scheme == "section" and tag.term), None)


def _section_of(url: str) -> str | None:
    path = url.partition("?")[0].partition("#")[0]
    segments = [segment for segment in path.split("/")[3:] if segment]  # after `https:`, nothing and the host
    if len(segments) < 2 or not _SECTION.fullmatch(segments[0]) or segments[0] in _NO_SECTION:
        return None
    return segments[0]
