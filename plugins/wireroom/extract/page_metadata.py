"""A page's tree in, what its head says of the article out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from wireroom.common.tables import groups
from wireroom.common.text import plain_text
from wireroom.common.urls import host_of
from wireroom.extract.json_ld import Json, address_of, article_of, instant_of, many, names, text_of
from wireroom.extract.page_title import page_title, shown_title
from wireroom.extract.visible.marked_up import author_seen, home_names, time_seen


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """As written; `dates` are (where, text), the most trusted first."""

    title: str | None
    description: str | None
    canonical: str | None
    home: str | None  # the site's, where a template names that as canonical
    site_name: str | None
    language: str | None
    image: str | None
    section: str | None
    licence: str | None  # address
    rights: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    body: str | None = None  # JSON-LD's articleBody
    base: str | None = None  # what its relative links are relative to, where it says so


_MOST_HEADINGS: Final = 8
_NAMED: Final = {
    what: tuple(" ".join(lines).split())
    for what, lines in groups("wireroom.extract", "meta_names.tsv").items()
}
_DUBLIN_CORE: Final = re.compile(r"dc[:_](?=[a-z])")
_SIGNED: Final = re.compile(
    r"(?:written |posted )?by|authors?|verfasst von|geschrieben von|écrit par|escrito por", re.I
)


def page_metadata(page: HtmlElement, *, url: str = "") -> PageMetadata:
    """Read JSON-LD (schema.org), OpenGraph, Dublin Core and plain meta elements, then the page itself.

    `url` is where the page stood: it tells which of several articles in the JSON-LD is the page's own.
    """
    metas = _metas(page)
    addresses = [url, *filter(None, (_linked(page, "canonical"), _first(metas, "og:url")))]
    article = article_of(page, addresses)
    site_name = (
        _first(metas, "og:site_name", "application-name")
        or text_of(article.get("publisher"))
        or _first(metas, "dc.publisher", "citation_journal_title")
    )
    canonical, home = _canonical([*addresses[1:], address_of(article.get("url"))])
    return PageMetadata(
        title=_title(page, metas, article, site_name, canonical or url),
        description=_first(metas, *_NAMED["summary"]) or text_of(article.get("description")),
        canonical=canonical,
        home=home,
        site_name=site_name,
        language=_attribute(page if page.tag == "html" else None, "lang")
        or _first(metas, "og:locale", "content-language", "dc.language")
        or text_of(article.get("inLanguage")),
        image=_first(metas, *_NAMED["image"]) or address_of(article.get("image")),
        section=_first(metas, "article:section")
        or text_of(article.get("articleSection"))
        or _first(metas, "parsely-section"),
        licence=_linked(page, "license") or address_of(article.get("license")),
        rights=_first(metas, *_NAMED["rights"]) or text_of(article.get("copyrightNotice")),
        authors=_authors(page, metas, article, site_name),
        tags=_all(metas, *_NAMED["tags"]) or names(article.get("keywords")),
        dates=tuple(_dates(page, metas, article)),
        body=next((text for text in many(article.get("articleBody")) if isinstance(text, str)), None),
        base=_attribute(next(page.iter("base"), None), "href"),
    )


def _title(
    page: HtmlElement, metas: dict[str, list[str]], article: Json, site_name: str | None, address: str
) -> str | None:
    told = [_first(metas, name) for name in _NAMED["title"]]
    of_page = _text(page, "title")
    headings = [text for each in islice(page.iter("h1"), _MOST_HEADINGS) if (text := _line(each))]
    said = (text_of(article.get("headline")), shown_title(headings, [*told, of_page]), *told)
    shown = (*headings[:1], _first(metas, "dc.title", "dcterms.title"), of_page)
    host = host_of(address)
    outlets = [*filter(None, [site_name]), *home_names(page, host)]
    return page_title((*said, *shown), outlets=outlets, host=host)


def _linked(page: HtmlElement, relation: str) -> str | None:
    links = (link for link in page.iter("link") if relation in (link.get("rel") or "").lower().split())
    return next(filter(None, (_attribute(link, "href") for link in links)), None)


def _canonical(addresses: list[str | None]) -> tuple[str | None, str | None]:
    """The first that is a page's, and the first that is the site's: templates name that on each page."""
    whole = [f"https:{each}" if each.startswith("//") else each for each in addresses if each]
    absolute = [each for each in whole if each.lower().startswith(("http://", "https://"))]
    pages = [each for each in absolute if each.partition("//")[2].partition("/")[2].strip("/")]
    homes = (each for each in absolute if each not in pages)
    return next(iter(pages), None), next(homes, None)


def _authors(
    page: HtmlElement, metas: dict[str, list[str]], article: Json, site_name: str | None
) -> tuple[str, ...]:
    """The outlet is the author where nobody else is (krautreporter.de signs all its JSON-LD itself)."""
    told = names(article.get("author"))
    for found in (told, names(article.get("creator"))):
        if any(name != site_name for name in found):
            return found
    return _named_authors(metas) or _labelled(metas, _SIGNED) or told or author_seen(page)


def _named_authors(metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Of the first name that is there; a profile's address is no name; journals write `Doe, Jane`."""
    for name in _NAMED["author"]:
        values = _all(metas, name)
        if values:
            return tuple(map(_turned, values)) if name == "citation_author" else values
    return ()


def _labelled(metas: dict[str, list[str]], label: re.Pattern[str]) -> tuple[str, ...]:
    """Cards of X have pairs of a label and its value: `twitter:label1` is `Written by`."""
    for number in ("1", "2"):
        if label.fullmatch(_first(metas, f"twitter:label{number}") or ""):
            return _all(metas, f"twitter:data{number}")
    return ()


def _turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name


def _dates(page: HtmlElement, metas: dict[str, list[str]], article: Json) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if found := instant_of(article.get(key)):
            yield f"json-ld:{key}", found
    yield from ((f"meta:{name}", text) for name in _NAMED["published"] for text in metas.get(name, ())[:1])
    if found := time_seen(page):
        yield "html:datePublished", found
    if found := instant_of(article.get("dateModified")):
        yield "json-ld:dateModified", found
    yield from ((f"meta:{name}", text) for name in _NAMED["modified"] for text in metas.get(name, ())[:1])


def _metas(page: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        names = (_attribute(meta, key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next(filter(None, names), None)
        written = _attribute(meta, "content") or _attribute(meta, "value")  # pages saved by tools have that
        content = plain_text(written or "")
        if name and content:
            found.setdefault(_DUBLIN_CORE.sub("dc.", name.lower()), []).append(content)
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _all(metas: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    """Of the first name that is there; an address is none."""
    values = next((metas[name] for name in names if name in metas), [])
    return tuple(value for value in values if "://" not in value)


def _text(page: HtmlElement, name: str) -> str | None:
    element = next(page.iter(name), None)
    return _line(element) or None if element is not None else None


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _attribute(element: HtmlElement | None, name: str) -> str | None:
    value = element.get(name) if element is not None else None
    return (value or "").strip() or None
