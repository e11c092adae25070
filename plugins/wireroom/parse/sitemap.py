"""Read the pages of a sitemap's <urlset> as the entries of a feed.

Sitemaps protocol 0.9, with Google's news, image and video extensions.
"""

from __future__ import annotations

from wireroom.models import Entry, FeedFormat, Link, Markup, Media, ParsedFeed, RawDate, Tag
from wireroom.parse.newest_items import Newest, newest
from wireroom.parse.xml_feeds.element_text import Element, text_of
from wireroom.parse.xml_feeds.known_names import known_name

PAGES = ("{*}url",)
_DATES = {"lastmod": "lastmod", "news:publication_date": "news:publication_date"}


def is_sitemap(root: Element) -> bool:
    """Tell a <urlset>, with any namespace or none, from other roots."""
    return _local(root) == "urlset"


def read_sitemap(
    root: Element, max_entries: int | None, *, pruned: Newest[Element] | None = None
) -> ParsedFeed:
    """Read the newest `max_entries` pages; those without <loc> are left out.

    `pruned` has the pages, if most were cut out of the tree already.
    """
    found = [] if pruned else list(root.iter(*PAGES))
    kept = pruned.items() if pruned else newest(found, max_entries, dates_of_page)
    count = pruned.count if pruned else len(found)
    pages = ((place, _page(element)) for place, element in kept)
    entries = [_entry(page, place) for place, page in pages if "loc" in page]
    return ParsedFeed(
        format=FeedFormat.SITEMAP,
        version="0.9",
        entries=tuple(entries),
        left_out=count - len(kept),
    )


def dates_of_page(element: Element) -> list[str]:
    """The dates of a page as written, the best first, without reading the rest of it."""
    dates = {_name(child): child.text for child in element.iterdescendants("{*}*") if child.text}
    return [dates[name] for name in ("news:publication_date", "lastmod") if name in dates]


def _page(element: Element) -> dict[str, list[str]]:
    """All fields of one page: name → texts, in document order."""
    said: dict[str, list[str]] = {}
    for child in element.iterdescendants("{*}*"):
        text = text_of(child)
        if text and not len(child):
            said.setdefault(_name(child), []).append(text)
    return said


def _entry(said: dict[str, list[str]], position: int) -> Entry:
    link = said["loc"][0]
    title = _first(said, "news:title") or _first(said, "video:title")
    caption = _first(said, "video:description")
    dates = [RawDate(_DATES[name], text) for name in said if name in _DATES for text in said[name]]
    keywords = ",".join(said.get("news:keywords", [])).split(",")
    return Entry(
        position=position,
        link=link,
        links=(Link(link),),
        title=Markup(title) if title else None,
        content=Markup(caption) if caption else None,
        dates=tuple(dates),
        tags=tuple(Tag(word.strip()) for word in keywords if word.strip()),
        media=tuple(_media(said)),
        source_title=_first(said, "news:name"),
        language=_first(said, "news:language"),
    )


def _media(said: dict[str, list[str]]) -> list[Media]:
    images = [Media(url, "image") for url in said.get("image:loc", [])]
    stills = [Media(url, "thumbnail") for url in said.get("video:thumbnail_loc", [])]
    videos = [Media(url, "content") for url in said.get("video:content_loc", [])]
    return images + stills + videos


def _first(said: dict[str, list[str]], name: str) -> str | None:
    return next(iter(said.get(name, ())), None)


def _name(element: Element) -> str:
    return known_name(element.tag).removeprefix("sm:").removeprefix("?:")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()
