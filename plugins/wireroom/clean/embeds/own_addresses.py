"""Addresses that cards and players keep in a form of their platform's own, the most reliable first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bs4 import Tag

from wireroom.common.elements import attribute

_URI = re.compile(r"at://(?P<did>[^/\s]+)/app\.bsky\.feed\.post/(?P<id>\w+)")


def _bluesky(card: Tag) -> Iterator[str]:
    uri = _URI.match(attribute(card, "data-bluesky-uri") or "")
    if uri:
        yield f"https://bsky.app/profile/{uri['did']}/post/{uri['id']}"


def _flourish(element: Tag) -> Iterator[str]:
    """The address in `<div class="flourish-embed" data-src="story/1234567?9">`, which a script fills."""
    yield f"https://public.flourish.studio/{attribute(element, 'data-src')}"


def _youtube(player: Tag) -> Iterator[str]:
    """The address in a placeholder of WP Rocket, which inserts the frame at the first click."""
    yield attribute(player, "data-src") or ""
    yield f"https://www.youtube.com/watch?v={attribute(player, 'data-id')}"


OWN_ADDRESSES: Final[Mapping[str, Callable[[Tag], Iterator[str]]]] = {
    "bluesky": _bluesky,
    "flourish": _flourish,
    "youtube": _youtube,
}
