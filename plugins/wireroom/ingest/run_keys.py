"""The key of a run from Airflow's id of the DAG run."""

from __future__ import annotations

import re


def key_of(dag_run_id: str) -> str:
    """The id with characters that are unsafe in a path replaced."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", dag_run_id)
