"""Days picked in Airflow's backfill form become runs of those days, by what its REST API calls.

What a run then does: test_dag_runs.py. The whole of it, with a kill: tests/support/airflow_backfill.py.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

DAG = "backfill_archive"
FIRST, LAST = datetime(2026, 7, 6, tzinfo=UTC), datetime(2026, 7, 8, tzinfo=UTC)
CONF = {"origins": ["landed", "rfc5005"], "match": "estuary"}

pytestmark = pytest.mark.slow


@pytest.fixture
def known_to_airflow(airflow_database: None, dag_bag: Any) -> None:
    """As the DAG processor writes it down."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import sync_bag_to_db

    DagBundlesManager().sync_bundles_to_db()
    sync_bag_to_db(dag_bag, "dags-folder", None)


def create(reprocess: str) -> int:
    """Id of the backfill."""
    from airflow.models.backfill import ReprocessBehavior, _create_backfill

    backfill = _create_backfill(
        dag_id=DAG,
        from_date=FIRST,
        to_date=LAST,
        max_active_runs=2,
        reverse=False,
        dag_run_conf=CONF,
        triggering_user_name="admin",
        reprocess_behavior=ReprocessBehavior(reprocess),
    )
    return int(backfill.id)


def test_each_day_that_is_picked_is_one_run_and_a_second_backfill_waits(known_to_airflow: None) -> None:
    """A timetable without data intervals would give runs of a moment, or of the day before."""
    from airflow.models.backfill import AlreadyRunningBackfill
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import select

    backfill_id = create("none")
    with create_session() as session:
        runs = session.scalars(select(DagRun).where(DagRun.backfill_id == backfill_id)).all()
        days = sorted(run.data_interval_start.date() for run in runs)
        assert days == [date(2026, 7, 6), date(2026, 7, 7), date(2026, 7, 8)]
        assert {run.run_type for run in runs} == {"backfill"}
        assert all(run.conf == CONF for run in runs)
    with pytest.raises(AlreadyRunningBackfill):
        create("completed")
