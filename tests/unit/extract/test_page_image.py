"""A head names an image: the article's comes out, and neither the outlet's logo nor a placeholder."""

from __future__ import annotations

import json

import pytest

from wireroom.extract.page_metadata import page_metadata
from wireroom.extract.page_tree import tree_of

URL = "https://www.quay-post.example/2026/11/bridge"
PHOTO = "https://cdn.example/2026/11/bridge.jpg"


def image(head: str) -> str | None:
    """What the head says is the article's image."""
    page = tree_of(f"<html><head>{head}</head><body><p>The bridge closed.</p></body></html>".encode())
    assert page is not None
    return page_metadata(page, url=URL).image


def og(*addresses: str) -> str:
    """So many meta elements."""
    return "".join(f'<meta property="og:image" content="{each}">' for each in addresses)


@pytest.mark.parametrize(
    "name",
    [
        *("logo.png", "Logo_en.gif", "logo-big.jpg", "quay-post-logo_1500_2.png", "quaypost_logo_share.png"),
        *("og-default.jpg", "opengraph_default.png", "social/default2.jpg", "default-user-image.png"),
        *("blank.jpg", "placeholder-600x400.png", "no-image.png", "apple-touch-icon.png", "og-site-icon.png"),
        *("ms-icon-310x310.png", "facebook_share.png", "cropped-quaypost-favicon.jpg?w=200"),
    ],
)
def test_an_image_of_the_outlets_own_is_not_the_articles(name: str) -> None:
    """The next that the head names is, else none: then what the text shows first."""
    url = f"https://cdn.example/static/{name}"
    assert image(og(url)) is None
    assert image(og(url, PHOTO)) == PHOTO


@pytest.mark.parametrize(
    "name",
    [
        *(
            "facebook-logo.jpg",
            "apple-logo.png",
            "google-logo.png",
            "turtle-logo.png",
        ),  # what a story is about
        *("default.jpg", "maxresdefault.jpg", "clip_source-aspect-ratio_default_0.jpg"),  # a rendition
        *("white-house.jpg", "social-media.png", "share.jpg", "default/1.jpg", "bridge-share-1200x630.png"),
        *("blank-check.jpg", "blank-page.jpg", "missing-boy.jpg", "логотип.png", "1234.jpg"),
    ],
)
def test_an_image_whose_name_says_more_is_the_articles(name: str) -> None:
    address = f"https://cdn.example/2026/{name}"
    assert image(og(address)) == address


def test_the_sites_icon_and_the_publishers_logo_are_not_the_articles_image() -> None:
    """Whatever they are called, and whatever the size."""
    mark = "https://quay-post.example/m/q-mark-7f3"
    assert image(f'<link rel="icon" href="{mark}-32x32.png">{og(mark + ".png", PHOTO)}') == PHOTO
    publisher = {"@type": "Organization", "logo": {"@type": "ImageObject", "url": f"{mark}.png"}}
    article = {"@type": "NewsArticle", "publisher": publisher, "image": [f"{mark}.png", PHOTO]}
    assert image(f'<script type="application/ld+json">{json.dumps(article)}</script>') == PHOTO


@pytest.mark.parametrize("address", ["http://[", "", "data:image/png;base64,AAAA", "//", "a" * 5_000])
def test_no_address_raises(address: str) -> None:
    assert image(og(address, PHOTO)) in (address.strip() or PHOTO, PHOTO)
