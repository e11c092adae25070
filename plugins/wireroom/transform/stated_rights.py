"""Read the rights that a feed or an entry states: licences and the copyright notice, as attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.clean import linked_licence
from wireroom.common.text import plain_text
from wireroom.common.urls import absolute_url
from wireroom.models import Attribution, Link
from wireroom.parse.xml_feeds.element_text import LICENCES

MAX_NOTICE = 500  # characters

_COMMONS_ADDRESS = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/[^\s\"'<>)]{1,200}", re.IGNORECASE
)
_COMMONS_NAME = re.compile(
    r"creativecommons\.org/\S{1,100}|creative commons|\bCC[ -]BY\b[-\w .]{0,20}|\bCC0\b", re.IGNORECASE
)
_WHOLE_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def stated_rights(rights: str | None, links: Sequence[Link], base_url: str | None) -> tuple[Attribution, ...]:
    """The stated licences and copyright, without duplicates: those of `links`, then those of `rights`.

    `rights` is a line of text or markup.
    """
    stated: dict[tuple[str, str], Attribution] = {}
    for item in (*_linked(links, base_url), *_written(rights or "")):
        stated.setdefault((item.kind, item.url or item.name or item.text), item)
    return tuple(stated.values())


def _linked(links: Sequence[Link], base_url: str | None) -> list[Attribution]:
    """Licence links (RFC 4946; licence elements are read as such links) and copyright links."""
    found = []
    for link in links:
        if link.rel.lower() in LICENCES and (url := absolute_url(link.href, base_url)):
            found.append(_licence(url, plain_text(link.title or "")))
        elif link.rel.lower() == "copyright" and (url := absolute_url(link.href, base_url)):
            found.append(Attribution("copyright", url=url, text=plain_text(link.title or "") or url))
    return found


def _licence(url: str, title: str) -> Attribution:
    known = linked_licence([url])
    return Attribution("licence", known.name if known else title or None, url, title or url)


def _written(rights: str) -> list[Attribution]:
    """A notice may name a licence and a holder; a URL alone is a licence if it is a Creative Commons one."""
    notice = plain_text(rights)[:MAX_NOTICE].strip()
    address = _COMMONS_ADDRESS.search(rights)
    url = absolute_url(address[0], "https:") if address else None
    if url:
        licence = _licence(url, "" if _WHOLE_ADDRESS.fullmatch(notice) else notice)
        return [licence, *_copyright(notice)]
    if name := _COMMONS_NAME.search(notice):
        return [Attribution("licence", name=name[0].strip(), text=notice), *_copyright(notice)]
    if _WHOLE_ADDRESS.fullmatch(notice):
        return [Attribution("copyright", url=absolute_url(notice, None), text=notice)]
    return [Attribution("copyright", text=notice)] if any(map(str.isalpha, notice)) else []


def _copyright(notice: str) -> list[Attribution]:
    """The notice as copyright beside a licence, if it claims a right."""
    claims = "©" in notice or "(c)" in notice.lower() or "copyright" in notice.lower()
    return [Attribution("copyright", text=notice)] if claims else []
