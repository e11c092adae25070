"""LinkedIn: posts, which are embedded as a frame."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="linkedin",
    addresses=(
        AddressForm(
            "post",
            r"(?:www\.)?linkedin\.com/embed/feed/update/(?P<id>urn:li:\w+:\d+)",
            "https://www.linkedin.com/feed/update/{id}",
        ),
    ),
)
