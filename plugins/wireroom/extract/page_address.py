"""Find the address that a page's article is known by, from what the page says of its own."""

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
_CHOOSES: Final = re.compile("|".join(words("wireroom.extract", "choosing_names.tsv")))
_SCRIPT: Final = re.compile(r"\.(?:php|aspx?|cgi|jsp|cfm|do|pl|dll|nsf)$", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TITLES_WORDS: Final = 3
_NUMBER: Final = 3  # digits of an article's, beside a word
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
    section, the author's page, or another site there. All only on the same domain. Where `url` has but more
    parameters than `canonical`, that is believed if its path alone names the article. A page of no web
    address (a saved file) has its `canonical`.
    """
    if not WEB.match(url):
        return canonical
    if canonical and _has_only_more(url, canonical, title or ""):
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


def _has_only_more(url: str, canonical: str, title: str) -> bool:
    """Whether `url` is `canonical` with parameters that nobody lists: `/n/202611200117.html?aa_source=x`.

    Not where a script or a section is asked for what its parameters name (`/news/?id=5`), nor for a part of
    the text or its language: the path ends in a long number, a word and a number, or words of the title.
    """
    try:
        original, stood = urlsplit(canonical), urlsplit(url)
    except ValueError:
        return False
    path = original.path.rstrip("/")
    hosts = {each.netloc.lower().removeprefix("www.") for each in (original, stood)}
    if len(hosts) != 1 or path != stood.path.rstrip("/") or _SCRIPT.search(path):
        return False
    asked, named = ({*each.query.split("&")} - {""} for each in (stood, original))
    more = [piece.partition("=") for piece in asked - named]
    if not more or named - asked or any(_CHOOSES.fullmatch(name.lower()) for name, _, _ in more):
        return False
    slug = _words(_ENDING.sub("", path.rpartition("/")[2]))
    numbers = [word for word in slug if word.isdigit() and not _A_YEAR.fullmatch(word)]
    if len(slug & _words(title)) >= _TITLES_WORDS or any(len(word) > _LONG_NUMBER for word in numbers):
        return True
    is_numbered = len(slug) > 1 and any(len(word) >= _NUMBER for word in numbers)
    return is_numbered and not any(len(value) > 1 and value.isdigit() for _, _, value in more)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(unquote(text)[:500])))
