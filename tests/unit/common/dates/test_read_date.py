"""One date in, one reading out: what decides where the text leaves a choice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.dates import read_date
from wireroom.models import Precision

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_raw_text_and_source_are_kept() -> None:
    """What was written stays with what was read, so that it can be judged again."""
    reading = read_date(" Mon, 23 Nov 2026 09:15:30 GMT\n", source="feed:dc:date", now=NOW)
    assert (reading.raw, reading.source) == (" Mon, 23 Nov 2026 09:15:30 GMT\n", "feed:dc:date")
    assert (reading.at, reading.reader) == (datetime(2026, 11, 23, 9, 15, 30, tzinfo=UTC), "rfc822")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        pytest.param("2026-11-23T09:15:30Z", Precision.SECOND, id="second"),
        pytest.param("2026-11-23T09:15:30.25Z", Precision.SECOND, id="fraction is cut, not rounded"),
        pytest.param("2026-11-23T09:15Z", Precision.MINUTE, id="minute"),
        pytest.param("23 November 2026 9pm GMT", Precision.MINUTE, id="hour"),
        pytest.param("2026-11-23", Precision.DAY, id="day"),
        pytest.param("November 2026", Precision.MONTH, id="month"),
    ],
)
def test_precision_is_what_was_written(text: str, precision: Precision) -> None:
    """Zeros are not made up."""
    assert read_date(text, source="feed:pubDate", now=NOW).precision is precision


def test_a_day_is_midnight_utc_whatever_the_zone_of_the_feed() -> None:
    """A day is a name, not an instant: it must not slip to the day before."""
    reading = read_date("2026-11-23", source="feed:pubDate", now=NOW, timezone="Asia/Tokyo")
    assert reading.at == datetime(2026, 11, 23, tzinfo=UTC)


def test_the_zone_of_the_source_holds_where_none_is_written() -> None:
    """And not where one is."""
    naive = read_date("23 Nov 2026 09:00", source="feed:pubDate", now=NOW, timezone="Europe/Paris")
    zoned = read_date("23 Nov 2026 09:00 GMT", source="feed:pubDate", now=NOW, timezone="Europe/Paris")
    assert naive.at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert zoned.at == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_an_unknown_zone_of_the_source_is_utc_and_said() -> None:
    """A mistake in feeds.yaml must not lose the date."""
    reading = read_date("23 Nov 2026 09:00", source="feed:pubDate", now=NOW, timezone="Europe/Atlantis")
    assert reading.at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert reading.note == "no zone written: UTC assumed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("3 hours ago", datetime(2026, 11, 23, 9, tzinfo=UTC), id="en"),
        pytest.param("vor 3 Stunden", datetime(2026, 11, 23, 9, tzinfo=UTC), id="de"),
        pytest.param("il y a 3 heures", datetime(2026, 11, 23, 9, tzinfo=UTC), id="fr"),
        pytest.param("3小时前", datetime(2026, 11, 23, 9, tzinfo=UTC), id="zh"),
        pytest.param("an hour ago", datetime(2026, 11, 23, 11, tzinfo=UTC), id="en, one"),
        pytest.param("Yesterday at 7:05 p.m.", datetime(2026, 11, 22, 19, 5, tzinfo=UTC), id="en, a time"),
        pytest.param("Heute, 07:05 Uhr", datetime(2026, 11, 23, 7, 5, tzinfo=UTC), id="de, a time"),
        pytest.param("hoy a las 07:05", datetime(2026, 11, 23, 7, 5, tzinfo=UTC), id="es, a time"),
        pytest.param("вчера в 07:05", datetime(2026, 11, 22, 7, 5, tzinfo=UTC), id="ru, a time"),
        pytest.param("今天 07:05", datetime(2026, 11, 23, 7, 5, tzinfo=UTC), id="zh, a time"),
        pytest.param("vor einer Stunde", datetime(2026, 11, 23, 11, tzinfo=UTC), id="de, one"),
        pytest.param("hace una hora", datetime(2026, 11, 23, 11, tzinfo=UTC), id="es, one"),
        pytest.param("just now", datetime(2026, 11, 23, 12, tzinfo=UTC), id="en, now"),
        pytest.param("刚刚", datetime(2026, 11, 23, 12, tzinfo=UTC), id="zh, now"),
        pytest.param("вчера", datetime(2026, 11, 22, tzinfo=UTC), id="ru, a day"),
    ],
)
def test_relative_dates_are_read_in_text_only(text: str, expected: datetime) -> None:
    """In a feed's element they would move with every poll."""
    assert read_date(text, source="text", now=NOW).at == expected
    assert read_date(text, source="feed:pubDate", now=NOW).at is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("today, 7:30 am", datetime(2026, 11, 22, 12, 30, tzinfo=UTC), id="in the morning"),
        pytest.param("today, 7:31 pm", None, id="still to come"),
        pytest.param("today, 7:30 pm", datetime(2026, 11, 23, 0, 30, tzinfo=UTC), id="now"),
        pytest.param("yesterday at 7:30 pm", datetime(2026, 11, 22, 0, 30, tzinfo=UTC), id="a time"),
        pytest.param("today", datetime(2026, 11, 22, tzinfo=UTC), id="today"),
        pytest.param("2 days ago", datetime(2026, 11, 20, tzinfo=UTC), id="days"),
    ],
)
def test_a_day_told_from_now_is_that_of_the_zone_in_which_its_clock_hangs(
    text: str, expected: datetime | None
) -> None:
    now = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # the evening of the 22nd in New York
    assert read_date(text, source="text", now=now, timezone="America/New_York").at == expected


