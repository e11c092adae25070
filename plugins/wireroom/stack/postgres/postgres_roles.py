"""Create the roles and databases of the stack on its server; may be repeated."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as PgCursor  # noqa: N812 - a class that psycopg2 names in lower case

from wireroom.settings import PROJECT_ROOT
from wireroom.stack.credentials import Credentials
from wireroom.stack.postgres.postgres_server import SUPERUSER, ServerAddress

DATABASE = "wireroom"
AIRFLOW_DATABASE = "airflow"
OWNER, LOADER, READER, AIRFLOW = "wireroom_owner", "wireroom_loader", "wireroom_reader", "airflow"
TAKEDOWN = "wireroom_takedown"
_NOBODYS = ("postgres", "template1")  # only superusers have business there
_SQL = PROJECT_ROOT / "sql" / "server"
_FORBID_LARGE_OBJECTS = PROJECT_ROOT / "sql" / "queries" / "schema" / "forbid_large_objects.sql"


def ensure_roles_and_databases(address: ServerAddress, credentials: Credentials) -> None:
    """The roles above, each with its password; databases `wireroom` and `airflow`.

    Nothing else of the server is touched. What the roles may do is the migrations' matter.
    """
    passwords = {
        OWNER: credentials.wireroom_owner,
        LOADER: credentials.wireroom_loader,
        READER: credentials.wireroom_reader,
        TAKEDOWN: credentials.wireroom_takedown,
        AIRFLOW: credentials.airflow,
    }
    url = address.url(SUPERUSER, credentials.postgres, "postgres")
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True  # CREATE DATABASE runs in no transaction
        with connection.cursor() as cursor:
            for role, password in passwords.items():
                _ensure_role(cursor, role, password)
            _run(cursor, "allow_roles", role=OWNER)
            for role in (OWNER, LOADER, AIRFLOW):
                _run(cursor, "keep_connections", role=role)
            _ensure_database(cursor, DATABASE, OWNER, guests=(LOADER, READER, TAKEDOWN))
            _ensure_database(cursor, AIRFLOW_DATABASE, AIRFLOW)
            for database in _NOBODYS:
                _run(cursor, "close_database", database=database)
    with closing(psycopg2.connect(address.url(SUPERUSER, credentials.postgres, DATABASE))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(_FORBID_LARGE_OBJECTS.read_text(encoding="utf-8"))


def ensure_database(cursor: PgCursor, database: str) -> None:
    """Create the database where it is missing, owned by whoever is connected."""
    cursor.execute(_statement("database_exists"), {"database": database})
    if cursor.fetchone() is None:
        _run(cursor, "create_database", database=database)


def _ensure_role(cursor: PgCursor, role: str, password: str) -> None:
    cursor.execute(_statement("role_exists"), {"role": role})
    if cursor.fetchone() is None:
        _run(cursor, "create_role", role=role)
    set_role = sql.SQL(_statement("set_role"))
    cursor.execute(set_role.format(role=sql.Identifier(role), password=sql.Literal(password)))


def _ensure_database(cursor: PgCursor, database: str, owner: str, guests: tuple[str, ...] = ()) -> None:
    ensure_database(cursor, database)
    _run(cursor, "own_database", database=database, role=owner)
    _run(cursor, "close_database", database=database)
    for guest in guests:
        _run(cursor, "open_database", database=database, role=guest)


def _run(cursor: PgCursor, name: str, **names: str) -> None:
    identifiers = {key: sql.Identifier(value) for key, value in names.items()}
    cursor.execute(sql.SQL(_statement(name)).format(**identifiers))


def _statement(name: str) -> str:
    return Path(_SQL / f"{name}.sql").read_text(encoding="utf-8")
