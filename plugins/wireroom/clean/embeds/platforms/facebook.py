"""Facebook: posts, photos, videos and their plugins; its cards sign `Posted by Name on day`."""

from __future__ import annotations

from typing import Final

from bs4 import Tag

from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.common.dates import find_date
from wireroom.common.text import tidied

_SITE: Final = r"(?:www\.|web\.|m\.)?facebook\.com/"


def _author_of(card: Tag) -> str | None:
    """The name in `Posted by <a href="page">Name</a> on <a href="post">day</a>`."""
    names = [link.get_text(" ", strip=True) for link in card.find_all("a")]
    named = [tidied(name) for name in names if name and find_date(name) is None]
    return named[-1] if named and len(named[-1]) <= 100 else None


PLATFORM = Platform(
    name="facebook",
    addresses=(
        AddressForm(
            "video",
            _SITE + r"(?:v\d+\.\d+/)?plugins/video\.php\?(?:[^#]*?&)?href=(?P<url>[^&#]+)",
            "{url}",
        ),
        AddressForm(
            "post",
            _SITE + r"(?:v\d+\.\d+/)?plugins/post\.php\?(?:[^#]*?&)?href=(?P<url>[^&#]+)",
            "{url}",
        ),
        AddressForm(
            "video",
            _SITE + r"(?:(?P<handle>[\w.\-]+)/videos/(?:[^/?#]+/)?\d+|watch/?\?v=\d+|reel/\d+)",
        ),
        AddressForm(
            "post",
            _SITE + r"(?:(?P<handle>[\w.\-]+)/(?:posts/[\w\-.:%]+|photos/[\w./\-]+)"
            r"|(?:permalink|story)\.php\?[^\s#]+|photo(?:\.php)?/?\?fbid=\d+)",
        ),
    ),
    cards={"fb-post": "post", "fb-video": "video", "fb-xfbml-parse-ignore": "post"},
    permalinks=("data-href",),
    elements={"amp-facebook": ("data-href", "")},
    author_of=_author_of,
    introduces=True,
)
