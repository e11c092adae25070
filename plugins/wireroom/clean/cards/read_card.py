"""An element in, the post or player embedded by it out."""

from __future__ import annotations

from typing import Final

from bs4 import Tag

from wireroom.clean.cards.players import read_address
from wireroom.clean.cards.quotes import CLASSES as QUOTES
from wireroom.clean.cards.quotes import read_quote
from wireroom.clean.cards.substack import CLASSES as OF_SUBSTACK
from wireroom.clean.cards.substack import read_substack
from wireroom.clean.links import absolute
from wireroom.common.soup import attribute, elements_in
from wireroom.models import Embed

PLAYERS: Final = frozenset({"iframe", "embed", "object", "video", "audio", "frame", "amp-iframe"})
_BY_IDENTITY: Final = {
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v="),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "youtube-embed": ("video-id", "https://www.youtube.com/watch?v="),
    "lite-vimeo": ("videoid", "https://vimeo.com/"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
    "amp-facebook": ("data-href", ""),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
}
_LAZY_YOUTUBE: Final = "rll-youtube-player"  # WP Rocket puts the frame in at the first click
CLASSES: Final = frozenset({*QUOTES, *OF_SUBSTACK, _LAZY_YOUTUBE})  # names of elements that may be cards
_PARTS: Final = ("source", "embed", "param")
_ADDRESSES: Final = (
    "src", "data-src", "data-lazy-src", "data-cookieblock-src", "data-lazy",
    "data-litespeed-src", "data", "href",
)  # fmt: skip


def read_card(element: Tag, base_url: str | None) -> Embed | None:
    """The embed, without its place in the text; None where the element embeds nothing we can name."""
    tag = element.name
    if tag in PLAYERS:
        return _player(element, base_url)
    if tag in _BY_IDENTITY:
        name, prefix = _BY_IDENTITY[tag]
        return read_address(prefix + (attribute(element, name) or ""))
    if tag == "script":
        post = attribute(element, "data-telegram-post")
        return read_address(f"https://t.me/{post}") if post else None
    return _by_class(element, (attribute(element, "class") or "").split(), base_url)


def _by_class(element: Tag, names: list[str], base_url: str | None) -> Embed | None:
    if _LAZY_YOUTUBE in names:
        url = absolute(attribute(element, "data-src"), base_url)
        found = read_address(url) if url else None
        return found or read_address(f"https://www.youtube.com/watch?v={attribute(element, 'data-id')}")
    if attribute(element, "data-attrs") and (found := read_substack(element)):
        return found
    for name in names:
        if name in QUOTES:
            return read_quote(element, *QUOTES[name], base_url)
    return None


def _player(element: Tag, base_url: str | None) -> Embed | None:
    tweet = attribute(element, "data-tweet-id")  # a page saved after X's script ran
    if tweet and (found := read_address(f"https://twitter.com/i/status/{tweet}")):
        return found
    written = [attribute(element, name) for name in _ADDRESSES]
    written += [attribute(part, "src") or attribute(part, "value") for part in elements_in(element, _PARTS)]
    for address in written:
        url = absolute(address, base_url)
        if url and (found := read_address(url)):
            return found
    if element.name in {"video", "audio"}:
        url = next((link for link in (absolute(address, base_url) for address in written) if link), None)
        return Embed(kind=element.name, platform="web", url=url) if url else None
    return None
