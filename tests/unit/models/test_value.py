"""Values: equal and hashed by their fields, copied with a change, and with no room for other attributes."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from wireroom.models import Link


def test_a_value_is_its_fields() -> None:
    link = Link("https://harbourpost.example/a")
    assert link == Link("https://harbourpost.example/a")
    assert {link, Link("https://harbourpost.example/a")} == {link}
    assert replace(link, rel="self") != link
    assert pickle.loads(pickle.dumps(link)) == link


def test_a_value_holds_nothing_else() -> None:
    with pytest.raises(AttributeError):
        Link("a").colour = "red"  # type: ignore[attr-defined]
