"""Mastodon, on whatever host: posts, known by the form of their path."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="mastodon",
    addresses=(
        AddressForm(
            "post",
            r"(?P<host>[\w.\-]+)/(?:deck/)?@(?P<handle>\w{1,30}(?:@[\w.\-]+)?)/(?P<id>\d{10,20})(?=$|[/?#])",
        ),
        AddressForm(
            "post",
            r"(?P<host>[\w.\-]+)/users/(?P<handle>\w{1,30})/statuses/(?P<id>\d{10,20})(?=$|[/?#])",
        ),
    ),
    cards={"mastodon-embed": "post"},
    permalinks=("data-embed-url",),
    names_handle=True,
    introduces=True,
)
