"""Ingest killed at random moments, again and again: `make faults KILLS=500` does the same for long."""

from __future__ import annotations

import pytest

from support.kill_storm import batch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_what_a_storm_of_kills_leaves_is_what_a_calm_pipeline_has(admin_database_url: str) -> None:
    came_to = batch(admin_database_url, number=0, kills=6)
    assert came_to.kills == 6
    assert came_to.is_well, came_to
