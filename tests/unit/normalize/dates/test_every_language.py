"""Dates as CLDR writes them, in every language we have names of: read back, or refused, never another day."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

import pytest

from wireroom.normalize import read_date
from wireroom.normalize.dates.facts import fact_lines

dates = pytest.importorskip("babel.dates", reason="Babel writes the dates; it comes with Airflow")
localedata = pytest.importorskip("babel.localedata")

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = [datetime(2026, 1 + n % 11, 1 + (5 * n) % 28, 15, 4, 5, tzinfo=UTC) for n in range(11)]
LANGUAGES = sorted({line.split("\t")[0] for line in fact_lines("names.tsv")} | {"zh", "ja", "ko"})
UNREAD = {"eu"}  # declines the names of months beyond what CLDR lists


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
    assert len(unread) <= 1 or language in UNREAD


@pytest.mark.parametrize("language", LANGUAGES)
def test_worded_dates_of_an_unknown_feed(language: str) -> None:
    """Without any hint, words are enough: month and weekday tell the language."""
    found = [
        (read_date(text, source="feed:pubDate", now=NOW), day)
        for form, text, day in written(language)
        if form in ("full", "long")
    ]
    assert all(reading.at is None or reading.at.date() == day.date() for reading, day in found)
