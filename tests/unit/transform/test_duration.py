"""How long an episode is, from its feed to the article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

FEED = (
    "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>Harbour</title>"
    "<item><guid>1</guid><title>The ferry</title><itunes:duration>%s</itunes:duration></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1:02:03", 3723),
        ("62:03", 3723),
        (" 3723 ", 3723),
        ("3723.5", 3723),
        ("00:00:00", None),
        ("0", None),
        ("", None),
        ("an hour", None),
        ("-5", None),
        ("1:2:3:4", None),
        ("3723000", None),  # milliseconds
        ("٣٧", None),
        ("9" * 5000, None),
    ],
)
def test_a_duration_is_in_seconds_or_not_known(written: str, seconds: int | None) -> None:
    context = FeedContext(feed_id=1, url="https://a.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    article = transform_document((FEED % written).encode(), context=context).articles[0]
    assert article.duration_seconds == seconds
    assert article.provenance.get("duration_seconds") == ("feed:itunes:duration" if seconds else None)


def test_a_recording_that_is_given_twice_is_one() -> None:
    """An enclosure and `media:content` of the same address."""
    context = FeedContext(feed_id=1, url="https://a.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    twice = (
        "<enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='9'/>"
        "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='https://a.example/1.mp3' medium='audio'/>"
    )
    feed = (FEED.replace("%s</itunes:duration>", f"1:02:03</itunes:duration>{twice}%s") % "").encode()
    media = transform_document(feed, context=context).articles[0].media
    assert [(item["url"], item["type"], item["duration"]) for item in media] == [
        ("https://a.example/1.mp3", "audio/mpeg", 3723)
    ]


ENCLOSURE = "<enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='9'/>"
CONTENT = "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='https://a.example/%s.mp3' %s/>"


@pytest.mark.parametrize("turn", [1, -1])
def test_a_recordings_duration_does_not_depend_on_the_order(turn: int) -> None:
    context = FeedContext(feed_id=1, url="https://a.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    said = "".join([ENCLOSURE, CONTENT % (1, "duration='77'")][::turn])
    feed = (FEED.replace("%s</itunes:duration>", f"</itunes:duration>{said}%s") % "").encode()
    article = transform_document(feed, context=context).articles[0]
    assert article.duration_seconds == 77
    assert [(item["kind"], item["duration"]) for item in article.media] == [("enclosure", 77)]


def test_the_enclosure_has_its_episodes_duration_beside_other_sound() -> None:
    context = FeedContext(feed_id=1, url="https://a.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    said = CONTENT % (2, "medium='audio'") + ENCLOSURE
    feed = (FEED.replace("%s</itunes:duration>", f"60</itunes:duration>{said}%s") % "").encode()
    media = transform_document(feed, context=context).articles[0].media
    assert [(item["kind"], item.get("duration")) for item in media] == [("content", None), ("enclosure", 60)]


def test_a_recording_has_its_episodes_duration_and_of_two_neither_has() -> None:
    context = FeedContext(feed_id=1, url="https://a.example/", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    sound = "<enclosure url='https://a.example/%d.mp3' type='audio/mpeg' length='9'/>"
    for enclosures, expected in (((1,), [3723]), ((1, 2), [None, None])):
        inside = "1:02:03</itunes:duration>" + "".join(sound % number for number in enclosures) + "%s"
        feed = (FEED.replace("%s</itunes:duration>", inside) % "").encode()
        article = transform_document(feed, context=context).articles[0]
        assert [media.get("duration") for media in article.media] == expected
