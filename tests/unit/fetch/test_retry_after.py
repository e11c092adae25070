"""How long a server asks us to stay away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.fetch.retry_after import retry_after

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DATE = "Mon, 23 Nov 2026 09:00:00 GMT"  # of a server whose clock is three hours slow


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        pytest.param({"Retry-After": "120"}, timedelta(minutes=2), id="seconds"),
        pytest.param({"Retry-After": " 1.5 "}, timedelta(seconds=1.5), id="a fraction"),
        pytest.param({"Retry-After": "317100"}, timedelta(seconds=317100), id="days, as seen in the field"),
        pytest.param(
            {"Retry-After": "Mon, 23 Nov 2026 09:10:00 GMT", "Date": DATE},
            timedelta(minutes=10),
            id="a date counts from the server's own clock",
        ),
        pytest.param(
            {"Retry-After": "Mon, 23 Nov 2026 12:10:00 GMT"}, timedelta(minutes=10), id="a date, no clock"
        ),
        pytest.param(
            {"Retry-After": "Mon, 23 Nov 2026 08:00:00 GMT", "Date": DATE}, timedelta(), id="the past"
        ),
        pytest.param({"Retry-After": "-5"}, timedelta(), id="negative"),
        pytest.param({"Retry-After": "9" * 30}, timedelta(days=31), id="for ever"),
        pytest.param(
            {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, timedelta(days=31), id="the year 9999"
        ),
        pytest.param(
            {"Retry-After": "Fri, 31 Dec 9999 23:59:59 -0500"}, timedelta(days=31), id="and west of it"
        ),
        pytest.param({"Retry-After": "soon"}, None, id="unreadable"),
        pytest.param({"Retry-After": "nan"}, None, id="not a number"),
        pytest.param({}, None, id="absent"),
    ],
)
def test_retry_after(headers: dict[str, str], wait: timedelta | None) -> None:
    assert retry_after(headers, now=NOW) == wait


@given(st.text(), st.text())
def test_any_text_gives_a_bounded_wait_or_none(text: str, date: str) -> None:
    wait = retry_after({"Retry-After": text, "Date": date}, now=NOW)
    assert wait is None or timedelta() <= wait <= timedelta(days=31)
