"""Runs killed at random moments, again and again: `make faults KILLS=500` does the same for long."""

from __future__ import annotations

import pytest

from support.kill_airflow import kill_airflow
from support.kill_ingest import kill_ingest

pytestmark = pytest.mark.timeout(1500)


def test_what_a_storm_of_kills_leaves_is_what_a_calm_pipeline_has(admin_database_url: str) -> None:
    came_to = kill_ingest(admin_database_url, number=0, kills=6)
    assert came_to.kills == 6
    assert came_to.is_well, came_to


@pytest.mark.stack
def test_kills_of_airflows_tasks_and_scheduler_leave_what_a_calm_pipeline_has() -> None:
    came_to = kill_airflow(number=0, kills=2)
    assert came_to.kills == 2
    assert came_to.is_well, came_to
