"""Sizes as people say them."""

from __future__ import annotations

import pytest

from wireroom.common.text.counted import size_in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (900, "900 bytes"),
        (1023, "1,023 bytes"),
        (1023.6, "1.0 kB"),
        (1024, "1.0 kB"),
        (1_048_000, "1,023 kB"),
        (1_048_565, "1.0 MB"),
        (41 * 1024**3, "41 GB"),
    ],
)
def test_a_size_takes_the_unit_that_it_is_rounded_to(size: float, words: str) -> None:
    assert size_in_words(size) == words
