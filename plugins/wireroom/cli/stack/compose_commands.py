"""`wireroom prepare|switch-on|compose-env`: what docker-compose.yml runs once, and its secrets."""

from __future__ import annotations

import argparse
import json
import os

from wireroom.cli.console import Progress
from wireroom.cli.stack.up_steps import load_schema_and_feeds, unpause_dags
from wireroom.errors import StackError
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_environment import UI_USER
from wireroom.stack.airflow.airflow_processes import run_airflow_migration
from wireroom.stack.credentials import credentials_from, write_compose_environment
from wireroom.stack.paths import prepare_paths, write_private
from wireroom.stack.postgres.databases import databases_at
from wireroom.stack.postgres.postgres_roles import ensure_roles_and_databases
from wireroom.stack.postgres.postgres_server import ServerAddress


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom prepare`, `switch-on` and `compose-env`."""
    parser = subcommands.add_parser("prepare")
    parser.set_defaults(run=_prepare)
    parser = subcommands.add_parser("switch-on")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the api-server (%(default)s)")
    parser.set_defaults(run=_unpause)
    parser = subcommands.add_parser("compose-env")
    parser.set_defaults(run=_compose_env)


def _prepare(arguments: argparse.Namespace) -> int:
    """Roles, databases, both schemas, the feeds, the login of the UI: whatever of it is missing."""
    progress = Progress()
    settings = Settings.from_environment(os.environ)
    credentials = credentials_from(os.environ)
    host = os.environ.get("WIREROOM_POSTGRES_HOST", "127.0.0.1")
    address = ServerAddress(settings.postgres_port, host)
    paths = prepare_paths(settings.home)
    write_private(paths.ui_passwords, json.dumps({UI_USER: credentials.ui_admin}))
    with progress.step("Roles and databases"):
        ensure_roles_and_databases(address, credentials)
    load_schema_and_feeds(settings, databases_at(address, credentials), progress)
    with progress.step("Airflow's tables"):
        run_airflow_migration(paths.logs / "airflow-migrate.log", os.environ)
    return 0


def _unpause(arguments: argparse.Namespace) -> int:
    """Log in with AIRFLOW_ADMIN_PASSWORD and unpause."""
    password = os.environ.get("AIRFLOW_ADMIN_PASSWORD")
    if not password:
        raise StackError("AIRFLOW_ADMIN_PASSWORD is not set")
    api = AirflowApi(arguments.url, UI_USER, password)
    api.log_in()
    unpause_dags(api, Progress())
    return 0


def _compose_env(arguments: argparse.Namespace) -> int:
    """Add what `.env` lacks."""
    path = PROJECT_ROOT / ".env"
    added = write_compose_environment(path)
    print(f"{path}: added {', '.join(added)}" if added else f"{path}: nothing was missing")
    return 0
