"""Whose clock is wrong: three hosts that agree know it better than we do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wireroom.decide.clock_offset import clock_offset, offset_in_words, server_clock
from wireroom.models import Exchange, Outcome

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def answer(date: str | None, **more: str) -> Exchange:
    headers = (*([("Date", date)] if date else []), *more.items())
    return Exchange(1, "https://a.example/rss", NOW, Outcome.OK, status=200, headers=headers)


@pytest.mark.parametrize(
    ("date", "age", "ahead"),
    [
        ("Mon, 23 Nov 2026 11:00:00 GMT", "0", HOUR),
        ("Mon, 23 Nov 2026 13:00:00 GMT", "0", -HOUR),
        ("Mon, 23 Nov 2026 06:00:00 GMT", "21600", timedelta()),
        ("Mon, 23 Nov 2026 12:00:00 -0000", "0", timedelta()),
    ],
)
def test_a_servers_date_and_its_caches_age_say_what_time_it_is(date: str, age: str, ahead: timedelta) -> None:
    assert server_clock(answer(date, Age=age)) == ("a.example", ahead)


@pytest.mark.parametrize(
    "exchange", [answer(None), answer("now"), answer("Mon, 23 Nov 2026 11:00:00 GMT", Age="x")]
)
def test_what_says_no_time_says_nothing(exchange: Exchange) -> None:
    assert server_clock(exchange) is None


@pytest.mark.parametrize(
    ("hours", "offset"),
    [
        ([0, 0, 0], None),
        ([5, 5], None),
        ([5, 5, 5], 5),
        ([-9000, -9000, -9000, 0], -9000),
        ([5, 5, 0, 0], None),
        ([5, 3, 1], None),
        ([0.1, 0.1, 0.1], None),
    ],
)
def test_hosts_that_agree_show_a_wrong_clock(hours: list[float], offset: float | None) -> None:
    heard = [(f"h{number}.example", each * HOUR) for number, each in enumerate(hours)]
    assert clock_offset(heard) == (None if offset is None else offset * HOUR)


def test_one_host_is_one_voice() -> None:
    assert clock_offset([("a.example", 5 * HOUR)] * 9) is None


def test_it_is_said_which_way_and_how_far() -> None:
    assert "12:00 UTC) is 400 days ahead of" in offset_in_words(timedelta(days=400), NOW)
    assert "is 3 hours behind what" in offset_in_words(-3 * HOUR, NOW)
    assert "is 2 days ahead of what" in offset_in_words(48 * HOUR, NOW)
