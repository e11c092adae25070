"""A number and its noun agree."""

from __future__ import annotations

import pytest

from wireroom.common.text.counted import agreeing, are, counted, were


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (12345, "12,345 files")]
)
def test_one_alone_is_singular(number: int, said: str) -> None:
    assert counted(number, "file") == said


def test_a_plural_of_its_own_is_named() -> None:
    assert [counted(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]


def test_verbs_agree() -> None:
    assert [are(1), are(0), were(1), were(2)] == ["is", "are", "was", "were"]
    assert [agreeing(number, "holds", "hold") for number in (1, 7)] == ["holds", "hold"]
