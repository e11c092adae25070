"""What is declared as small as an icon is no picture of an article; what only looks small is one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.clean import clean_html
from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

URL = "https://harbour.example/i/arrow.png"


def images(attributes: str) -> tuple[str, ...]:
    return clean_html(f'<p>The port opened.</p><img src="{URL}" {attributes}>').images


@pytest.mark.parametrize(
    "attributes",
    [
        'width="11" height="11"',
        'width="32px" height="32px"',
        'width="24.0" height="16"',
        'style="width: 16px; height: 16px"',
        'width="600" height="400" style="width:20px;height:20px;border:0"',
        'class="avatar avatar-48 photo" width="48" height="48"',
        'class="social-icon" width="64" height="64"',
    ],
)
def test_an_icon_is_no_picture(attributes: str) -> None:
    assert images(attributes) == ()


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="32" height="400"',
        'width="400" height="20"',
        'width="33" height="33"',
        'width="100%" height="100%"',
        'width="16"',
        'width="16" height="9"',
        'width="20" height="15" srcset="/i/arrow.png 800w"',
        'style="max-width:20px;max-height:20px"',
        'style="width:20em;height:20em"',
        'width="20" height="20" style="width:600px;height:400px"',
        'class="avatar" width="300" height="300"',
        'class="iconic-photo" width="48" height="48"',
    ],
)
def test_what_may_be_a_picture_stays(attributes: str) -> None:
    """A tall chart, a size in per cent, one side alone, a ratio for the layout, a set of sizes."""
    assert len(images(attributes)) == 1


def test_a_lazy_picture_has_the_size_of_its_stand_in() -> None:
    lazy = '<p>x</p><img src="/w20.jpg" data-src="/ferry.jpg" width="20" height="15">'
    assert clean_html(lazy, base_url=URL).images == ("https://harbour.example/ferry.jpg",)


@pytest.mark.parametrize(
    ("size", "lead"), [("11", None), ("32", None), ("120", "https://harbour.example/i/m.png")]
)
def test_an_icon_is_not_the_lead_image_of_an_entry(size: str, lead: str | None) -> None:
    """What the publisher attached stays in `media`."""
    rss = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title><item>'
        "<title>The port opened</title><link>https://harbour.example/1</link>"
        f'<media:thumbnail url="https://harbour.example/i/m.png" width="{size}" height="{size}"/>'
        f'<description>&lt;p&gt;The port opened.&lt;img src="{URL}" width="11" height="11"&gt;</description>'
        "</item></channel></rss>"
    )
    context = FeedContext(1, "https://harbour.example/feed", datetime(2026, 11, 26, tzinfo=UTC))
    (article,) = transform_document(rss.encode(), context=context).articles
    assert article.image_url == lead
    assert len(article.media) == 1
