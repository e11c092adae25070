"""Passwords and keys of the stack: drawn once, kept with mode 600, written to `.env` for compose."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from wireroom.errors import StackError
from wireroom.stack.paths import write_private

# Variable of docker-compose.yml → field of Credentials.
VARIABLES: Mapping[str, str] = {
    "POSTGRES_PASSWORD": "postgres",
    "WIREROOM_OWNER_PASSWORD": "wireroom_owner",
    "WIREROOM_LOADER_PASSWORD": "wireroom_loader",
    "WIREROOM_READER_PASSWORD": "wireroom_reader",
    "WIREROOM_TAKEDOWN_PASSWORD": "wireroom_takedown",
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


def _password() -> str:
    return secrets.token_urlsafe(15)


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True, slots=True)
class Credentials:
    """One secret each, made of URL-safe letters, so that it fits into a database URL as it is."""

    postgres: str = field(default_factory=_password)  # superuser of the embedded server
    wireroom_owner: str = field(default_factory=_password)
    wireroom_loader: str = field(default_factory=_password)
    wireroom_reader: str = field(default_factory=_password)
    wireroom_takedown: str = field(default_factory=_password)
    airflow: str = field(default_factory=_password)  # database role of Airflow's metadata
    ui_admin: str = field(default_factory=_password)
    jwt_secret: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    api_secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    fernet_key: str = field(default_factory=_fernet_key)

    def __repr__(self) -> str:
        return "Credentials(…)"  # a traceback must not print them


def load_credentials(path: Path) -> Credentials:
    """Read them; draw those that the file lacks, and keep them. Raises StackError for a damaged file."""
    known: dict[str, str] = {}
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        credentials = Credentials(**known)
    except FileNotFoundError:
        credentials = Credentials()
    except (ValueError, TypeError) as error:
        raise StackError(
            f"{path} is damaged ({error}): restore it from a backup, or `make clean DATA=1` (it deletes all)"
        ) from error
    if len(known) < len(fields(Credentials)):
        write_private(path, json.dumps(asdict(credentials), indent=1) + "\n")
    return credentials


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
    """Those that the environment names; the rest is drawn anew and used by nobody.

    Raises StackError where POSTGRES_PASSWORD is not set.
    """
    given = {field: environ[name] for name, field in VARIABLES.items() if environ.get(name)}
    if "postgres" not in given:
        raise StackError("POSTGRES_PASSWORD is not set: `make env` writes a .env for docker compose")
    return Credentials(**given)
