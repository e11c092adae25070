"""X, Bluesky, Mastodon, Threads, Instagram, Telegram, Reddit, LinkedIn: posts, with cards that quote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.common.elements import attribute

_URI = re.compile(r"at://(?P<did>[^/\s]+)/app\.bsky\.feed\.post/(?P<id>\w+)")


def _bluesky(card: Tag) -> Iterator[str]:
    uri = _URI.match(attribute(card, "data-bluesky-uri") or "")
    if uri:
        yield f"https://bsky.app/profile/{uri['did']}/post/{uri['id']}"


PLATFORMS = (
    # Once Twitter; cards as publishers paste them and as its script leaves them.
    Platform(
        name="x",
        addresses=(
            AddressForm(
                "post",
                r"(?:www\.|mobile\.|m\.|nitter\.)?(?:twitter|x|fxtwitter|vxtwitter)\.com/"
                r"(?:#!/)?(?P<handle>[A-Za-z0-9_]{1,20})/status(?:es)?/(?P<id>\d{2,20})",
            ),
            AddressForm(
                "post",
                r"platform\.(?:twitter|x)\.com/embed/(?:Tweet|index)\.html\?(?:[^#]*&)?id=(?P<id>\d{2,20})",
                "https://twitter.com/i/status/{id}",
            ),
        ),
        cards={"twitter-tweet": "post", "twitter-video": "post", "twitter-quote": "post", "tweet": "post"},
        marks={"data-tweet-id": "https://twitter.com/i/status/"},
        elements={"amp-twitter": ("data-tweetid", "https://twitter.com/i/status/")},
        substack={"twitter-embed": "{url}", "tweet": "{url}"},
    ),
    # On any host: known by the shape of the path.
    Platform(
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
    ),
    Platform(
        name="threads",
        addresses=(
            AddressForm("post", r"(?:www\.)?threads\.(?:net|com)/@(?P<handle>[\w.]+)/post/(?P<id>[\w-]+)"),
        ),
        cards={"text-post-media": "post"},
        permalinks=("data-text-post-permalink",),
        names_handle=True,
        introduces=True,
    ),
    Platform(
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
    ),
    # Posts of channels, embedded by a script.
    Platform(
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
    ),
    Platform(
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
    ),
    # Posts are embedded as a frame.
    Platform(
        name="linkedin",
        addresses=(
            AddressForm(
                "post",
                r"(?:www\.)?linkedin\.com/embed/feed/update/(?P<id>urn:li:\w+:\d+)",
                "https://www.linkedin.com/feed/update/{id}",
            ),
        ),
    ),
    # Cards keep an `at://` address.
    Platform(
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
        addresses_in=_bluesky,
        stand_in="[image or embed]",
    ),
)
