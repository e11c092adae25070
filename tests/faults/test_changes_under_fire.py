"""Consumers of `news.changes` while slow loaders, and they themselves, are killed at random."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.changes_under_fire import fire

pytestmark = pytest.mark.timeout(600)


def test_no_change_is_missed_and_none_comes_twice(database_url: str, tmp_path: Path) -> None:
    came_to = fire(database_url, tmp_path, kills=20)
    assert came_to.changes > 100
    assert (came_to.missed, came_to.doubled, came_to.out_of_order, came_to.different) == (0, 0, 0, 0), came_to
