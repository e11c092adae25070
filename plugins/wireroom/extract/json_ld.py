"""Find the schema.org article among a page's JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from wireroom.common.text import plain_text, title_letters, unescape
from wireroom.extract.json_documents import Json, documents_in
from wireroom.extract.whole_names import is_whole_name

MAX_DEPTH = 6
MAX_OBJECTS = 500  # of a page: some list all they have

# Ends of types, the most telling first: an article; what stands where one would.
_KINDS = (("Article", "Posting", "Report"), ("Review", "Gallery", "Episode", "Recipe"))


def article_of(page: HtmlElement, addresses: Sequence[str] = ()) -> Json:
    """Give the first object whose type ends in Article, Posting or Report, else its like; empty for none.

    Of several, the one that names one of the page's own `addresses`: others are of related stories. Slips of
    templates are read over: commas before nothing, comments, CDATA marks, several documents in one, quotation
    marks that are all escaped.
    """
    found = objects_of(page)
    articles = next(filter(None, (_of_kind(found, ends) for ends in _KINDS)), [])
    articles = articles or _questions(found) or _pages(found)
    paths = {path for address in addresses if (path := _path(address))}
    own = (article for article in articles if _named_paths(article) & paths)
    article = next(own, articles[0] if articles else {})
    by_id = _by_id(found)
    return {key: _resolved(article[key], by_id) if key in _NODES else article[key] for key in article}


def objects_of(page: HtmlElement) -> list[Json]:
    """Every object of the page's JSON-LD, up to a limit."""
    found: list[Json] = []
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        written = script.text or ""
        for data in documents_in(unescape(written) if '"' not in written else written):
            found.extend(_objects(data, MAX_DEPTH))
            if len(found) > MAX_OBJECTS:
                break
    return found


_NODES = frozenset({"author", "creator", "publisher", "image"})


def text_of(value: object) -> str | None:
    """Give a plain value as text: the first of a list, the name of an object."""
    return next(iter(_texts(value)), None)


def instant_of(value: object) -> str | None:
    """Give a date as text; some write Unix time as a number."""
    written = next(iter(many(value)), None)
    is_number = isinstance(written, (int, float)) and not isinstance(written, bool)
    return str(written) if is_number else text_of(value)


def names(value: object) -> tuple[str, ...]:
    """Give the names of persons or organisations, each once."""
    return tuple(dict.fromkeys(name for name in _texts(value) if "://" not in name))


def address_of(value: object) -> str | None:
    """Give the address of an image or page: itself, or an object's `url`."""
    for item in many(value):
        written = (item.get("url") or item.get("@id")) if isinstance(item, Mapping) else item
        if isinstance(written, str) and written.strip():
            return written.strip()
    return None


def _texts(value: object, depth: int = MAX_DEPTH) -> Iterator[str]:
    for item in many(value) if depth else ():
        if isinstance(item, str) and (text := plain_text(item)):
            yield text
        elif isinstance(item, Mapping):
            yield from _texts(item.get("@value") or item.get("name") or _full_name(item), depth - 1)


def _full_name(person: Json) -> str:
    parts = (person.get("givenName"), person.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str))


def _objects(data: object, depth: int) -> Iterator[Json]:
    if depth == 0:
        return
    for item in many(data):
        if isinstance(item, Mapping):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(item.get(key), depth - 1)


def _of_kind(found: Sequence[Json], ends: tuple[str, ...]) -> list[Json]:
    return [node for node in found if any(str(kind).endswith(ends) for kind in many(node.get("@type")))]


def _questions(found: Sequence[Json]) -> list[Json]:
    """What somebody asked on a page of answers; those of a list of answers known beforehand have no date."""
    return [node for node in _of_kind(found, ("Question",)) if {"datePublished", "dateCreated"} & node.keys()]


def _pages(found: Sequence[Json]) -> list[Json]:
    """The page itself, where it calls itself no article.

    Of its authors the persons with a given name and a family name: krautreporter.de signs all its pages
    itself, and Yoast writes the login of whoever put them in.
    """
    by_id = _by_id(found)
    pages = ((page, _resolved(page.get("author"), by_id)) for page in _of_kind(found, ("WebPage",)))
    return [{**page, "author": [each for each in authors if _is_person(each)]} for page, authors in pages]


def day_of_video(page: HtmlElement, title: str | None) -> str | None:
    """When the video was uploaded that has the page's `title`, and so is all that it shows."""
    letters = title_letters(title or "")
    videos = _of_kind(objects_of(page), ("VideoObject",)) if letters else ()
    named = (video for video in videos if title_letters(text_of(video.get("name")) or "") == letters)
    return next((day for video in named if (day := instant_of(video.get("uploadDate")))), None)


def _is_person(item: object) -> bool:
    is_person = isinstance(item, Mapping) and "Person" in many(item.get("@type"))
    return is_person and is_whole_name(text_of(item) or "")


def _named_paths(article: Json) -> set[str]:
    named = (address_of(article.get(key)) for key in ("url", "mainEntityOfPage", "@id"))
    return {path for address in named if address and (path := _path(address))}


def _path(address: str) -> str:
    """What of an address names the page on its site; empty for the home page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.rstrip("/") and f"{parts.path.rstrip('/')}?{parts.query}"


def _by_id(found: Sequence[Json]) -> dict[str, Json]:
    return {str(node["@id"]): node for node in found if "@id" in node and len(node) > 1}


def _resolved(value: object, by_id: Mapping[str, Json]) -> list[Any]:
    """`{"@id": "#jane"}` is the object of that id, elsewhere on the page."""
    return [
        by_id.get(str(item["@id"]), item)
        if isinstance(item, Mapping) and "name" not in item and "@id" in item
        else item
        for item in many(value)
    ]


def many(value: object) -> list[Any]:
    """Give what stands where one or several may."""
    return value if isinstance(value, list) else [] if value is None else [value]
