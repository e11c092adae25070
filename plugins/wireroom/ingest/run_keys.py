"""Airflow's id of a DAG run in, our key of that run out."""

from __future__ import annotations

import re


def key_of(dag_run_id: str) -> str:
    """A name that is safe in a path."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", dag_run_id)
