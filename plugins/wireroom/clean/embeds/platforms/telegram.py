"""Telegram: posts of channels, embedded by a script."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="telegram",
    addresses=(
        AddressForm(
            "post",
            r"(?:t\.me|telegram\.me)/(?:s/)?(?P<handle>(?![cs]/)[A-Za-z]\w{0,31})/(?P<id>\d+)(?=$|[/?#])",
            "https://t.me/{handle}/{id}",
        ),
    ),
    cards={"telegram-post": "post"},
    marks={"data-telegram-post": "https://t.me/"},
)
