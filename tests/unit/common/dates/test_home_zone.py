"""A clock on a page is the wall's where it is at home, where there is one such wall."""

from __future__ import annotations

import zoneinfo

import pytest

from wireroom.common.dates import home_zone
from wireroom.common.tables import rows


@pytest.mark.parametrize(
    ("country", "language", "zone"),
    [
        pytest.param("jp", "en", "Asia/Tokyo", id="the country"),
        pytest.param(None, "ja", "Asia/Tokyo", id="the language, where the domain tells nothing"),
        pytest.param("AT", "de", "Europe/Berlin", id="one clock for several countries"),
        pytest.param("us", "de", None, id="a country of several zones, whatever is written there"),
        pytest.param(None, "en-GB", None, id="a region that content systems write of themselves"),
        pytest.param(None, "es", None, id="a language of several zones"),
        pytest.param(None, None, None, id="nothing known"),
    ],
)
def test_a_page_has_a_zone_of_its_own_or_none(country: str | None, language: str | None, zone: str) -> None:
    """By its country first."""
    assert home_zone(country, language) == zone


def test_each_zone_of_the_table_exists() -> None:
    """By its exact name."""
    table = rows("wireroom.common.dates", "home_zones.tsv")
    assert {row[0] for row in table} <= zoneinfo.available_timezones()
