"""Threads: posts."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="threads",
    addresses=(
        AddressForm("post", r"(?:www\.)?threads\.(?:net|com)/@(?P<handle>[\w.]+)/post/(?P<id>[\w-]+)"),
    ),
    cards={"text-post-media": "post"},
    permalinks=("data-text-post-permalink",),
    names_handle=True,
    introduces=True,
)
