"""Pictures, players, code and what is never prose in; what they mean written to the flow."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from wireroom.clean.blocks import Block
from wireroom.clean.characters import escaped, one_line, printable, repaired, tidied
from wireroom.clean.embeds import MARKS, read_card
from wireroom.clean.embeds.show_address import show_address
from wireroom.clean.furniture import UNREAD
from wireroom.clean.markup import quoted
from wireroom.clean.pictures import emoji, picture_url
from wireroom.clean.walking import Closer, Walking, leave_out
from wireroom.common.soup import attribute, strings_in

_LINES: Final = frozenset({"br", "div", "p", "li", "tr"})
_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


def open_picture(walking: Walking, element: Tag) -> Closer | None:
    """`<img>`; an emoji drawn as one is its character."""
    drawn = emoji(element)
    if drawn:
        walking.flow.write(drawn)
        return leave_out
    url = picture_url(element, walking.base_url)
    if url:
        _show(walking, element, url)
    return leave_out


def open_fallback(walking: Walking, element: Tag) -> Closer | None:
    """`<noscript>`: the real picture beside a lazy one, where that one could not be resolved."""
    for image in element.find_all("img"):
        url = picture_url(image, walking.base_url)
        if url and url not in walking.images:
            _show(walking, image, url)
    return leave_out


def open_player(walking: Walking, element: Tag) -> Closer | None:
    """An iframe or its like: a player we can name leaves its address, any other nothing."""
    card = read_card(element, walking.base_url)
    if card is not None and card.url is not None:
        show_address(walking, card)
    return leave_out


def open_verbatim(walking: Walking, element: Tag) -> Closer | None:
    """`<pre>`: white space is kept, the colours of highlighters are not."""
    written = (
        printable("".join(strings_in(element, without=UNREAD, lines=_LINES)))
        .replace("\r\n", "\n")
        .strip("\n")
    )
    lines = tidied(written.replace("\t", " ")).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    if text:
        walking.flow.add(Block("pre", repaired(escaped(written)), text))
    return leave_out


def open_unread(walking: Walking, element: Tag) -> Closer | None:
    """Scripts, styles and fields of forms are left out; a script may be a post's card."""
    if element.name == "script" and not MARKS.keys().isdisjoint(element.attrs):
        return open_player(walking, element)
    return leave_out


def _show(walking: Walking, image: Tag, url: str) -> None:
    markup = f'<img src="{quoted(url)}"'
    alternative = one_line(attribute(image, "alt") or "")[:500]
    if alternative:
        markup += f' alt="{quoted(alternative)}"'
    for side in ("width", "height"):
        size = _SIZE.fullmatch(attribute(image, side) or "")
        if size:
            markup += f' {side}="{size[1]}"'
    walking.images[url] = None
    walking.flow.picture(f"{markup}>")
