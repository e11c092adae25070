"""Find author, time and outlet in a page's visible markup, for what its head does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from wireroom.extract.blocks.text_blocks import COMMENT, kinds_named

_AROUND = ("Page", "Blog", "WebSite")  # ends of types: a page's own item, around its article
_BESIDE = (
    "ImageObject",
    "Comment",
    "Person",
    "Organization",
    "Event",
    "Offer",
)  # a video or book is the page's
_LONGEST_NAME = 80  # characters
_MOST_LINKS: Final = 2_000
# A walk over all elements in Python costs ten times as much.
_MARKED: Final = etree.XPath("descendant-or-self::*[@itemprop or @pubdate]")
_ITEMS: Final = etree.XPath("descendant-or-self::*[@itemscope and @itemtype]")
_UPDATED: Final = etree.XPath(
    "descendant-or-self::*[self::span or self::abbr or self::time][contains(@class, 'updated')]"
)
_MAY_LEAD_HOME = re.compile(r"(?:https?:)?(?://[^/?#]*)?/*[?#]?$", re.IGNORECASE)
_OWNER = re.compile(r"(?:©|\(c\)|copyright)[\s\d,–-]{1,30}([^.|,©\n]{3,40})", re.IGNORECASE)


def author_seen(page: HtmlElement) -> tuple[str, ...]:
    """Names marked as the article's author (schema.org microdata), else the page's one rel=author."""
    article = own_article(page)
    marked = _found(_MARKED, page if article is None else article)
    own = [each for each in marked if _holds(each, "itemprop", "author") and _item_of(each) is article]
    if article is None and (len(own) > 1 or any(map(_in_comment, own))):
        own = []  # of the stories it lists, of who answers
    found = [name for element in own if (name := _name(element))]  # no comment's, no photo's
    if not found:
        links = (link for link in page.iter("a") if _holds(link, "rel", "author"))
        linked = {name for link in links if (name := _name(link)) and not _in_comment(link)}
        found = list(linked) if len(linked) == 1 else []  # several: of the stories it lists
    return tuple(dict.fromkeys(found))


def home_names(page: HtmlElement, host: str) -> Iterator[str]:
    """What a page of `host` calls its outlet: the words of links home, or their picture's, and of `©`."""
    for link in islice(page.iter("a"), _MOST_LINKS):
        if not _leads_home(link.get("href") or "", host):
            continue
        pictures = (picture.get("alt") or "" for picture in islice(link.iter("img"), 1))
        for text in (" ".join(link.itertext()), link.get("title") or "", *pictures):
            if 0 < len(text) <= _LONGEST_NAME:
                yield text
    for foot in page.iter("footer"):
        yield from (owner[1] for owner in islice(_OWNER.finditer("".join(foot.itertext())), 3))


def _leads_home(href: str, host: str) -> bool:
    written = href.strip()[:300]
    if not _MAY_LEAD_HOME.match(written):  # most do not
        return False
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    if (
        parts.query or parts.fragment or not (parts.netloc or parts.path)
    ):  # `#` and `?` lead to the page itself
        return False
    is_root = parts.scheme in ("", "http", "https") and parts.path.strip("/") == ""
    return is_root and parts.netloc.lower().removeprefix("www.") in ("", host.removeprefix("www."))


def time_seen(page: HtmlElement) -> str | None:
    """The instant marked as the publication's (schema.org microdata, `pubdate`), and no other story's."""
    own = own_article(page)
    marked = [
        (element, written)
        for element in _found(_MARKED, page)
        if _holds(element, "itemprop", "datePublished") or element.get("pubdate") is not None
        if is_of_page(element, own) and (written := _instant(element))
    ]
    of_article = [written for element, written in marked if own is not None and _item_of(element) is own]
    others = [written for _, written in marked]
    is_one = len({written[:10] for written in others}) == 1
    return next(iter(of_article or (others if is_one else ())), None)


def microformat_time(page: HtmlElement) -> str | None:
    """The instant in an empty element of the class `updated` (hAtom), where the page has one only.

    Templates put it there for programs alone: `<span class="updated" title="2013-04-04T18:52:11+00:00">`.
    """
    named = (each for each in _found(_UPDATED, page) if _holds(each, "class", "updated"))
    empty = (each for each in named if not each.text_content().strip())
    found = {written for each in empty if (written := _instant(each))}
    return found.pop() if len(found) == 1 else None


def _found(path: etree.XPath, element: HtmlElement) -> list[HtmlElement]:
    return cast("list[HtmlElement]", path(element))


def _instant(element: HtmlElement) -> str | None:
    written = (element.get(name) for name in ("datetime", "content", "title"))
    return next((str(text).strip() for text in written if text and text.strip()), None)


def is_of_page(element: HtmlElement, own: HtmlElement | None) -> bool:
    """Whether what is marked up is the page's or its `own` article's: not a picture's, a reference's."""
    item = _item_of(element)
    if item is None or item is own:
        return True
    kind = item.get("itemtype") or ""
    if not kind or kind.endswith(_AROUND):
        return True
    is_inside = any(above.get("itemscope") is not None for above in item.iterancestors())
    return own is None and not is_inside and not _is_article(item) and not kind.endswith(_BESIDE)


def own_article(page: HtmlElement) -> HtmlElement | None:
    """The page's one article, of several the one that holds the headline: the others are cards."""
    items = filter(_is_article, _found(_ITEMS, page))
    articles = [item for item in items if not any(map(_is_article, item.iterancestors()))]
    if len(articles) == 1:
        return articles[0]
    return next((article for article in articles if article.find(".//h1") is not None), None)


def _is_article(element: HtmlElement) -> bool:
    kind = element.get("itemtype") or ""
    return element.get("itemscope") is not None and ("Article" in kind or "Posting" in kind)


def _holds(element: HtmlElement, name: str, word: str) -> bool:
    value = element.get(name)
    return value is not None and word in value.split()


def _item_of(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)


def _in_comment(element: HtmlElement) -> bool:
    names = (f"{above.get('class') or ''} {above.get('id') or ''}" for above in element.iterancestors())
    return any(COMMENT in kinds_named(each) and "byline" not in each.lower() for each in names)


def _name(element: HtmlElement) -> str | None:
    inner = next((each for each in element.iter(etree.Element) if _holds(each, "itemprop", "name")), element)
    text = " ".join((inner.get("content") or " ".join(inner.itertext())).split())
    return text if 0 < len(text) <= _LONGEST_NAME and "://" not in text else None
