"""Find the section of its site in which a page's article stands, by the page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from wireroom.common.tables import pattern
from wireroom.common.text import letters_of, plain_text
from wireroom.common.text.byline_hands import is_unfilled
from wireroom.extract.json_documents import Json
from wireroom.extract.json_ld import address_of, many, objects_of, text_of
from wireroom.extract.meta_elements import NAMED, Metas, first_of

_TRAIL: Final = "BreadcrumbList"
_MOST_CRUMBS: Final = 12
_MOST_WORDS: Final = 6  # of a section; what has more is a headline
_HOME = re.compile(
    r"(?:/(?:[a-z]{2}(?:[-_][a-z]{2})?|home|index(?:\.[a-z]+)?|default\.[a-z]+))?/?", re.IGNORECASE
)
_OF_YEAR = re.compile(r"/(?:19|20)\d\d(?:/[^/]+)?$")
_WORD = re.compile(r"\w+")


class _Crumb(NamedTuple):
    name: str
    path: str | None  # None where it has no address


def page_section(
    page: HtmlElement,
    metas: Metas,
    article: Json,
    *,
    title: str | None,
    site_name: str | None,
    addresses: Sequence[str],
) -> str | None:
    """What the head names so, else the last of the breadcrumbs (schema.org) before the article itself.

    `addresses` are the page's own.
    """
    told = (
        first_of(metas, *NAMED["section"]),
        text_of(article.get("articleSection")),
        first_of(metas, "parsely-section"),
    )
    filled = next((each for each in told if each and not is_unfilled(each)), None)
    return filled or _last_crumb(page, title or "", letters_of(site_name or ""), addresses)


def _last_crumb(page: HtmlElement, title: str, site: str, addresses: Sequence[str]) -> str | None:
    """Neither the home page, nor the article, which is the last in most trails, nor a year and a month of it.

    The first without an address may be either; so is the last of a trail the page that it stands on. The
    first is the home page of a site below another's, `/blog/`, where it is called so or like the site.
    """
    own = {path for address in addresses if (path := _path(address))}
    crumbs = _crumbs(next(_trails(page), {}))
    inner = [
        crumb
        for place, crumb in enumerate(crumbs)
        if place or not _is_called_home(crumb.name, site)
        if crumb.path is not None and not _HOME.fullmatch(crumb.path) and crumb.path.rstrip("/") not in own
        if not _is_headline(crumb.name, title) and not _is_of_archive(crumb)
    ]
    return inner[-1].name if inner and len(crumbs) > 1 else None


def _is_called_home(name: str, site: str) -> bool:
    letters = letters_of(name)
    is_site = letters != "" and letters == site
    return is_site or pattern("wireroom.extract", "home_pages.tsv").fullmatch(name.strip()) is not None


def _trails(page: HtmlElement) -> Iterator[Json]:
    if not any(_TRAIL in (script.text or "") for script in page.iter("script")):
        return  # most have none: reading all JSON again costs more than to look
    for node in objects_of(page):
        for each in (node, *many(node.get("breadcrumb"))):
            if isinstance(each, Mapping) and _TRAIL in many(each.get("@type")):
                yield each


def _crumbs(trail: Json) -> list[_Crumb]:
    items = [each for each in many(trail.get("itemListElement"))[:_MOST_CRUMBS] if isinstance(each, Mapping)]
    if all(isinstance(each.get("position"), int) for each in items):
        items.sort(key=lambda each: int(each["position"]))
    found = []
    for each in items:
        item = each.get("item")
        name = text_of(each.get("name")) or (text_of(item.get("name")) if isinstance(item, Mapping) else None)
        address = (item.get("@id") or address_of(item)) if isinstance(item, Mapping) else address_of(item)
        if name:
            found.append(_Crumb(plain_text(name), _path(address) if isinstance(address, str) else None))
    return found


def _path(address: str) -> str | None:
    """Without its slash at the end; empty for the home page."""
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return None


def _is_headline(name: str, title: str) -> bool:
    """Whether half of its words are the title's, or it is too long for anything else."""
    words = _WORD.findall(name.casefold())
    shared = len(set(words) & set(_WORD.findall(title.casefold())))
    return len(words) > _MOST_WORDS or (shared > 1 and 2 * shared >= len(words)) or name == title


def _is_of_archive(crumb: _Crumb) -> bool:
    return not any(map(str.isalpha, crumb.name)) or _OF_YEAR.search(crumb.path or "") is not None
