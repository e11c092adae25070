"""Airflow's connections in, what feeds that name one are asked with out."""

from __future__ import annotations

import json
from dataclasses import replace

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException

from wireroom.settings import Settings


def task_settings() -> Settings:
    """The environment's, for tasks that ask publishers: they may look up connections."""
    return replace(Settings.from_environment(), airflow_connection=_connection)


def _connection(name: str) -> str | None:
    """As JSON; None: Airflow knows none of that id."""
    try:
        found = Connection.get(name)
    except AirflowNotFoundException:
        return None
    return json.dumps({"login": found.login, "password": found.password, "extra": found.extra})
