"""A body as long as one may be takes less than 100 MB beyond what reading takes anyway, whatever it is of."""

from __future__ import annotations

import pytest

from support import programs, warm

MOST = 100  # megabytes beyond those of a small document
SIZE = 1_990_000  # characters


UNITS = [
    "<p>",
    "<p>one two</p>",
    "<b>a</b>",
    "<br>",
    "<a href='/x'>m</a> ",
    "<table><tr><td>a",
    "word ",
    "& ",
]


def measured(unit: str, size: int) -> tuple[int, str]:
    # In a process of its own: the most that a process ever held is all that the system tells.
    child = warm.start(
        programs.memory_of_body, unit * (size // len(unit)), environment={"PATH": "/usr/bin:/bin"}
    )
    said, _ = child.communicate(timeout=200)
    assert child.returncode == 0, said
    megabytes, found = said.split(maxsplit=1)
    return int(megabytes), found.strip()


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_body_takes_less_than_100_megabytes(unit: str) -> None:
    megabytes, found = measured(unit, SIZE)
    assert found == "1 []"
    assert megabytes < MOST


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_longer_body_is_refused_by_name(unit: str) -> None:
    """Nine megabytes of `& ` took 217."""
    megabytes, found = measured(unit, 9_000_000)
    assert found == "0 ['too_large']"
    assert megabytes < MOST
