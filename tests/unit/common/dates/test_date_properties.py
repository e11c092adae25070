"""What holds for every text whatever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wireroom.common.dates import date_in_url, learn_day_first, read_date
from wireroom.common.dates.validate import FUTURE_TOLERANCE
from wireroom.models import Precision

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OLDEST = datetime(1900, 1, 1, tzinfo=UTC)

any_text = st.text(max_size=60) | st.text(
    st.sampled_from("0123456789 :-/.,+TZamphjnovd年月日'()[]"), max_size=40
)
# From February 1970: what names a second of January then was counted in seconds and read in milliseconds.
instants = st.datetimes(datetime(1970, 2, 3), datetime(2026, 11, 23)).map(  # noqa: DTZ001 made aware next
    lambda naive: naive.replace(microsecond=0, tzinfo=UTC)
)
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))


@given(text=any_text, language=st.sampled_from([None, "en", "de", "hu", "zh-TW", "xx-"]))
@example(text="2026-1-1 24:00:61", language=None)
@example(text="31/12/9999 23:59 -14:00", language=None)
def test_never_raises_and_stays_in_range(text: str, language: str | None) -> None:
    """A date or a reason; a date between 1900 and now."""
    reading = read_date(text, source="text", now=NOW, language=language)
    assert (reading.at is None) == (reading.precision is None)
    assert reading.at is not None or reading.note
    assert reading.at is None or OLDEST - timedelta(days=1) <= reading.at <= NOW + FUTURE_TOLERANCE
    assert read_date(text, source="text", now=NOW, language=language) == reading


@given(at=instants, offset=offsets)
@pytest.mark.parametrize(
    "pattern",
    [
        "%a, %d %b %Y %H:%M:%S {offset}",
        "%A, %d-%b-%y %H:%M:%S {offset}",
        "%Y-%m-%dT%H:%M:%S{offset}",
        "%Y/%m/%d %H:%M:%S {offset}",
        "%B %d, %Y %I:%M:%S %p {offset}",
        "%a %b %d %Y %H:%M:%S GMT{offset}",
        "%d.%m.%Y %H:%M:%S {offset}",
        "%Y年%m月%d日 %H:%M:%S {offset}",
        "%Y%m%dT%H%M%S{offset}",
    ],
)
def test_what_was_written_is_read_back(pattern: str, at: datetime, offset: timedelta) -> None:
    """In many forms and zones, to the second."""
    local = at + offset
    sign, minutes = ("-" if offset < timedelta() else "+"), abs(offset) // timedelta(minutes=1)
    written = local.strftime(pattern).format(offset=f"{sign}{minutes // 60:02}{minutes % 60:02}")
    reading = read_date(written, source="feed:pubDate", now=NOW)
    assert (reading.at, reading.precision) == (at, Precision.SECOND)


@given(at=instants)
def test_rfc_5322_as_python_writes_it(at: datetime) -> None:
    """The form that RSS asks for."""
    assert read_date(format_datetime(at), source="feed:pubDate", now=NOW).at == at


@given(
    url=st.text(max_size=80) | st.from_regex(r"https://a\.example(/[0-9a-z._-]{1,12}){1,5}", fullmatch=True)
)
def test_dates_in_urls_never_raise_and_are_days_of_the_web(url: str) -> None:
    """Whatever stands in a link."""
    reading = date_in_url(url, now=NOW)
    assert reading is None or (reading.at is not None and 1994 <= reading.at.year <= 2026)


@given(texts=st.lists(any_text, max_size=5))
def test_learning_never_raises_and_minds_no_order(texts: list[str]) -> None:
    """Siblings are a set."""
    assert learn_day_first(texts) == learn_day_first(reversed(texts))
