"""A page's tree in; the author and the time out that its own markup shows, where its head names none."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

_LONGEST_NAME = 80  # characters


def author_seen(page: HtmlElement) -> tuple[str, ...]:
    """Names marked as the article's author (schema.org microdata), else the page's one rel=author."""
    article = next(filter(_is_article, page.iter(etree.Element)), None)
    marked = article.iter(etree.Element) if article is not None else ()
    own = (each for each in marked if _holds(each, "itemprop", "author") and _item_of(each) is article)
    found = [name for element in own if (name := _name(element))]  # no comment's, no photo's
    if not found:
        links = (link for link in page.iter("a") if _holds(link, "rel", "author"))
        linked = {name for link in links if (name := _name(link))}
        found = list(linked) if len(linked) == 1 else []  # several: of the stories it lists
    return tuple(dict.fromkeys(found))


def time_seen(page: HtmlElement) -> str | None:
    """The instant marked as the publication's (schema.org microdata, `pubdate`)."""
    for element in page.iter(etree.Element):
        if _holds(element, "itemprop", "datePublished") or element.get("pubdate") is not None:
            written = (element.get(name) for name in ("datetime", "content", "title"))
            if found := next((str(text).strip() for text in written if text and text.strip()), None):
                return found
    return None


def _is_article(element: HtmlElement) -> bool:
    kind = element.get("itemtype") or ""
    return element.get("itemscope") is not None and ("Article" in kind or "Posting" in kind)


def _holds(element: HtmlElement, name: str, word: str) -> bool:
    value = element.get(name)
    return value is not None and word in value.split()


def _item_of(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)


def _name(element: HtmlElement) -> str | None:
    inner = next((each for each in element.iter(etree.Element) if _holds(each, "itemprop", "name")), element)
    text = " ".join((inner.get("content") or " ".join(inner.itertext())).split())
    return text if 0 < len(text) <= _LONGEST_NAME and "://" not in text else None
