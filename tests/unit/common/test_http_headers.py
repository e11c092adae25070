"""What HTTP says the headers of an answer mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.cpu_time import STEEPEST, growth
from wireroom.common.http_headers import fresh_for, http_date, links, retry_after, written_http_date

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
        pytest.param({"Retry-After": "-1e300"}, timedelta(), id="negative for ever"),
        pytest.param({"Retry-After": "1" + " " * 20_000 + "x"}, None, id="long blanks, which took seconds"),
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
    assert retry_after(headers.items(), now=NOW) == wait


@pytest.mark.parametrize(
    "text",
    [
        *("120, 120", "120, 60", "60,120", '"120"', "120s", "120 seconds", "2026-11-23T12:02:00Z"),
        *("120 sec, 60 sec", '"120", "60"', '"60", "Mon, 23 Nov 2026 12:02:00 GMT"', "soon, 120"),
        *("60, Mon, 23 Nov 2026 12:02:00 GMT", "Mon, 23 Nov 2026 12:02:00 GMT, 60"),
        "Mon, 23 Nov 2026 12:01:00 GMT, Monday, 23-Nov-26 12:02:00 GMT, Mon Nov 23 12:00:00 2026",
    ],
)
def test_what_is_clear_is_heeded_though_no_rfc_has_it(text: str) -> None:
    """Before, it was as if the server had not asked for anything."""
    assert retry_after([("Retry-After", text)], now=NOW) == timedelta(minutes=2)


@pytest.mark.parametrize("name", ["Retry-After", "Cache-Control", "Expires", "Date", "Link"])
@pytest.mark.parametrize(
    "unit", [" ", "1 ", "1,", '"', "s", "rel=", "max-age", "<", '<a>; rel="', "-", ":", "(", "Mon, "]
)
def test_a_hostile_header_costs_no_more_than_its_length(name: str, unit: str) -> None:
    """Blanks in a Retry-After took the fetcher's only processor for seconds: 32,000 of them for five."""

    def work(size: int) -> Callable[[], object]:
        headers = [(name, f"1{unit * (size // len(unit))}x")]

        def read() -> object:
            said = retry_after(headers, now=NOW), fresh_for(headers, now=NOW)
            return said, http_date(headers[0][1]), list(links(headers))

        return read

    assert growth(work, 64_000) <= STEEPEST


def test_of_several_lines_the_longest_wait_counts() -> None:
    date = "Mon, 23 Nov 2026 12:30:00 GMT"
    lines = [("Retry-After", "60"), ("retry-after", date), ("Retry-After", "soon")]
    assert retry_after(lines, now=NOW) == timedelta(minutes=30)


@given(st.text(), st.text())
def test_any_text_gives_a_bounded_wait_or_none(text: str, date: str) -> None:
    wait = retry_after([("Retry-After", text), ("Date", date)], now=NOW)
    assert wait is None or timedelta() <= wait <= timedelta(days=31)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param(
            "Mon, 23 Nov 2026 09:00:00 GMT", datetime(2026, 11, 23, 9, tzinfo=UTC), id="as it should"
        ),
        pytest.param("Mon, 23 Nov 2026 09:00:00 +0200", datetime(2026, 11, 23, 7, tzinfo=UTC), id="a zone"),
        pytest.param("Monday, 23-Nov-26 09:00:00 GMT", datetime(2026, 11, 23, 9, tzinfo=UTC), id="RFC 850"),
        pytest.param("Mon Nov 23 09:00:00 2026", datetime(2026, 11, 23, 9, tzinfo=UTC), id="asctime, in UTC"),
        *(pytest.param(text, None, id=repr(text)) for text in ("0", "-1", "", "now", None)),
    ],
)
def test_an_http_date_is_in_utc_in_each_of_its_forms(text: str | None, at: datetime | None) -> None:
    """Two readers of three took `asctime` for no date, and a server that writes it so for one without any."""
    assert http_date(text) == at
    assert at is None or http_date(written_http_date(at)) == at


def test_an_answer_that_expires_by_asctime_is_fresh_until_then() -> None:
    assert fresh_for([("Expires", "Mon Nov 23 13:00:00 2026")], now=NOW) == timedelta(hours=1)


def test_links_of_headers_are_read_with_their_relations() -> None:
    value = '</2>; rel="next", <https://a.example/?a=1,2>; title="a, b"; rel=prev-archive, </3>'
    assert list(links([("link", value), ("Etag", "x")])) == [
        ("next", "/2"),
        ("prev-archive", "https://a.example/?a=1,2"),
        ("", "/3"),
    ]
