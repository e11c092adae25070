"""Reddit: submissions and comments."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="reddit",
    addresses=(
        AddressForm("post", r"(?:www\.|old\.)?reddit\.com/r/\w+/comments/(?P<id>\w+)(?:/\w*)?"),
        AddressForm(
            "post",
            r"(?:www\.|embed\.)?redditmedia\.com/(?P<part>r/\w+/comments/\w+)",
            "https://www.reddit.com/{part}",
        ),
    ),
    cards={"reddit-embed-bq": "post", "reddit-card": "post"},
)
