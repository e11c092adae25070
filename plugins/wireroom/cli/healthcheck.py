"""`wireroom healthy COMPONENT`: exit code 0 where Airflow says so; for health checks of containers."""

from __future__ import annotations

import argparse

from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_processes import COMPONENTS, beats


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom healthy`."""
    parser = subcommands.add_parser("healthy", help="is a component of Airflow healthy? (for docker compose)")
    parser.add_argument("component", choices=sorted(COMPONENTS))
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the api-server (%(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask the api-server; 1 where it does not answer or says no."""
    api = AirflowApi(arguments.url, "", "")
    healthy = beats(api.health(), arguments.component, since=0.0)
    print("healthy" if healthy else "not healthy")
    return 0 if healthy else 1
