"""The country that a domain is under."""

from __future__ import annotations

import pytest

from wireroom.normalize import domain_country


@pytest.mark.parametrize(
    ("host", "country"),
    [
        pytest.param("https://www.daily.ie/rss", "ie", id="a country's"),
        pytest.param("daily.co.uk", "gb", id="as ISO 3166 calls it"),
        pytest.param("daily.com.cn", "cn", id="below a second level"),
        pytest.param("daily.io", None, id="sold to all the world"),
        pytest.param("daily.co", None, id="taken for its sound"),
        pytest.param("daily.com.co", "co", id="but official below it"),
        pytest.param("daily.blogspot.de", None, id="the reader's country"),
        pytest.param("daily.org", None, id="no country's"),
        pytest.param("192.0.2.10", None, id="an address"),
        pytest.param("localhost", None, id="one label"),
        pytest.param("", None, id="nothing"),
        pytest.param(None, None, id="none"),
    ],
)
def test_the_country_a_domain_is_under(host: str | None, country: str | None) -> None:
    assert domain_country(host) == country
