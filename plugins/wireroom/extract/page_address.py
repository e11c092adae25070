"""What a page says of its own address in; the address that its article is known by out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from wireroom.common.dates.date_lexicon import fold
from wireroom.common.tables import words
from wireroom.common.urls import registrable_domain

WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_AMP: Final = ("amp", "⚡")
_OF_COPY: Final = re.compile(rf"/(?:{'|'.join(words('wireroom.extract', 'copy_paths.tsv'))})(?=/|$)")
_WORD: Final = re.compile(r"[^\W_]+")
_SHARED_WORDS: Final = 2  # of a slug; one long number is enough
_LONG_NUMBER: Final = 4  # digits; years have four too, and are no article's


def pages_and_home(addresses: Sequence[str | None]) -> tuple[str | None, str | None]:
    """The first that is a page's, and the first that is the site's: templates name that on each page."""
    whole = [f"https:{each}" if each.startswith("//") else each for each in addresses if each]
    absolute = [each for each in whole if WEB.match(each)]
    pages = [each for each in absolute if each.partition("//")[2].partition("/")[2].strip("/")]
    homes = (each for each in absolute if each not in pages)
    return next(iter(pages), None), next(homes, None)


def page_address(page: HtmlElement, url: str, canonical: str | None, *, title: str | None) -> str | None:
    """`url`, where the page stood, but of a copy for AMP or print the address of the article.

    Both are known by their paths, other kinds by what canonical addresses leave out: the original's is the
    copy's without that word. An AMP document names its original by the format's rule: that is believed too
    where it shares its number, query or words with the copy or the title, since some templates name a
    section, the author's page, or another site there. All only on the same domain. A page of no web address
    (a saved file) has its `canonical`.
    """
    if not WEB.match(url):
        return canonical
    is_amp = page.tag == "html" and any(page.get(name) is not None for name in _AMP)
    return canonical if canonical and _is_of_same(canonical, url, title or "", is_amp=is_amp) else url


def _is_of_same(canonical: str, url: str, title: str, *, is_amp: bool) -> bool:
    try:
        original, copy = urlsplit(canonical), urlsplit(url)
    except ValueError:
        return False
    if registrable_domain(original.netloc) != registrable_domain(copy.netloc):
        return False
    bare = _OF_COPY.sub("", copy.path).rstrip("/")
    if bare != copy.path.rstrip("/") and bare == original.path.rstrip("/") != "":
        return True
    if not is_amp:
        return False
    if original.query and original.query in copy.query.split("&"):
        return True
    named = _words(original.path.rstrip("/").rpartition("/")[2])
    shared = named & (_words(copy.path) | _words(title))
    numbers = {word for word in named & _words(copy.path) if word.isdigit() and len(word) > _LONG_NUMBER}
    return bool(numbers) or len(shared) >= _SHARED_WORDS


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(unquote(text)[:500])))
