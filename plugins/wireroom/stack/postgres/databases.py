"""Set up the databases of the stack, on its own server or on the operator's."""

from __future__ import annotations

import signal
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.credentials import Credentials
from wireroom.stack.postgres.postgres_install import SHARED_ROOT, prepare_install
from wireroom.stack.postgres.postgres_roles import (
    AIRFLOW,
    AIRFLOW_DATABASE,
    DATABASE,
    LOADER,
    OWNER,
    READER,
    TAKEDOWN,
    ensure_database,
)
from wireroom.stack.postgres.postgres_roles import ensure_roles_and_databases as ensure_all
from wireroom.stack.postgres.postgres_server import (
    NAME,
    ServerAddress,
    create_cluster,
    end_orphans,
    server_command,
    wait_for_server,
)
from wireroom.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class Databases:
    """One role each, with no more rights than its work needs."""

    admin_url: str  # migrates
    loader_url: str  # what tasks and commands use
    reader_url: str  # for analysts and BI tools
    airflow_url: str  # SQLAlchemy URL of Airflow's own tables
    takedown_url: str = ""  # what the pages take articles down with; empty: the command alone does


def for_sqlalchemy(url: str) -> str:
    """A libpq URL as Airflow wants it, with the driver named."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg2{separator}{rest}" if scheme in {"postgres", "postgresql"} else url


def bring_up_embedded_postgres(stack: Stack) -> Databases:
    """Install, `initdb`, start, roles: whatever of it is not there yet."""
    install = prepare_install(stack.paths, SHARED_ROOT)
    for remark in install.remarks:
        stack.tell(remark)
    stack.state.notes["postgres_folder"] = str(install.folder)
    create_cluster(install, stack.credentials.postgres)
    if stack.record_of(NAME) is None and end_orphans(install.data):
        stack.tell("a database server of an earlier life was still running: it was ended")
    address = ServerAddress(stack.port_for(NAME, stack.settings.postgres_port))
    record, _ = stack.keep_running(server_command(install, address.port), ask=signal.SIGINT)
    wait_for_server(record, address, stack.credentials.postgres)
    ensure_all(address, stack.credentials)
    return databases_at(address, stack.credentials)


def databases_at(address: ServerAddress, secret: Credentials) -> Databases:
    """The URL of each role on a server whose roles are ours."""
    return Databases(
        admin_url=address.url(OWNER, secret.wireroom_owner, DATABASE),
        loader_url=address.url(LOADER, secret.wireroom_loader, DATABASE),
        reader_url=address.url(READER, secret.wireroom_reader, DATABASE),
        airflow_url=for_sqlalchemy(address.url(AIRFLOW, secret.airflow, AIRFLOW_DATABASE)),
        takedown_url=address.url(TAKEDOWN, secret.wireroom_takedown, DATABASE),
    )


def use_external_postgres(settings: Settings) -> Databases:
    """Check that the server answers; make database `airflow` there where none is named.

    StackError says which right or which setting is missing.
    """
    _connect(settings.admin_database_url).close()
    airflow_url = settings.airflow_database_url or _beside(settings.admin_database_url)
    return Databases(
        admin_url=settings.admin_database_url,
        loader_url=settings.database_url,
        reader_url=settings.reader_database_url,
        airflow_url=for_sqlalchemy(airflow_url),
        takedown_url=settings.takedown_database_url,
    )


def _beside(url: str) -> str:
    """Database `airflow` on the same server, created where it is missing and may be."""
    with closing(_connect(url)) as connection:
        connection.autocommit = True  # CREATE DATABASE runs in no transaction
        try:
            with connection.cursor() as cursor:
                ensure_database(cursor, AIRFLOW_DATABASE)
        except psycopg2.errors.InsufficientPrivilege as error:
            raise StackError(
                f"Airflow needs a database of its own, and {connection.info.user} may not create one: "
                f"create database {AIRFLOW_DATABASE} on that server, or set WIREROOM_AIRFLOW_DATABASE_URL"
            ) from error
    return urlunsplit(urlsplit(url)._replace(path=f"/{AIRFLOW_DATABASE}"))


def _connect(url: str) -> psycopg2.extensions.connection:
    try:
        return psycopg2.connect(url, connect_timeout=10)
    except psycopg2.Error as error:
        raise StackError(f"the server of WIREROOM_DATABASE_URL does not let us in: {error}") from error
