"""`wireroom prepare`: a new PostgreSQL made ready; what docker-compose.yml runs once before all else."""

from __future__ import annotations

import argparse
import json
import os

from wireroom.cli.progress import Progress
from wireroom.cli.warehouse_steps import load_schema_and_feeds
from wireroom.settings import Settings
from wireroom.stack.airflow_processes import run_airflow_migration
from wireroom.stack.airflow_settings import UI_USER
from wireroom.stack.compose_environment import credentials_from
from wireroom.stack.embedded_server import databases_at
from wireroom.stack.places import prepare_places
from wireroom.stack.postgres_roles import ensure_roles_and_databases
from wireroom.stack.postgres_server import Address
from wireroom.stack.private_file import write_private


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
    places = prepare_places(settings.home)
    write_private(places.ui_passwords, json.dumps({UI_USER: credentials.ui_admin}))
    with progress.step("Roles and databases"):
        ensure_roles_and_databases(address, credentials)
    load_schema_and_feeds(settings, databases_at(address, credentials), progress)
    with progress.step("Airflow's tables"):
        run_airflow_migration(places.logs / "airflow-migrate.log", os.environ)
    return 0
