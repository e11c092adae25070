"""Bluesky: posts, whose cards keep an `at://` address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.common.elements import attribute

_URI = re.compile(r"at://(?P<did>[^/\s]+)/app\.bsky\.feed\.post/(?P<id>\w+)")


def _addresses_in(card: Tag) -> Iterator[str]:
    uri = _URI.match(attribute(card, "data-bluesky-uri") or "")
    if uri:
        yield f"https://bsky.app/profile/{uri['did']}/post/{uri['id']}"


PLATFORM = Platform(
    name="bluesky",
    addresses=(
        AddressForm("post", r"(?:www\.)?bsky\.app/profile/(?P<handle>[\w.:%\-]+)/post/(?P<id>[a-z0-9]+)"),
        AddressForm(
            "post",
            r"embed\.bsky\.app/embed/(?P<handle>did:[\w.:%\-]+)/app\.bsky\.feed\.post/(?P<id>[a-z0-9]+)",
            "https://bsky.app/profile/{handle}/post/{id}",
        ),
    ),
    cards={"bluesky-embed": "post"},
    substack={"bluesky-wrap": "https://bsky.app/profile/{authorDid}/post/{postId}"},
    addresses_in=_addresses_in,
    stand_in="[image or embed]",
)