def test_clocks_that_run_ahead_are_believed_and_events_are_not() -> None:
    """Two days of tolerance: wrong zones are hours, announced events are weeks."""
    ahead = read_date("Tue, 24 Nov 2026 09:00:00 GMT", source="feed:pubDate", now=NOW)
    event = read_date("Thu, 24 Dec 2026 09:00:00 GMT", source="feed:pubDate", now=NOW)
    assert ahead.at is not None
    assert event.at is None
    assert event.note.startswith("future")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param(None, "empty", id="nothing"),
        pytest.param(" \n", "empty", id="blank"),
        pytest.param("1 " * 5_000, "too long", id="endless"),
        pytest.param("12" * 60, "no date: no month, or numbers too many", id="a long number"),
    ],
)
def test_refusals_say_why(text: str | None, note: str) -> None:
    """Never an exception, never a date."""
    reading = read_date(text, source="feed:pubDate", now=NOW)
    assert (reading.at, reading.note) == (None, note)


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 01:00:00 +0100",
        "Thu, 01 Jan 1970 00:00:00 -0500",
        "1970-01-01 00:00:00",
        "Fri, 02 Jan 1970 00:00:00 GMT",
        "Mon, 01 Jan 1900 00:00:00 GMT",
        "1900-01-01T00:00:00-05:00",
    ],
)
def test_what_stands_for_a_missing_date_is_refused_in_whatever_zone(text: str) -> None:
    """The feed's own zone moves it off the epoch, and it is no more a date for that."""
    assert read_date(text, source="feed:pubDate", now=NOW, timezone="Europe/Berlin").at is None


def test_old_papers_have_dates() -> None:
    assert read_date("1900-01-02T09:00:00Z", source="feed:pubDate", now=NOW).at is not None
    assert read_date("1970-01-01T09:12:30Z", source="feed:pubDate", now=NOW).at is not None


@pytest.mark.parametrize(
    "text",
    [
        "<p>Mon, 23 Nov 2026 09:15:30 +0000</p>",
        "&lt;span class='d'&gt;Mon, 23 Nov 2026 09:15:30 GMT&lt;/span&gt;",
        "Mon,&nbsp;23&nbsp;Nov&nbsp;2026 09:15:30 GMT",
        "Mon, 23 Nov 2026 11:15:30 &#43;0200",
    ],
)
def test_markup_round_a_date_is_not_read(text: str) -> None:
    """Fields that editors fill hold what the editor's program writes."""
    reading = read_date(text, source="feed:pubDate", now=NOW)
    assert (reading.at, reading.raw) == (datetime(2026, 11, 23, 9, 15, 30, tzinfo=UTC), text)


@pytest.mark.parametrize(
    "text",
    [
        "253402300799",
        "253402300800",
        "253402300800000",
        "253402214400",
        "253402300799999999",
        "@253402300799",
    ],
)
def test_the_end_of_the_year_9999_is_no_day_of_1978(text: str) -> None:
    """.NET's DateTime.MaxValue in seconds has as many digits as milliseconds of 1978."""
    reading = read_date(text, source="feed:pubDate", now=NOW)
    assert reading.at is None
    assert "stands for a missing date" in reading.note


def test_milliseconds_of_1978_are_read() -> None:
    reading = read_date("253102300800", source="feed:pubDate", now=NOW)
    assert reading.at == datetime(1978, 1, 8, 10, 11, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 20 Jan 1970 16:13:20 GMT", datetime(2023, 11, 14, tzinfo=UTC)),
        ("1970-01-21T13:55:51+01:00", datetime(2026, 3, 26, tzinfo=UTC)),
    ],
)
def test_seconds_taken_for_milliseconds_are_the_day_that_was_meant(text: str, day: datetime) -> None:
    """`new Date(seconds)` of JavaScript: the quarter of an hour is lost, the day is not."""
    reading = read_date(text, source="feed:pubDate", now=NOW)
    assert (reading.at, reading.precision) == (day, Precision.DAY)
    assert "took for milliseconds" in reading.note


@pytest.mark.parametrize(
    "text", ["1970-01-20", "Tue, 20 Jan 1970 16:13:00 GMT", "1970-02-20T16:13:20Z", "1970-01-05T16:13:20Z"]
)
def test_news_of_january_1970_is_left_alone(text: str) -> None:
    """A day, a minute, and what would be a day to come or long before there were feeds."""
    reading = read_date(text, source="feed:pubDate", now=NOW)
    assert reading.at is not None
    assert reading.at.year == 1970
