"""An element in, the post or player embedded by it out."""

from __future__ import annotations

from typing import Final

from lxml import etree

from wireroom.clean.cards.players import read_address
from wireroom.clean.cards.quotes import CLASSES, read_quote
from wireroom.clean.links import absolute
from wireroom.models import Embed

PLAYERS: Final = frozenset({"iframe", "embed", "object", "video", "audio", "frame"})
_BY_IDENTITY: Final = {
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v="),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "youtube-embed": ("video-id", "https://www.youtube.com/watch?v="),
    "lite-vimeo": ("videoid", "https://vimeo.com/"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
}
_ADDRESSES: Final = ("src", "data-src", "data-lazy-src", "data-cookieblock-src", "data", "href")


def read_card(element: etree._Element, base_url: str | None) -> Embed | None:
    """The embed, without its place in the text; None where the element embeds nothing we can name."""
    tag = element.tag
    if tag in PLAYERS:
        return _player(element, base_url)
    if tag in _BY_IDENTITY:
        name, prefix = _BY_IDENTITY[tag]
        return read_address(prefix + (element.get(name) or ""))
    if tag == "script":
        post = element.get("data-telegram-post")
        return read_address(f"https://t.me/{post}") if post else None
    for name in (element.get("class") or "").split():
        if name in CLASSES:
            return read_quote(element, *CLASSES[name], base_url)
    return None


def _player(element: etree._Element, base_url: str | None) -> Embed | None:
    tweet = element.get("data-tweet-id")  # a page saved after X's script ran
    if tweet and (found := read_address(f"https://twitter.com/i/status/{tweet}")):
        return found
    written = [element.get(name) for name in _ADDRESSES]
    written += [part.get("src") or part.get("value") for part in element.iter("source", "embed", "param")]
    for address in written:
        url = absolute(address, base_url)
        if url and (found := read_address(url)):
            return found
    if element.tag in {"video", "audio"}:
        url = next((link for link in (absolute(address, base_url) for address in written) if link), None)
        return Embed(kind=element.tag, platform="web", url=url) if url else None
    return None
