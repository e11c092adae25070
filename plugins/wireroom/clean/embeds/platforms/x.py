"""X, once Twitter: posts under all its names; cards as publishers paste and as X's script leaves them."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
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
)
