"""Real Airflow for the DAG tests: a metadata database and a home of its own, set before the first import."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_HOLDER = tempfile.TemporaryDirectory(prefix="wireroom-airflow-", ignore_cleanup_errors=True)
_HOME = _HOLDER.name
os.environ.update(
    {
        "AIRFLOW_HOME": _HOME,
        "AIRFLOW__CORE__UNIT_TEST_MODE": "True",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{_HOME}/airflow.db",
    }
)


def pytest_unconfigure() -> None:
    """By hand: a worker of xdist ends without the finalizers that would remove it."""
    _HOLDER.cleanup()


@pytest.fixture(scope="session")
def airflow_database() -> None:
    """Airflow's own tables, once a session."""
    from airflow.utils import db

    db.initdb()


@pytest.fixture(scope="session")
def dag_bag():
    """All DAG files, parsed as the DAG processor parses them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=str(ROOT / "dags"))
