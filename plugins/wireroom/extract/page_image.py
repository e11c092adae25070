"""Find the address of a page's article image, never the outlet's logo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from wireroom.common.tables import groups
from wireroom.common.urls import host_of
from wireroom.extract.json_documents import Json
from wireroom.extract.json_ld import address_of, many
from wireroom.extract.meta_elements import NAMED, Metas

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ENDING = re.compile(r"\.\w{2,5}$")
_SIZE = re.compile(r"[-_]\d{2,4}x\d{2,4}$")  # `cropped-logo-32x32.png`: of one picture in several sizes
_LONGEST_NAME: Final = 80  # characters of a name; templates' are short
_MOST: Final = 20  # addresses that are looked at
_KINDS: Final = ("own", "logo", "half", "beside")


def page_image(page: HtmlElement, metas: Metas, article: Json, *, url: str) -> str | None:
    """The first image that the head names and that is not the outlet's own.

    That is one whose file is called so (`logo.png`, `og-default.jpg`, `quaypost-logo-1200x630.png` on
    quaypost.example), the site's icon, or what JSON-LD calls the publisher's logo. None for no other: then
    what the text shows first is the article's.
    """
    named = [image for name in NAMED["image"] for image in metas.get(name, ())]
    told = [found for item in many(article.get("image")) if (found := address_of(item))]
    own = {_picture(icon) for icon in _icons(page, article)}
    names = frozenset(_names_of(host_of(url)))
    images = (*named[:_MOST], *told[:_MOST])
    return next((each for each in images if _picture(each) not in own and not _is_outlets(each, names)), None)


def _icons(page: HtmlElement, article: Json) -> Iterator[str]:
    for link in page.iter("link"):
        if "icon" in (link.get("rel") or "").lower() and (href := link.get("href")):
            yield href
    for publisher in many(article.get("publisher")):
        if isinstance(publisher, dict) and (logo := address_of(publisher.get("logo"))):
            yield logo


def _picture(address: str) -> str:
    """The path of an image, whatever its size."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return address
    return _SIZE.sub("", _ENDING.sub("", path))


def _is_outlets(address: str, names: frozenset[str]) -> bool:
    """Whether the words of its file's name say so, and nothing else; `names` are the outlet's."""
    folder, _, name = unquote(_picture(address)).rpartition("/")
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or len(name) > _LONGEST_NAME or not name.isascii():
        return False
    is_logo = not _words("logo").isdisjoint(words)  # `facebook-logo.jpg`: what a story is about
    known = names.union(*map(_words, _KINDS), () if is_logo else _words("brand"))
    if any(not (word in known or word.isdigit() or len(word) == 1) for word in words):
        return False
    together = set(map("".join, pairwise(words)))  # `no-image`, `blank-page`
    if not _words("thing").isdisjoint(together):
        return False
    if is_logo or not _words("own").isdisjoint({*words, *together}):
        return True
    half = _words("half").intersection(words)
    is_beside = not (_words("beside") | _words("brand") | names).isdisjoint(words)
    return bool(half) and (len(half) > 1 or is_beside or folder.rpartition("/")[2] in _words("folder"))


def _names_of(host: str) -> Iterator[str]:
    """`www.quay-post.example` → `quaypost`, `quay`, `post`."""
    for label in host.lower().removeprefix("www.").split(".")[:-1]:
        yield from (label.replace("-", ""), *label.split("-"))


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(" ".join(groups("wireroom.extract", "outlet_images.tsv")[what]).split())
