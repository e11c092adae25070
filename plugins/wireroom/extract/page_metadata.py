"""Read what a page's head says of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from wireroom.common.urls import absolute_url, host_of
from wireroom.extract.json_documents import Json
from wireroom.extract.json_ld import (
    address_of,
    article_of,
    day_of_video,
    instant_of,
    many,
    names,
    text_of,
)
from wireroom.extract.meta_elements import (
    NAMED,
    Metas,
    all_of,
    attribute_of,
    first_of,
    line_of,
    linked,
    metas_of,
    shown_in,
)
from wireroom.extract.page_address import pages_and_home
from wireroom.extract.page_authors import organisations_of, page_authors
from wireroom.extract.page_image import page_image
from wireroom.extract.page_section import page_section
from wireroom.extract.page_title import is_of_section, page_title, shown_title, uncut
from wireroom.extract.visible.beside_headline import below_kicker, in_place_of_h1, without_badge
from wireroom.extract.visible.linked_tags import linked_section, linked_tags
from wireroom.extract.visible.marked_up import home_names, microformat_time, time_seen


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
    outlets: tuple[str, ...]  # organisations that stand where an author would
    tags: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    body: str | None = None  # JSON-LD's articleBody
    base: str | None = None  # what its relative links are relative to, where it says so


_MOST_HEADINGS: Final = 8


def page_metadata(page: HtmlElement, *, url: str = "") -> PageMetadata:
    """Read JSON-LD (schema.org), OpenGraph, Dublin Core and plain meta elements, then the page itself.

    `url` is where the page stood: it tells which of several articles in the JSON-LD is the page's own.
    """
    metas = metas_of(page)
    told = (linked(page, "canonical"), first_of(metas, "og:url", "parsely-link"))
    addresses = [url, *filter(None, (absolute_url(each, url) or each for each in told))]
    article = article_of(page, addresses)
    site_name = (
        first_of(metas, "og:site_name", "application-name")
        or text_of(article.get("publisher"))
        or first_of(metas, "dc.publisher", "citation_journal_title")
    )
    canonical, home = pages_and_home([*addresses[1:], address_of(article.get("url"))])
    title = _title(page, metas, article, site_name, canonical or url)
    return PageMetadata(
        title=title,
        description=first_of(metas, *NAMED["summary"]) or text_of(article.get("description")),
        canonical=canonical,
        home=home,
        site_name=site_name,
        language=attribute_of(page if page.tag == "html" else None, "lang")
        or first_of(metas, "og:locale", "content-language", "dc.language")
        or text_of(article.get("inLanguage")),
        image=page_image(page, metas, article, url=canonical or url),
        section=page_section(page, metas, article, title=title, site_name=site_name, addresses=addresses)
        or linked_section(page),
        licence=linked(page, "license") or address_of(article.get("license")),
        rights=first_of(metas, *NAMED["rights"]) or text_of(article.get("copyrightNotice")),
        authors=page_authors(page, metas, article, site_name),
        outlets=names(organisations_of(article.get("author"))),
        tags=all_of(metas, *NAMED["tags"]) or names(article.get("keywords")) or linked_tags(page),
        dates=tuple(_dates(page, metas, article, title)),
        body=next((text for text in many(article.get("articleBody")) if isinstance(text, str)), None),
        base=attribute_of(next(page.iter("base"), None), "href"),
    )


def _title(page: HtmlElement, metas: Metas, article: Json, site_name: str | None, address: str) -> str | None:
    told = [first_of(metas, name) for name in NAMED["title"]]
    of_page = shown_in(page, "title")
    marked = [
        each for each in page.iter("h1", "h2", "h3", "div", "span") if each.get("itemprop") == "headline"
    ]
    elements = (*(marked if len(marked) == 1 else ()), *islice(page.iter("h1"), _MOST_HEADINGS))
    headings = [text for each in elements if (text := line_of(each))]
    others = [*headings, *told, of_page]
    headline = text_of(article.get("headline"))
    said = [
        each if each in headings else uncut(each, others)
        for each in (headline, shown_title(headings, [*told, of_page]), *told)
    ]
    first = [] if is_of_section("".join(headings[:1]), of_page) else headings[:1]
    second = () if any(said) or headings else (in_place_of_h1(page, of_page),)
    shown = (*first, first_of(metas, "dc.title", "dcterms.title"), *second, of_page, *headings[:1])
    host = host_of(address)
    outlets = [*filter(None, [site_name]), *home_names(page, host)]
    title = page_title((*said, *shown), outlets=outlets, host=host)
    return below_kicker(page, without_badge(page, title, told, of_page), told) if title else None


def _dates(page: HtmlElement, metas: Metas, article: Json, title: str | None) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if found := instant_of(article.get(key)):
            yield f"json-ld:{key}", found
    yield from _meta_dates(metas, NAMED["published"])
    if found := time_seen(page):
        yield "html:datePublished", found
    if found := instant_of(article.get("dateModified")):
        yield "json-ld:dateModified", found
    yield from _meta_dates(metas, NAMED["modified"])
    if found := microformat_time(page):
        yield "html:updated", found
    if not article and (found := day_of_video(page, title)):
        yield "json-ld:uploadDate", found


def _meta_dates(metas: Metas, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """By the letters of their names: `article:published:time`, `publish-date`."""
    written = {_letters(name): texts[0] for name, texts in reversed(metas.items())}
    for name in names:
        if text := written.pop(_letters(name), None):
            yield f"meta:{name}", text


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))
