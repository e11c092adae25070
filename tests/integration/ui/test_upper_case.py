"""Words begin in upper case on a page; addresses stay what they are."""

from __future__ import annotations

import pytest

from wireroom.ui.template_filters import after_condition, first_upper


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("refused", "Refused"),
        ("http://127.0.0.1/feed is closed", "http://127.0.0.1/feed is closed"),
        ("", ""),
        ("élan", "Élan"),
    ],
)
def test_an_address_is_not_written_in_upper_case(text: str, shown: str) -> None:
    assert first_upper(text) == shown


def test_nor_in_a_feeds_health() -> None:
    assert after_condition("Sick: https://a.example/ leads nowhere.") == "https://a.example/ leads nowhere."
