"""Dates that publishers put in their paths."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.dates import date_in_url

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/2026/11/23/story", "day 2026-11-23", id="folders"),
        pytest.param("/2026/1/3/story", "day 2026-01-03", id="folders without zeros"),
        pytest.param("/world/2026/nov/23/story", "day 2026-11-23", id="month by name"),
        pytest.param("/2026-11/23/c_123456789.htm", "day 2026-11-23", id="month and day folders"),
        pytest.param("/20261123/story", "day 2026-11-23", id="one folder"),
        pytest.param("/2026/1123/story", "day 2026-11-23", id="two folders"),
        pytest.param("/news/20261123-story", "day 2026-11-23", id="before the slug"),
        pytest.param("/news/story-2026-11-23.html", "day 2026-11-23", id="after the slug"),
        pytest.param("/news/23-11-2026/story", "day 2026-11-23", id="day first, where it must be"),
        pytest.param("/2026/11/story", "month 2026-11-01", id="a month"),
        pytest.param("/2026/11/22/a-2026-11-20", "day 2026-11-22", id="folders outrank the slug"),
    ],
)
def test_dates_are_found(path: str, expected: str) -> None:
    """With the precision that is written, source `url`."""
    reading = date_in_url(f"https://news.example{path}", now=NOW)
    assert reading is not None
    assert (f"{reading.precision} {reading.at:%Y-%m-%d}", reading.source) == (expected, "url")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://news.example/story", id="none"),
        pytest.param("https://news.example/2026/02/30/story", id="impossible"),
        pytest.param("https://news.example/2027/01/01/story", id="to come"),
        pytest.param("https://news.example/1984/06/08/story", id="before the web"),
        pytest.param("https://news.example/id/120261123", id="part of a longer number"),
        pytest.param("https://news.example/a-2026-11-22-b-2026-11-23", id="two"),
        pytest.param("https://news.example/11-12-2026/story", id="either way round"),
        pytest.param("https://news.example/a?date=2026-11-23", id="in the query: a filter"),
        pytest.param("http://[", id="no URL"),
    ],
)
def test_doubt_is_no_date(url: str) -> None:
    """None rather than a guess."""
    assert date_in_url(url, now=NOW) is None


@pytest.mark.parametrize(
    ("url", "at"),
    [
        pytest.param("https://x.com/QuayPost/status/1281836879789404160", "2020-07-11 06:25:02", id="X"),
        pytest.param(
            "https://mobile.twitter.com/QuayPost/status/1281836879789404160/photo/1",
            "2020-07-11 06:25:02",
            id="its older name, at a picture",
        ),
        pytest.param("https://social.example/@quay/103254962155278888", "2019-12-05 11:34:47", id="Mastodon"),
        pytest.param(
            "https://bsky.app/profile/quay.example/post/3l6oveex3ii2l", "2024-10-17 07:06:51", id="Bluesky"
        ),
        pytest.param(
            "https://www.tiktok.com/@quay/video/7106594312292453675", "2022-06-07 20:15:27", id="TikTok"
        ),
    ],
)
def test_a_posts_number_tells_when_it_was_drawn(url: str, at: str) -> None:
    """To the second."""
    reading = date_in_url(url, now=NOW)
    assert reading is not None
    assert (f"{reading.at:%Y-%m-%d %H:%M:%S}", reading.precision) == (at, "second")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://twitter.com/jack/status/20", id="counted, before they were drawn"),
        pytest.param("https://x.com/QuayPost/status/9223372036854775807", id="of a time to come"),
        pytest.param("https://news.example/status/1281836879789404160", id="another site's"),
        pytest.param("https://news.example/video/7106594312292453675", id="a video elsewhere"),
    ],
)
def test_other_numbers_tell_nothing(url: str) -> None:
    """They are counted, or mean something else."""
    assert date_in_url(url, now=NOW) is None
