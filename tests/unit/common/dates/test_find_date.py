"""Days in running text: which words belong to one, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.dates import FoundDate, find_date, is_date

FOUND = {
    "Ada North (@ada) February 7, 2022": ("February 7, 2022", "2022-02-07"),
    "11:05 AM · Feb 7, 2022 · 3 replies": ("Feb 7, 2022", "2022-02-07"),
    "7 de febrero de 2022": ("7 de febrero de 2022", "2022-02-07"),
    "(7. helmikuuta 2022)": ("7. helmikuuta 2022", "2022-02-07"),
    "A Kikötő, 2022. február 7.": ("2022. február 7.", "2022-02-07"),
    "היום 7 בפברואר 2022, בנמל": ("7 בפברואר 2022", "2022-02-07"),
    "ท่าเรือ 7 กุมภาพันธ์ 2565": ("7 กุมภาพันธ์ 2565", "2022-02-07"),
    "بندر ۱۵ اسفند ۱۴۰۲": ("۱۵ اسفند ۱۴۰۲", "2024-03-05"),
    "写真2022年2月7日、港で": ("2022年2月7日", "2022-02-07"),
    "In 1999, on 2022-02-07.": ("2022-02-07", "2022-02-07"),
    "Luka, 5 listopada 2022": ("5 listopada 2022", None),
    "Il-port, 7 ta’ Frar 2022, Malta": ("7 ta’ Frar 2022", "2022-02-07"),
    "Dnia 7.II.2022 port": ("7.II.2022", "2022-02-07"),
}
NONE = [
    "In 2022 the port opened.",
    "7/2/2022",
    "7.2.2022",
    "31 February 2022",
    "2022-02-31",
    "May 2022",
    "call 2022 7 5000",
    "Lov nr. 7 fra 2022 om havner",
    "On page 12' 2022",
    "Harbour 3 v 2022 champions",
    "",
]


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_the_words_of_a_day_and_no_others(text: str, expected: tuple[str, str | None]) -> None:
    found = find_date(text)
    assert found
    assert (text[found.start : found.end], found.day) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day(text: str) -> None:
    assert find_date(text) is None


def test_a_line_with_other_words_is_no_date() -> None:
    assert is_date("Tuesday, 8 February 2022, 10:30 CET")
    assert not is_date("Tuesday, 8 February 2022, at the port")


@given(st.text(alphabet="27feb .,-(年月日2022)мая\n", max_size=200), st.integers(0, 50))
def test_never_raises_and_keeps_to_the_text(text: str, start: int) -> None:
    found = find_date(text, start)
    assert found is None or (isinstance(found, FoundDate) and start <= found.start < found.end <= len(text))
