"""YouTube: all forms of its addresses, and players that load at the first click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bs4 import Tag

from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.common.elements import attribute

_SITE: Final = r"(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/"
_WATCH: Final = "https://www.youtube.com/watch?v="


def _addresses_in(player: Tag) -> Iterator[str]:
    """The address in a placeholder of WP Rocket, which inserts the frame at the first click."""
    yield attribute(player, "data-src") or ""
    yield f"{_WATCH}{attribute(player, 'data-id')}"


PLATFORM = Platform(
    name="youtube",
    addresses=(
        AddressForm(
            "video",
            _SITE + r"(?:embed|v|e|shorts|live)/(?!videoseries|live_stream)(?P<id>[\w-]{11})(?![\w-])",
            _WATCH + "{id}",
        ),
        AddressForm(
            "video",
            _SITE + r"(?:watch|attribution_link)/?\?(?:[^#]*?[&;])?v=(?P<id>[\w-]{11})(?![\w-])",
            _WATCH + "{id}",
        ),
        AddressForm("video", r"youtu\.be/(?P<id>[\w-]{11})(?![\w-])", _WATCH + "{id}"),
        AddressForm(
            "video",
            _SITE + r"embed/videoseries\?(?:[^#]*?[&;])?list=(?P<id>[\w-]{10,60})",
            "https://www.youtube.com/playlist?list={id}",
        ),
    ),
    players=("rll-youtube-player",),
    elements={
        "lite-youtube": ("videoid", _WATCH),
        "amp-youtube": ("data-videoid", _WATCH),
        "youtube-embed": ("video-id", _WATCH),
    },
    substack={"youtube-wrap": _WATCH + "{videoId}"},
    addresses_in=_addresses_in,
)
