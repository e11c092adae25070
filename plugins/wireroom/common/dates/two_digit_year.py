"""A year as written in; the full year out."""

from __future__ import annotations

from wireroom.common.dates.written import Hints


def full_year(text: str, hints: Hints) -> tuple[int, str]:
    """`26` → 2026, `70` → 1970: the latest year that ends so and is not past next year. Also a note on it.

    feedparser#114, #96: a two-digit year gave the years 200 and 300.
    """
    year = int(text)
    if len(text) != 2:
        return year, ""
    century = hints.now.year // 100 * 100
    year += century if century + year <= hints.now.year + 1 else century - 100
    return year, f"year written as {text}"
