"""Read a saved page or plain text as a document of one entry: its metadata and main text.

bytes ─▶ tree ─┬─▶ BeautifulSoup ─▶ metadata: JSON-LD ▷ meta elements ▷ the page itself
               └─▶ trafilatura ─▶ main_text ─▶ the article's blocks, with what stands between them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import BeautifulSoup
from lxml.html import HtmlElement

from wireroom.common.soup import release, soup_of, without_cycle_search
from wireroom.common.text import letters_of
from wireroom.common.text.encoding import decode
from wireroom.common.urls import absolute_url
from wireroom.errors import NotAFeedError
from wireroom.extract.main_text import MainText, main_text, told_of
from wireroom.extract.page_address import WEB, page_address
from wireroom.extract.page_metadata import PageMetadata, page_metadata
from wireroom.extract.page_tree import tree_of
from wireroom.extract.site_mentions import site_names
from wireroom.extract.unshown_text import LITTLE, body_in_data, body_markup, is_unshown, open_unread
from wireroom.extract.visible.byline_parts import class_words, named_beside
from wireroom.extract.visible.headline import headline_place
from wireroom.extract.visible.visible_bylines import seen_byline
from wireroom.extract.visible.visible_dates import SeenDates, seen_dates
from wireroom.extract.whole_names import names_person, without_outlet
from wireroom.models import (
    NO_HINTS,
    Entry,
    FeedFormat,
    Link,
    Markup,
    Media,
    PageHints,
    ParsedFeed,
    Person,
    RawDate,
    Tag,
)

MAX_CONTROLS = 0.02  # share of characters; more is no text


@without_cycle_search()
def read_page(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    cards: frozenset[str] = frozenset(),
    hints: PageHints = NO_HINTS,
) -> ParsedFeed:
    """Read a page as one entry; `url` is where it stood, or its file's address.

    `content_type` is the HTTP header as received; `cards` are names of elements and classes of quoted posts,
    which come along whole; `hints` are what the site's other pages end with too (what it ends with itself
    comes out as its `tail`), and what the feed says of the article.
    The page's rel=canonical is believed only where `url` is no web address, the page is a copy, or `url` has
    but more parameters, for it may name another article. Raises NotAFeedError where the page has no text.
    """
    tree = tree_of(body, content_type)
    if tree is None:
        raise NotAFeedError(f"{url} holds no readable page", found="unreadable")
    about = page_metadata(tree, url=url)
    names = site_names((about.site_name,), url)
    soup, text = _main_text(tree, about, cards, hints, names, url=url)
    if text.characters < LITTLE and (again := tree_of(body, content_type)) is not None:
        about = about if about.body else replace(about, body=body_in_data(again, about.title or ""))
        if open_unread(again):
            release(soup)
            soup, text = _main_text(again, about, cards, hints, names, url=url)
    markup = body_markup(about.body) if is_unshown(text.characters, about.body) else text.markup
    headline = headline_place(text.blocks, about.title or "")
    shown = text.without_others_words()
    seen = seen_dates(shown, text.chosen, headline)
    authors = _authors(about, seen_byline(shown, text.chosen, headline))
    release(soup)
    if not markup and not about.description:
        raise NotAFeedError(f"{url} is a page without an article", found="html")
    link = page_address(tree, url, about.canonical, title=about.title)
    stood = url if WEB.match(url) else link
    base = absolute_url(about.base, stood) or stood
    entry = _entry(about, seen, authors, Markup(markup, "html", base=base), link=link, url=url)
    whole = Markup(text.whole, "html", base=base) if markup == text.markup != text.whole else None
    return ParsedFeed(
        format=FeedFormat.PAGE,
        title=about.site_name,
        link=link or about.home,
        language=about.language,
        entries=(replace(entry, whole=whole),),
        tail=text.tail,
    )


def _main_text(
    tree: HtmlElement,
    about: PageMetadata,
    cards: frozenset[str],
    hints: PageHints,
    names: Sequence[str],
    *,
    url: str,
) -> tuple[BeautifulSoup, MainText]:
    soup = soup_of(tree)
    told = told_of(tree, about, url)
    return soup, main_text(soup, told, cards, hints, names)


def _entry(
    about: PageMetadata,
    seen: SeenDates,
    authors: tuple[str, ...],
    content: Markup,
    *,
    link: str | None,
    url: str,
) -> Entry:
    return Entry(
        position=0,
        guid=None if link else url,
        link=link,
        title=Markup(about.title, "text") if about.title else None,
        summary=Markup(about.description, "text") if about.description else None,
        content=content if content.value else None,
        authors=tuple(Person(name) for name in authors),
        dates=tuple(RawDate(field, text) for field, text in (*about.dates, *_seen(seen))),
        tags=tuple(Tag(term) for term in about.tags)
        + ((Tag(about.section, scheme="section"),) if about.section else ()),
        links=tuple(_links(about, link, url)),
        rights=about.rights,
        media=(Media(about.image, "image"),) if about.image else (),
        language=about.language,
    )


def _links(about: PageMetadata, link: str | None, url: str) -> Iterator[Link]:
    """Where it stood too, if it is known by another address: feeds may link to either."""
    if about.licence:
        yield Link(about.licence, "license")
    if link != url and WEB.match(url):
        yield Link(url, "self")


def _seen(dates: SeenDates) -> Iterator[tuple[str, str]]:
    for name, text in zip(("published", "shown", "modified"), dates, strict=True):
        if text:
            yield f"html:{name}", text


def _authors(about: PageMetadata, byline: str | None) -> tuple[str, ...]:
    """The head's, but where it names only the outlet, a login or a team, whom the page shows."""
    told = tuple(without_outlet(name, about.site_name) for name in about.authors)
    shown = without_outlet(byline, about.site_name) if byline else None
    outlets = {letters_of(name) for name in (about.site_name or "", *class_words("outlet"))}
    if shown and told and (more := named_beside(shown, told)):
        return (*told, *([more] if letters_of(more) not in outlets else []))
    if any(names_person(name, outlets) for name in told):
        return told
    return (shown,) if shown else told or about.outlets


def read_text(body: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """Read a text that somebody saved: no title, no link of its own, all of it is the body.

    Raises NotAFeedError where the bytes are no text. A leading date line is left where it is, for
    `clean` to find.
    """
    decoded = decode(body, content_type)
    text = decoded.text
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text[:10_000])
    if not text.strip() or controls > MAX_CONTROLS * min(len(text), 10_000):
        raise NotAFeedError(f"{url} holds no text", found="empty" if not text.strip() else "binary")
    content = Markup(text.replace("\r\n", "\n").replace("\r", "\n"), "text")
    link = url if url.startswith(("http://", "https://")) else None
    entry = Entry(position=0, guid=None if link else url, link=link, content=content)
    return ParsedFeed(format=FeedFormat.TEXT, encoding=decoded.encoding, entries=(entry,))
