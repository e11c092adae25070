"""Pictures, players, code and what is never prose in; what they mean written to the flow."""

from __future__ import annotations

import re

from lxml import etree

from wireroom.clean.blocks import Block
from wireroom.clean.cards import read_card
from wireroom.clean.characters import escaped, one_line, printable, repaired, tidied
from wireroom.clean.furniture import UNREAD
from wireroom.clean.markup import quoted
from wireroom.clean.pictures import emoji, picture_url
from wireroom.clean.show import show_address
from wireroom.clean.walking import Closer, Walking, leave_out

_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


def open_picture(walking: Walking, element: etree._Element) -> Closer | None:
    """`<img>`; an emoji drawn as one is its character."""
    drawn = emoji(element)
    if drawn:
        walking.flow.write(drawn)
        return leave_out
    url = picture_url(element, walking.base_url)
    if url:
        _show(walking, element, url)
    return leave_out


def open_fallback(walking: Walking, element: etree._Element) -> Closer | None:
    """`<noscript>`: the real picture beside a lazy one, where that one could not be resolved."""
    for image in element.iter("img"):
        url = picture_url(image, walking.base_url)
        if url and url not in walking.images:
            _show(walking, image, url)
    return leave_out


def open_player(walking: Walking, element: etree._Element) -> Closer | None:
    """An iframe or its like: a player we can name leaves its address, any other nothing."""
    card = read_card(element, walking.base_url)
    if card is not None and card.url is not None:
        show_address(walking, card)
    return leave_out


def open_verbatim(walking: Walking, element: etree._Element) -> Closer | None:
    """`<pre>`: white space is kept, the colours of highlighters are not."""
    if len(element):
        etree.strip_elements(element, *UNREAD, with_tail=False)
        for line in element.iter("br", "div", "p", "li", "tr"):
            line.tail = "\n" + (line.tail or "")
    written = _text_of(element)
    written = printable(written).replace("\r\n", "\n").strip("\n")
    lines = tidied(written.replace("\t", " ")).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    if text:
        walking.flow.add(Block("pre", repaired(escaped(written)), text))
    return leave_out


def open_unread(walking: Walking, element: etree._Element) -> Closer | None:
    """Scripts, styles and fields of forms are left out; a script may be the card of a Telegram post."""
    if element.get("data-telegram-post"):
        return open_player(walking, element)
    return leave_out


def _text_of(element: etree._Element) -> str:
    """All text in it: highlighted code is hundreds of spans, which libxml2 joins faster than we do."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _show(walking: Walking, image: etree._Element, url: str) -> None:
    markup = f'<img src="{quoted(url)}"'
    alternative = one_line(image.get("alt") or "")[:500]
    if alternative:
        markup += f' alt="{quoted(alternative)}"'
    for side in ("width", "height"):
        size = _SIZE.fullmatch(image.get(side) or "")
        if size:
            markup += f' {side}="{size[1]}"'
    walking.images[url] = None
    walking.flow.picture(f"{markup}>")
