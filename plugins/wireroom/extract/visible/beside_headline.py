"""Take a kicker or badge out of a page's headline, and find a headline that is no `h1`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from wireroom.common.text import letters_of
from wireroom.extract.page_title import LAST_PART, is_of_section

_MOST_HEADINGS: Final = 8
_KICKERS: Final = ("span", "div", "p", "small", "strong", "a")
_KICKER = re.compile(
    r"(?:^|[-_\s])(?:kicker|overline|dachzeile|topline|roofline|eyebrow|spitzmarke|volanta|surtitre|antetitulo"
    r"|occhiello|overtitle)",
    re.IGNORECASE,
)
_BREADCRUMBS = re.compile("breadcrumb", re.IGNORECASE)
_HEADLINE = re.compile(
    r"(?:^|\s)(?:(?:article|entry|post|story|news)[-_]?(?:title|headline)|headline)(?:$|\s)", re.IGNORECASE
)
_BESIDE: Final = frozenset({"nav", "aside", "footer", "form", "dialog"})
_WHOLE: Final = frozenset({"main", "article"})
_MOST_LINES: Final = 100  # above the text
_A_PARAGRAPH: Final = 120  # characters; the text begins with the first that is as long
_LEVELS: Final = 4  # elements around a heading whose names are read
_BADGE = re.compile(
    r"(?:^|[-_\s])(?:badge|label|flag|tag|live|premium|icon|marker)(?:$|[-_\s])", re.IGNORECASE
)
_BADGES_WORDS: Final = 3
_USUAL: Final = frozenset({"live", "video", "audio", "podcast", "exclusive", "breaking", "abo", "premium"})
_JOINED: Final = (":", "|", "-", "–", "—", "•", "·", ",")  # with the headline: both are meant


def below_kicker(page: HtmlElement, title: str, told: Sequence[str | None] = ()) -> str:
    """`title` without the words that stand above the headline in an element called so.

    Only where a heading of the page runs both together: `<h1><span class="kicker">Strike</span> Ferries …`;
    who writes `Strike: Ferries stay …` means both (taz.de). But not where that stands among breadcrumbs, for
    search engines, and one of the titles `told` is what follows the colon (n-tv.de).
    """
    for heading in islice(page.iter("h1", "h2"), _MOST_HEADINGS):
        if letters_of(_line(heading)) != letters_of(title):
            continue
        above = (each for each in heading.iter(*_KICKERS) if _KICKER.search(each.get("class") or ""))
        kicker = next(map(_line, above), "")
        rest = title.removeprefix(kicker).lstrip()
        if kicker and title.startswith(kicker) and rest[:1].isalnum() and " " in rest:
            return rest
        ends = (each for each in told if each and " " in each and title.endswith(f": {each}"))
        if (end := next(ends, None)) and _in_breadcrumbs(heading):
            return end
    return title


def _in_breadcrumbs(element: HtmlElement) -> bool:
    return any(
        above.tag == "nav" or _BREADCRUMBS.search(above.get("class") or "")
        for above in (element, *islice(element.iterancestors(), _LEVELS))
    )


def without_badge(page: HtmlElement, title: str, told: Sequence[str | None], of_page: str | None) -> str:
    """`title` without the `LIVE` or `Video` that its heading begins with, in an element of its own.

    Only where all titles `told` and the page's own are what is left.
    """
    own = {letters_of(each) for each in (of_page or "", LAST_PART.split(of_page or "")[0])} - {""}
    agreed = {letters_of(each) for each in told if each} or own
    if of_page and len(agreed) == 1:
        agreed &= own
    if len(agreed) != 1 and agreed != own:
        return title
    for heading in islice(page.iter("h1", "h2"), _MOST_HEADINGS):
        if letters_of(_line(heading)) != letters_of(title):
            continue
        for each in heading.iter(*_KICKERS):
            badge = _line(each)
            if not _is_badge(each, badge):
                continue
            for rest in (title.removeprefix(badge), title.removesuffix(badge)):
                if letters_of(rest) in agreed and not rest.lstrip().startswith(_JOINED):
                    return rest.strip()
    return title


def _is_badge(element: HtmlElement, words: str) -> bool:
    """Whether its class says so or it is a usual one; a number, or what ends in a colon, is none."""
    if not words or len(words.split()) > _BADGES_WORDS or words.endswith(_JOINED):
        return False
    is_named = _BADGE.search(element.get("class") or "") is not None
    return not any(map(str.isdigit, words)) and (is_named or words.casefold() in _USUAL)


def _line(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def in_place_of_h1(page: HtmlElement, of_page: str | None) -> str | None:
    """The `h2` that is the headline, where no `h1` shows any text and the page's own title names the site.

    `<h1 class="logo"><a href="/"></a></h1>` shows a picture. The first `h2` of the article or main part, or
    one whose class says so, above all its text; it has more words than that title, and none of it.
    """
    for element in islice(page.iter("h2", "p"), _MOST_LINES):
        line = _line(element)
        if element.tag == "p" and len(line) >= _A_PARAGRAPH:
            return None
        around = {above.tag for above in element.iterancestors()} if element.tag == "h2" and line else _BESIDE
        if around & _BESIDE:
            continue
        is_named = _HEADLINE.search(element.get("class") or "") is not None
        if is_named or (around & _WHOLE and next(page.iter("h1"), None) is not None):
            return line if is_of_section(of_page or "", line) else None
    return None
