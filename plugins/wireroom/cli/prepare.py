"""`wireroom prepare`: a new PostgreSQL made ready; what docker-compose.yml runs once before all else."""

from __future__ import annotations

import argparse
import json
import os

from wireroom.cli.progress import Progress
from wireroom.cli.warehouse_steps import load_schema_and_feeds
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_environment import UI_USER
from wireroom.stack.airflow.airflow_processes import run_airflow_migration
from wireroom.stack.credentials import credentials_from
from wireroom.stack.paths import prepare_paths, write_private
from wireroom.stack.postgres.databases import databases_at
from wireroom.stack.postgres.postgres_roles import ensure_roles_and_databases
from wireroom.stack.postgres.postgres_server import Address


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom prepare`."""
    parser = subcommands.add_parser("prepare", help="make a server ready (for docker compose)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Roles, databases, both schemas, the feeds, the login of the UI: whatever of it is missing."""
    progress = Progress()
    settings = Settings.from_environment(os.environ)
    credentials = credentials_from(os.environ)
    host = os.environ.get("WIREROOM_POSTGRES_HOST", "127.0.0.1")
    address = Address(settings.postgres_port, host)
    paths = prepare_paths(settings.home)
    write_private(paths.ui_passwords, json.dumps({UI_USER: credentials.ui_admin}))
    with progress.step("Roles and databases"):
        ensure_roles_and_databases(address, credentials)
    load_schema_and_feeds(settings, databases_at(address, credentials), progress)
    with progress.step("Airflow's tables"):
        run_airflow_migration(paths.logs / "airflow-migrate.log", os.environ)
    return 0
