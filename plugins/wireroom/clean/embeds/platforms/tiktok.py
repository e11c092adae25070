"""TikTok: videos and its card."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="tiktok",
    addresses=(
        AddressForm(
            "video",
            r"(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.]{1,30})/(?:video|photo)/(?P<id>\d{5,22})",
        ),
        AddressForm(
            "video",
            r"(?:www\.)?tiktok\.com/(?:embed(?:/v\d)?|player/v\d)/(?P<id>\d{5,22})",
            "https://www.tiktok.com/embed/v2/{id}",
        ),
    ),
    cards={"tiktok-embed": "video"},
    permalinks=("cite",),
    substack={"tiktok-wrap": "{url}"},
)
