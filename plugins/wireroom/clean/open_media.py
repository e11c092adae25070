"""Pictures, players, code and what is never prose in; what they mean written to the flow."""

from __future__ import annotations

import re

from lxml import etree

from wireroom.clean.blocks import Block
from wireroom.clean.cards import read_card
from wireroom.clean.characters import escaped, printable, repaired, tidied
from wireroom.clean.furniture import UNREAD
from wireroom.clean.markup import quoted
from wireroom.clean.pictures import emoji, picture_url
from wireroom.clean.show import show_address
from wireroom.clean.walking import Walking

_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


def open_picture(walking: Walking, element: etree._Element) -> bool:
    """`<img>`; an emoji drawn as one is its character."""
    drawn = emoji(element)
    if drawn:
        walking.flow.write(drawn)
        return False
    url = picture_url(element, walking.base_url)
    if url:
        _show(walking, element, url)
    return False


def open_fallback(walking: Walking, element: etree._Element) -> bool:
    """`<noscript>`: the real picture beside a lazy one, where that one could not be resolved."""
    for image in element.iter("img"):
        url = picture_url(image, walking.base_url)
        if url and url not in walking.images:
            _show(walking, image, url)
    return False


def open_player(walking: Walking, element: etree._Element) -> bool:
    """An iframe or its like: a player we can name leaves its address, any other nothing."""
    card = read_card(element, walking.base_url)
    if card is not None and card.url is not None:
        show_address(walking, card)
    return False


def open_verbatim(walking: Walking, element: etree._Element) -> bool:
    """`<pre>`: white space is kept, the colours of highlighters are not."""
    etree.strip_elements(element, *UNREAD, with_tail=False)
    for line in element.iter("br", "div", "p", "li", "tr"):
        line.tail = "\n" + (line.tail or "")
    written = printable("".join(map(str, element.itertext()))).replace("\r\n", "\n").strip("\n")
    lines = tidied(written.replace("\t", " ")).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    if text:
        walking.flow.add(Block("pre", repaired(escaped(written)), text))
    return False


def open_unread(walking: Walking, element: etree._Element) -> bool:
    """Scripts, styles and fields of forms are left out; a script may be the card of a Telegram post."""
    if element.get("data-telegram-post"):
        return open_player(walking, element)
    return False


def _show(walking: Walking, image: etree._Element, url: str) -> None:
    markup = f'<img src="{quoted(url)}"'
    alternative = " ".join(tidied(image.get("alt") or "").split())[:500]
    if alternative:
        markup += f' alt="{quoted(alternative)}"'
    for side in ("width", "height"):
        size = _SIZE.fullmatch(image.get(side) or "")
        if size:
            markup += f' {side}="{size[1]}"'
    walking.images[url] = None
    walking.flow.picture(f"{markup}>")
