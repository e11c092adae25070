"""Find an entry's URL, its canonical form, its section and its media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from wireroom.common.elements import ICON
from wireroom.common.text import storable
from wireroom.common.urls import absolute_url
from wireroom.models import Entry, Media
from wireroom.normalize import canonical_url

# The first path segment, if others follow, names a section, unless it is one of the general words below.
_SECTION = re.compile(r"https?://[^/?#]*/+([a-z][a-z-]{3,29})/+[^/?#]")
_NO_SECTION = frozenset(
    {
        *("article", "articles", "news", "story", "stories", "post", "posts", "blog", "blogs"),
        *("archive", "archives", "index", "video", "videos", "content", "entry", "node", "item"),
        *("items", "artikel", "feed", "feeds", "rss", "nachrichten", "noticias", "noticia"),
        *("actualite", "actualites", "photo", "photos", "live", "show", "pages"),
    }
)

# What templates write where there is no link.
_NO_LINK = frozenset({"n/a", "none", "null", "nil", "undefined", "nan", "false"})

MAX_MEDIA = 50
_SAID = tuple(field.name for field in fields(Media) if field.name not in ("url", "is_default"))
_PORTRAIT = re.compile(r"https?://(?:[^/]{1,60}\.)?gravatar\.com/", re.IGNORECASE)
_ANY_TYPE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


class EntryLinks(NamedTuple):
    """The URL of the article's page: `url` as in the feed, made absolute; `canonical`, which identifies it.

    `origins` maps a field of the article to where its value came from.
    """

    url: str | None
    canonical: str | None
    section: str | None
    origins: dict[str, str]


def entry_links(entry: Entry, base_url: str | None) -> EntryLinks:
    """Choose the article's page: `origLink` of a feed proxy, else link, GUID if it is a URL, or alternate."""
    said = _stated_section(entry)
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
        is_said = href and not href.lstrip().startswith("#") and href.strip().lower() not in _NO_LINK
        if is_said and (url := absolute_url(href, base_url)):
            return origin, url
    return "", None


def _candidates(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "origLink", entry.original_link
    yield "link", entry.link
    guid = (entry.guid or "").strip()
    is_path = guid.startswith("/") and entry.guid_is_permalink is True
    if is_path or (entry.guid_is_permalink is not False and guid.lower().startswith(("http://", "https://"))):
        yield "guid", guid
    for link in entry.links:
        if link.rel in ("alternate", "related", "via"):
            yield "link", link.href


def _stated_section(entry: Entry) -> str | None:
    for tag in entry.tags:
        if tag.scheme == "section" and tag.term:
            return tag.term
    return None


def _section_of(url: str) -> str | None:
    found = _SECTION.match(url)
    return found[1] if found and found[1] not in _NO_SECTION else None


class EntryMedia(NamedTuple):
    """The media of an entry; `image_url` is its lead image, `image_source` tells where that was found."""

    media: tuple[Mapping[str, object], ...]
    image_url: str | None
    image_source: str

    @property
    def seconds(self) -> int | None:
        """The duration of the only audio or video enclosure, if stated on it (JSON Feed); else None."""
        played = [row for row in _recordings(self.media) if row.get("kind") == "enclosure"]
        said = played[0].get("duration") if len(played) == 1 else None
        return said if isinstance(said, int) else None


def entry_media(
    entry: Entry, *, base_url: str | None, in_text: Sequence[str], seconds: int | None = None
) -> EntryMedia:
    """The media of `entry`, without duplicates and at most MAX_MEDIA, and its lead image.

    `in_text` are the absolute URLs of images in the cleaned body; the first that is not a portrait is the
    lead image if the entry names none. `seconds` is the duration that the entry states; it is set on its
    recording if there is exactly one.
    """
    found = [(item, url) for item in entry.media[:MAX_MEDIA] if (url := absolute_url(item.url, base_url))]
    rows = _each_once([_row(item, url) for item, url in found])
    if seconds and len(played := _recordings(rows)) == 1:
        rows = tuple([{**row, "duration": seconds} if row is played[0] else row for row in rows])
    lead = _lead(found) if found else None
    if lead:
        return EntryMedia(rows, lead, "media")
    seen = next((url for url in in_text if not _PORTRAIT.match(url)), None)
    return EntryMedia(rows, seen, "text:images" if seen else "")


def _each_once(rows: Sequence[Mapping[str, object]]) -> tuple[Mapping[str, object], ...]:
    """Merge media with the same URL, such as an enclosure and a `media:content`.

    Values of the enclosure win, whatever the order; among media of the same kind those of the first.
    """
    by_url: dict[object, Mapping[str, object]] = {}
    for row in sorted(rows, key=lambda row: row.get("kind") != "enclosure"):
        by_url[row["url"]] = {**row, **by_url.get(row["url"], {})}
    return tuple([by_url[url] for url in dict.fromkeys(row["url"] for row in rows)])


def _lead(found: Sequence[tuple[Media, str]]) -> str | None:
    """The picture marked as its group's default, else the widest; a thumbnail only if there is no other."""
    pictures = [(item, url) for item, url in found if _is_picture(item, url) and not _is_icon(item, url)]
    full = [pair for pair in pictures if pair[0].kind != "thumbnail"] or pictures
    return max(full, key=lambda pair: (bool(pair[0].is_default), pair[0].width or 0))[1] if full else None


def _is_picture(item: Media, url: str) -> bool:
    if item.kind in ("image", "thumbnail") or "image" in (item.medium, (item.type or "").lower()[:5]):
        return True
    says_nothing = (item.type or "").lower() in _ANY_TYPE and not item.medium
    return says_nothing and url.partition("?")[0].lower().endswith(_IMAGE_ENDINGS)


def _is_icon(item: Media, url: str) -> bool:
    """Whether it is small, or the author's portrait, which WordPress.com puts before other pictures."""
    is_small = 0 < (item.width or 0) <= ICON and 0 < (item.height or 0) <= ICON
    return is_small or _PORTRAIT.match(url) is not None


def _recordings(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The audio and video enclosures; if there are none, the other audio and video media."""
    played = [row for row in rows if _is_recording(row)]
    return [row for row in played if row.get("kind") == "enclosure"] or played


def _is_recording(row: Mapping[str, object]) -> bool:
    said = str(row.get("type") or row.get("medium") or "").lower()
    return said.startswith(("audio", "video"))


def _row(item: Media, url: str) -> Mapping[str, object]:
    row: dict[str, object] = {"url": url}
    for name in _SAID:
        value = getattr(item, name)
        if value is not None:
            row[name] = storable(value) if isinstance(value, str) else value
    return row
