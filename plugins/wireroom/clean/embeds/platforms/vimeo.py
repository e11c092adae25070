"""Vimeo: its player, and its elements."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="vimeo",
    addresses=(
        AddressForm("video", r"player\.vimeo\.com/video/(?P<id>\d{4,12})", "https://vimeo.com/{id}"),
        AddressForm(
            "video",
            r"(?:www\.)?vimeo\.com/(?:channels/\w+/)?(?P<id>\d{5,12})(?=$|[/?#])",
            "https://vimeo.com/{id}",
        ),
    ),
    elements={
        "lite-vimeo": ("videoid", "https://vimeo.com/"),
        "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    },
    substack={"vimeo-wrap": "https://vimeo.com/{videoId}"},
)
