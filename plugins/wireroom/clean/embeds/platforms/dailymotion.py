"""Dailymotion: its player, old and new, and its element."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="dailymotion",
    addresses=(
        AddressForm(
            "video",
            r"(?:www\.|geo\.)?dailymotion\.com/(?:embed/)?"
            r"(?:video/|player(?:/\w+)?\.html\?(?:[^#]*&)?video=)(?P<id>[A-Za-z0-9]{5,12})",
            "https://www.dailymotion.com/video/{id}",
        ),
    ),
    elements={"amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/")},
)
