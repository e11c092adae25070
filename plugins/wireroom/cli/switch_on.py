"""`wireroom switch-on`: unpauses our DAGs in an Airflow that runs elsewhere; for docker compose."""

from __future__ import annotations

import argparse
import os

from wireroom.cli.airflow_steps import unpause_dags
from wireroom.cli.progress import Progress
from wireroom.errors import StackError
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_environment import UI_USER


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom switch-on`."""
    parser = subcommands.add_parser("switch-on", help="unpause our DAGs (for docker compose)")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the api-server (%(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Log in with AIRFLOW_ADMIN_PASSWORD and unpause."""
    password = os.environ.get("AIRFLOW_ADMIN_PASSWORD")
    if not password:
        raise StackError("AIRFLOW_ADMIN_PASSWORD is not set")
    api = AirflowApi(arguments.url, UI_USER, password)
    api.log_in()
    unpause_dags(api, Progress())
    return 0
