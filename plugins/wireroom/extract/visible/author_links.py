"""Find the link around a piece of a page's text that leads to a page of an author."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.common.dates.date_lexicon import fold
from wireroom.common.elements import attribute
from wireroom.common.text import letters_of

_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|about/editors?|contributors?|writers?|columnists?|journalists?"
    r"|reporters?)/[^/]",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"/(?:(?:user)?profiles?|editors?)/(?:[^/]{1,80}/)?([^/?#]{1,80})/?(?:$|[?#])", re.IGNORECASE
)


def author_link(node: NavigableString) -> Tag | None:
    """The link around it, where that leads to such a page."""
    link = node.find_parent("a")
    if link is None:
        return None
    href = attribute(link, "href") or ""
    return link if _AUTHOR_PAGE.search(href) or _is_own_account(href, link.get_text()) else None


def _is_own_account(href: str, name: str) -> bool:
    """`/profile/jane-doe` of Jane Doe: others lead to the reader's own, to an editor's picks."""
    page = _ACCOUNT.search(href)
    return page is not None and letters_of(fold(unquote(page[1]))) == letters_of(fold(name))
