"""Read what an element embeds: a post or a player."""

from __future__ import annotations

from typing import Final

from bs4 import Tag

from wireroom.clean.embeds.own_addresses import OWN_ADDRESSES
from wireroom.clean.embeds.platform_register import CARDS, ELEMENTS, MARKS, PLAYERS
from wireroom.clean.embeds.quoted_post import read_quote
from wireroom.clean.embeds.read_address import read_address
from wireroom.clean.embeds.substack import read_substack
from wireroom.clean.lexicon import TRACKER
from wireroom.common.elements import attribute, elements_in, is_tiny
from wireroom.common.hidden_by_style import is_hidden_by
from wireroom.common.urls import absolute_url
from wireroom.models import Embed

FRAMES: Final = frozenset(
    "iframe embed object video audio frame oembed amp-iframe amp-video-iframe amp-video amp-audio".split()  # noqa: SIM905
)
_PARTS: Final = ("source", "embed", "param")
_ADDRESSES: Final = (
    "src", "data-src", "data-lazy-src", "data-cookieblock-src", "data-lazy",
    "data-litespeed-src", "data-src-cmplz", "data-cmp-src", "data-uc-src", "data-cli-src", "suppressedsrc",
    "data-suppressedsrc", "consent-original-src-_", "data", "href", "url",
)  # fmt: skip


def read_card(element: Tag, base_url: str | None) -> Embed | None:
    """The embed, without its span in the text; None if the element embeds nothing that has an address."""
    tag = element.name
    if tag in FRAMES:
        return _marked(element) or _framed(element, base_url)
    if tag in ELEMENTS:
        name, before = ELEMENTS[tag]
        return read_address(before + (attribute(element, name) or ""))
    if tag == "script":
        return _marked(element) or _loaded(element, base_url)
    return _by_class(element, (attribute(element, "class") or "").split(), base_url)


def _marked(element: Tag) -> Embed | None:
    """The post named by an attribute of a frame or script, whether or not the platform's script has run."""
    for name, (_, before) in MARKS.items():
        identity = attribute(element, name)
        if identity and (found := read_address(before + identity)):
            return found
    return None


def _loaded(element: Tag, base_url: str | None) -> Embed | None:
    """What a script with an address shows in its place: a gist, a chart; others only do something."""
    url = absolute_url(attribute(element, "src"), base_url)
    return read_address(url) if url else None


def _framed(element: Tag, base_url: str | None) -> Embed | None:
    written = [attribute(element, name) for name in _ADDRESSES]
    written += [attribute(part, "src") or attribute(part, "value") for part in elements_in(element, _PARTS)]
    for address in written:
        url = absolute_url(address, base_url)
        if url and (found := read_address(url)):
            return found
    url = next((link for link in (absolute_url(address, base_url) for address in written) if link), None)
    if url is None or TRACKER.match(url):
        return None
    if (kind := element.name.removeprefix("amp-")) in {"video", "audio"}:
        return Embed(kind=kind, platform="web", url=url)
    return None if _shows_nothing(element, url) else Embed(kind="frame", platform="web", url=url)


def _shows_nothing(element: Tag, url: str) -> bool:
    """Whether the frame is not meant to be seen: it is hidden, as small as a pixel, or not on the web."""
    sizes = (attribute(element, side) or "" for side in ("width", "height"))
    hidden = is_hidden_by(attribute(element, "style") or "")
    is_web = url.startswith(("http://", "https://"))
    return not is_web or hidden or any(map(is_tiny, sizes))


def _by_class(element: Tag, names: list[str], base_url: str | None) -> Embed | None:
    player = next((PLAYERS[name] for name in names if name in PLAYERS), None)
    if player is not None:
        urls = (absolute_url(written, base_url) for written in OWN_ADDRESSES[player](element))
        return next((found for url in urls if url and (found := read_address(url))), None)
    if attribute(element, "data-attrs") and (found := read_substack(element)):
        return found
    for name in names:
        if name in CARDS:
            return read_quote(element, *CARDS[name], base_url)
    return None
