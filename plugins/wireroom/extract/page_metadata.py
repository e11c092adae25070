"""A page in, what its head says of the article out. Read with BeautifulSoup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from wireroom.extract.json_ld import Json, article_of, names, text_of


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """As written; `dates` are (where, text), the most trusted first."""

    title: str | None
    description: str | None
    canonical: str | None
    site_name: str | None
    language: str | None
    image: str | None
    section: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]


# Names of meta elements, the most exact first.
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "date.published", "publishdate"),
    *("pubdate", "publish-date", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "dcterms.created", "dc.date", "date"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")


def page_metadata(page: BeautifulSoup) -> PageMetadata:
    """Read JSON-LD (schema.org), OpenGraph, Dublin Core and plain meta elements, then the page itself."""
    metas = _metas(page)
    article = article_of(page)
    return PageMetadata(
        title=text_of(article.get("headline"))
        or _first(metas, "og:title", "twitter:title")
        or _text(page.h1)
        or _text(page.title),
        description=_first(metas, "og:description", "description", "twitter:description"),
        canonical=_attribute(page.select_one("link[rel~=canonical][href]"), "href")
        or _first(metas, "og:url"),
        site_name=_first(metas, "og:site_name", "application-name"),
        language=_attribute(page.html, "lang") or _first(metas, "og:locale", "content-language"),
        image=_first(metas, "og:image", "twitter:image"),
        section=_first(metas, "article:section") or text_of(article.get("articleSection")),
        authors=names(article.get("author")) or tuple(_all(metas, "author", "article:author", "dc.creator")),
        tags=tuple(_all(metas, "article:tag", "news_keywords", "keywords")),
        dates=tuple(_dates(page, metas, article)),
    )


def _dates(page: BeautifulSoup, metas: dict[str, list[str]], article: Json) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if found := text_of(article.get(key)):
            yield f"json-ld:{key}", found
    yield from ((f"meta:{name}", text) for name in _PUBLISHED for text in metas.get(name, ())[:1])
    time = page.select_one("time[pubdate][datetime], time[itemprop=datePublished][datetime]")
    if found := _attribute(time, "datetime"):
        yield "html:time", found
    if found := text_of(article.get("dateModified")):
        yield "json-ld:dateModified", found
    yield from ((f"meta:{name}", text) for name in _MODIFIED for text in metas.get(name, ())[:1])


def _metas(page: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.find_all("meta"):
        names = (_attribute(meta, key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next(filter(None, names), None)
        written = _attribute(meta, "content") or _attribute(meta, "value")  # pages saved by tools have that
        content = " ".join((written or "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _all(metas: dict[str, list[str]], *names: str) -> list[str]:
    """Of the first name that is there; a profile's address is no name."""
    values = next((metas[name] for name in names if name in metas), [])
    return [value for value in values if "://" not in value]


def _text(element: Tag | None) -> str | None:
    return " ".join(element.get_text().split()) or None if element else None


def _attribute(element: Tag | None, name: str) -> str | None:
    value = element.get(name) if element else None
    return value.strip() or None if isinstance(value, str) else None
