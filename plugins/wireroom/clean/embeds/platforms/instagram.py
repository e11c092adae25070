"""Instagram: posts and reels."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="instagram",
    addresses=(
        AddressForm(
            "post",
            r"(?:www\.)?instagram\.com/(?:(?P<handle>[A-Za-z0-9_.]+)/)?"
            r"(?P<part>p|reel|reels|tv)/(?P<id>[\w-]{5,40})",
            "https://www.instagram.com/{part}/{id}/",
        ),
    ),
    cards={"instagram-media": "post"},
    permalinks=("data-instgrm-permalink",),
    elements={"amp-instagram": ("data-shortcode", "https://www.instagram.com/p/")},
    substack={"instagram": "https://www.instagram.com/p/{instagram_id}/"},
    names_handle=True,
    introduces=True,
)
