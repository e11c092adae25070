"""Dates as CLDR writes them, in every language we have names of: read back, or refused, never another day."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

import pytest

from wireroom.clean import clean_text
from wireroom.common.dates import find_date, read_date
from wireroom.common.tables import rows

dates = pytest.importorskip("babel.dates", reason="Babel writes the dates; it comes with Airflow")
localedata = pytest.importorskip("babel.localedata")

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = [datetime(2026, 1 + n % 11, 1 + (5 * n) % 28, 15, 4, 5, tzinfo=UTC) for n in range(11)]
# `06 Fra 2026` is a date in Maltese; elsewhere `fra` is `from`: `nr. 7 fra 2022`.
EVERYDAY = {("mt", "Fra")}
LANGUAGES = sorted({row[0] for row in rows("wireroom.common.dates", "names.tsv")} | {"zh", "ja", "ko"})


@lru_cache(maxsize=1)
def written(language: str) -> list[tuple[str, str, datetime]]:
    """Each day in full, long, medium and short, as the language does: form, text, day."""
    localedata._cache.clear()  # Babel 2.18 lets one locale's names leak into another's
    code = "nb" if language == "no" else language
    forms = ("full", "long", "medium", "short")
    return [(form, dates.format_date(day, form, locale=code), day) for day in DAYS for form in forms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_of_a_feed_in_this_language(language: str) -> None:
    """With the feed's language known: never wrong, and nearly always read."""
    found = [
        (read_date(text, source="feed:pubDate", now=NOW, language=language), day)
        for _, text, day in written(language)
    ]
    wrong = [(reading, day) for reading, day in found if reading.at and reading.at.date() != day.date()]
    unread = [reading for reading, _ in found if reading.at is None]
    assert not wrong
    assert len(unread) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_worded_dates_of_an_unknown_feed(language: str) -> None:
    """Without any hint, words are enough: month and weekday tell the language."""
    found = [
        (read_date(text, source="feed:pubDate", now=NOW), day)
        for form, text, day in written(language)
        if form in ("full", "long")
    ]
    assert all(reading.at is None or reading.at.date() == day.date() for reading, day in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_in_a_text_of_this_language(language: str) -> None:
    """Found where they stand among other words; a name of several months (`listopada`) gives no day."""
    for form, text, day in written(language):
        if form in ("full", "long"):
            found = find_date(f"Nr. 7: {text} – Hafen 12")
            assert found, text
            assert found.day in (day.date().isoformat(), None), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_is_a_date_is_metadata(language: str) -> None:
    """It leaves the text, for the reader of dates to say what it means."""
    for form, text, _ in written(language):
        if form != "short" and not any(code == language and word in text.split() for code, word in EVERYDAY):
            cleaned = clean_text(f"{text}\n\nThe port opened.")
            assert (cleaned.date_line, cleaned.text) == (" ".join(text.split()), "The port opened.")
