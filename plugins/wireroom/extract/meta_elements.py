"""Read what a page's meta and link elements say, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from wireroom.common.tables import groups
from wireroom.common.text import plain_text
from wireroom.common.text.emoji import is_emoji
from wireroom.extract.json_documents import documents_in
from wireroom.extract.json_ld import many, text_of
from wireroom.extract.visible.marked_up import is_of_page, own_article

Metas = dict[str, list[str]]

NAMED: Final = {
    what: tuple(" ".join(lines).split())
    for what, lines in groups("wireroom.extract", "meta_names.tsv").items()
}
# NITF, as agencies and newspapers keep articles: element, attribute, and the name by which pages say it.
_NITF: Final = (
    ("pubdata", "date.publication", "publication_date"),
    ("date.issue", "norm", "publication_date"),
    ("pubdata", "ex-ref", "og:url"),
)
_PARSELY: Final = "parsely-page"
# What Parse.ly's document says of a page: the element that says the same, its keys, the most exact first.
_OF_PARSELY: Final = {
    "parsely-author": ("authors", "author"),
    "parsely-pub-date": ("pub_date",),
    "parsely-title": ("title",),
    "parsely-section": ("section",),
    "parsely-tags": ("tags",),
    "parsely-image-url": ("image_url", "image", "thumb_url"),
    "parsely-link": ("link", "url"),
}
_DUBLIN_CORE: Final = re.compile(r"dc[:_](?=[a-z])")


def metas_of(page: HtmlElement) -> Metas:
    """The page's <meta> elements: name in small letters → what each of that name says, in the page's order.

    Those of another article's microdata are left out; values are plain lines, none of them empty.
    """
    found: Metas = {}
    parsely: Metas = {}
    own = own_article(page)
    for meta in page.iter("meta"):
        names = (attribute_of(meta, key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = next(filter(None, names), None)
        if meta.get("itemprop") == name and not is_of_page(meta, own):
            continue
        written = attribute_of(meta, "content") or attribute_of(meta, "value")  # as tools save it
        if written and name and name.lower() == _PARSELY:
            parsely = dict(_told_to_parsely(written))
            continue
        content = plain_text(written or "")
        if name and content:
            found.setdefault(_DUBLIN_CORE.sub("dc.", name.lower()), []).append(content)
    for element, attribute, name in _NITF:
        if said := attribute_of(next(page.iter(element), None), attribute):
            found.setdefault(name, []).append(said)
    return parsely | found


def _told_to_parsely(written: str) -> Iterator[tuple[str, list[str]]]:
    """Nothing where the JSON is broken or no object."""
    page = next(documents_in(written), None)
    if not isinstance(page, Mapping):
        return
    for name, keys in _OF_PARSELY.items():
        said = ([text for each in many(page.get(key)) if (text := text_of(each))] for key in keys)
        if values := next(filter(None, said), None):
            yield name, values


def first_of(metas: Metas, *names: str) -> str | None:
    """The first value of the first of `names` that is there."""
    return next((metas[name][0] for name in names if name in metas), None)


def all_of(metas: Metas, *names: str) -> tuple[str, ...]:
    """Of the first name that is there; an address is none."""
    values = next((metas[name] for name in names if name in metas), [])
    return tuple(value for value in values if "://" not in value)


def shown_in(page: HtmlElement, name: str) -> str | None:
    """The text of the page's first element `name`, on one line; None where it shows nothing."""
    element = next(page.iter(name), None)
    return line_of(element) or None if element is not None else None


def line_of(element: HtmlElement) -> str:
    """Its text; a line break is a blank, a drawn emoji its character, how characters are read is left out."""
    if next(element.iter("br", "rt", "rp", "img"), None) is None:
        return " ".join(element.text_content().split())
    parts = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "end":
            parts.append(each.tail or "" if each is not element else "")
        elif each.tag in ("rt", "rp"):
            walk.skip_subtree()
        else:
            parts += [_instead_of(each), each.text or ""]
    return " ".join("".join(parts).split())


def _instead_of(element: HtmlElement) -> str:
    alternative = (attribute_of(element, "alt") or "") if element.tag == "img" else ""
    return " " if element.tag == "br" else alternative if is_emoji(alternative) else ""


def attribute_of(element: HtmlElement | None, name: str) -> str | None:
    """The attribute's value, trimmed; None where it is empty, missing, or there is no element."""
    value = element.get(name) if element is not None else None
    return (value or "").strip() or None


def linked(page: HtmlElement, relation: str) -> str | None:
    """The address, as written, of the first <link> of this relation (in small letters)."""
    links = (link for link in page.iter("link") if relation in (link.get("rel") or "").lower().split())
    return next(filter(None, (attribute_of(link, "href") for link in links)), None)
