"""Recognise a page that came in a feed's place, and say what it is and what to do.

A server says 200 for its login page, its maintenance page and its "not found" alike: "no feed but a web page"
leaves it to the operator to open each. Only what a page says of itself counts: its title or its one heading
is the words, and does not only have them. A front page has a login form too, and reports on repairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from wireroom.common.stand_ins import page_words as says

_HEAD = 256 * 1024  # bytes that are looked at
_FEW = 1_500  # characters: all that such a page shows
_LEAST = 600  # that a page shows that does nothing but ask for consent
_BARE = 20  # that a page shows around a login form that is all of it
_FORM = 120  # that such a form shows; there are sites all of whose pages are one form
_TITLE = 200  # characters of a title that can be the words and no more
_NAME = 4  # words of a site's name, behind the words of a title

LOGIN = (
    "a login page; where you have a login or a key, write it beside its `url` in feeds.yaml by reference "
    "(basic_auth, headers or connection; the head of the file says how), else ask the publisher for an open "
    "feed"
)
_PARKED_WORDS = (
    "a parked domain, which its owner sells; remove the feed, or look for the outlet's new address"
)
_REPAIR_WORDS = "a maintenance page; it will be tried again, and usually comes back by itself"
_NOTHING_WORDS = (
    "a page that says that nothing is there (a 404 in all but its status); look for the new address"
)
_COOKIE_WORDS = (
    "a page that asks for consent to cookies; no feed reader can click there: ask the publisher to let feeds "
    "pass, or for another address"
)


class _Page(NamedTuple):
    address: str  # host, path and query
    markup: str
    titles: tuple[str, ...]
    headings: tuple[str, ...]  # its titles, and its heading where that is one: several are headlines
    text: str
    around: int  # characters of its text outside of its login form
    has_password: bool

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _FEW


def page_in_words(body: bytes, url: str, *, is_elsewhere: bool = False) -> str:
    """What a page is, and what to do; empty: it does not say. `is_elsewhere`: a redirect led to it."""
    page = _page(body[:_HEAD], url)
    if page is None:
        return ""
    if page.is_short and _is_said(says.NOTHING, page.headings):  # before a login: it may have the form
        return _NOTHING_WORDS
    if _is_login(page) or (is_elsewhere and says.LOGIN_ADDRESS.search(page.address)):
        return LOGIN
    if page.is_short and (_is_said(says.PARKED, page.headings) or says.PARKED_BY.search(page.markup)):
        return _PARKED_WORDS
    if _is_cookie_wall(page) or (is_elsewhere and says.CONSENT_ADDRESS.search(page.address)):
        return _COOKIE_WORDS
    if page.is_short and _is_said(says.REPAIR, page.headings):
        return _REPAIR_WORDS
    return ""


def _is_said(words: re.Pattern[str], headings: Iterable[str]) -> bool:
    """Whether a heading is these words, bare or with a site's name: one that only has them is a headline."""
    for heading in (each for each in headings if len(each) <= _TITLE):
        parts = says.SEPARATOR.split(heading)
        for place in {0, len(parts) - 1}:
            rest = parts[:place] + parts[place + 1 :]
            if words.fullmatch(parts[place]) and all(len(each.split()) <= _NAME for each in rest):
                return True
        if words.fullmatch(heading):
            return True
    return False


def _is_login(page: _Page) -> bool:
    """A front page has the form in its head; that of a login has its words in the title, or nothing else."""
    if not page.has_password:
        return False
    is_bare = page.around <= _BARE and len(page.text) <= _FORM
    return is_bare or _is_said(says.LOGIN, page.headings if page.is_short else page.titles)


def _is_cookie_wall(page: _Page) -> bool:
    """The page of an app shows its banner and no more either: only a title tells them apart."""
    is_asked = says.COOKIES.search(page.text) and says.CONSENT.search(page.text)
    return bool(is_asked) and len(page.text) <= _LEAST and _is_said(says.CONSENT_TITLE, page.titles)


def _page(body: bytes, url: str) -> _Page | None:
    try:
        is_utf8 = "\ufffd" not in body[:-4].decode("utf-8", "replace")
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8" if is_utf8 else None))
    except (etree.LxmlError, ValueError):
        return None
    has_password = _asks_password(root)
    heads = [_text(each) for each in root.iter("h1")]
    titles = tuple(
        _text(each) for each in root.iter("title") if getattr(each.getparent(), "tag", "") != "svg"
    )
    etree.strip_elements(root, "script", "style", "noscript", "template", "title", with_tail=False)
    text = _text(root)
    in_forms = sum(len(_text(each)) for each in root.iter("form") if _asks_password(each))
    parts = urlsplit(url)
    address = f"{parts.hostname or ''}{parts.path}{'?' + parts.query if parts.query else ''}"
    headings = (*titles, *(heads if len(heads) == 1 else ()))
    return _Page(address, body.decode("latin-1"), titles, headings, text, len(text) - in_forms, has_password)


def _asks_password(element: Any) -> bool:
    return any((each.get("type") or "").strip().lower() == "password" for each in element.iter("input"))


def _text(element: Any) -> str:
    texts = (piece for piece in element.itertext() if piece)
    buttons = (each.get("value") or "" for each in element.iter("input"))
    return " ".join(" ".join((*texts, *buttons)).split())
