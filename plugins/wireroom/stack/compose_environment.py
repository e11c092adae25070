"""Credentials in, the `.env` of docker-compose.yml out; and from the environment back to credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from wireroom.errors import StackError
from wireroom.stack.credentials import Credentials
from wireroom.stack.private_file import write_private

# Variable of docker-compose.yml → field of Credentials.
VARIABLES: Mapping[str, str] = {
    "POSTGRES_PASSWORD": "postgres",
    "WIREROOM_OWNER_PASSWORD": "wireroom_owner",
    "WIREROOM_LOADER_PASSWORD": "wireroom_loader",
    "WIREROOM_READER_PASSWORD": "wireroom_reader",
    "AIRFLOW_DATABASE_PASSWORD": "airflow",
    "AIRFLOW_ADMIN_PASSWORD": "ui_admin",
    "AIRFLOW_JWT_SECRET": "jwt_secret",
    "AIRFLOW_API_SECRET": "api_secret",
    "AIRFLOW_FERNET_KEY": "fernet_key",
}
FEEDS_VARIABLE, FEEDS_FILE = "WIREROOM_FEEDS_ENV", "feeds.env"
_FEEDS_HEAD = "# What ${NAME} in feeds.yaml stands for, NAME='…' a line: see feeds.env.example.\n"
_HEAD = """\
# Secrets of docker-compose.yml, drawn by `make env`. Keep this file to yourself.
# The databases keep the passwords of their first start: changing one here alone locks you out.
# You may add: WIREROOM_CONTACT, WIREROOM_UI_PORT, WIREROOM_POSTGRES_PORT, WIREROOM_EXECUTOR=CeleryExecutor,
# COMPOSE_PROFILES=demo,celery, and the settings that docker-compose.yml names.
"""


def write_compose_environment(path: Path) -> tuple[str, ...]:
    """Add to `.env` the variables that it lacks; their names. What is there stays as it is.

    Beside it comes `feeds.env`, empty, for what `${NAME}` in feeds.yaml means in the containers.
    """
    present = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    known = {line.partition("=")[0].strip() for line in present.splitlines()}
    drawn = asdict(Credentials())
    missing = {variable: drawn[field] for variable, field in VARIABLES.items() if variable not in known}
    if FEEDS_VARIABLE not in known:
        missing[FEEDS_VARIABLE] = FEEDS_FILE
        if not (feeds := path.with_name(FEEDS_FILE)).exists():
            write_private(feeds, _FEEDS_HEAD)
    if missing:
        lines = "".join(f"{variable}={value}\n" for variable, value in missing.items())
        write_private(path, present.rstrip("\n") + "\n" + lines)
    return tuple(missing)


def credentials_from(environ: Mapping[str, str]) -> Credentials:
    """Those that the environment names; the rest is drawn anew and used by nobody."""
    given = {field: environ[name] for name, field in VARIABLES.items() if environ.get(name)}
    if "postgres" not in given:
        raise StackError("POSTGRES_PASSWORD is not set: `make env` writes a .env for docker compose")
    return Credentials(**given)
