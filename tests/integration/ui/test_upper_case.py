"""Words begin in upper case on a page; addresses, files and digests stay what they are."""

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
        ("edda25f5fc71 confirms another list", "edda25f5fc71 confirms another list"),
        ("feeds.yaml:3: no such key", "feeds.yaml:3: no such key"),
        ("e.g. a day", "E.g. a day"),
        ("read/write", "Read/write"),
        ("timed out after 3.5 s at https://a.example/", "Timed out after 3.5 s at https://a.example/"),
    ],
)
def test_an_address_is_not_written_in_upper_case(text: str, shown: str) -> None:
    assert first_upper(text) == shown


def test_nor_in_a_feeds_health() -> None:
    assert after_condition("Sick: https://a.example/ leads nowhere.") == "https://a.example/ leads nowhere."
