"""A cluster and a wished port in; a running PostgreSQL on 127.0.0.1 out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from wireroom.errors import StackError
from wireroom.stack.patience import wait_until
from wireroom.stack.ports import HOST
from wireroom.stack.postgres_cluster import SUPERUSER
from wireroom.stack.postgres_install import Install
from wireroom.stack.processes import Command, clean_environment
from wireroom.stack.state import ProcessRecord

NAME = "postgres"
START_TIMEOUT = 180.0  # seconds; recovery after a crash may take some
RESERVED_CONNECTIONS = (
    40  # of a hundred, for loading and for Airflow, which hold some thirty at their busiest
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server answers."""

    port: int
    host: str = HOST

    def url(self, role: str, password: str, database: str, driver: str = "postgresql") -> str:
        """A libpq URL, or with `driver` one for SQLAlchemy; passwords are URL-safe (`Credentials`)."""
        return f"{driver}://{role}:{password}@{self.host}:{self.port}/{database}"


def server_command(install: Install, port: int, environ: Mapping[str, str] = os.environ) -> Command:
    """Only what must hold whatever postgresql.conf says is given here.

    No Unix socket: its path may hold 107 bytes, and a checkout may lie deeper than that. Loopback
    with a password serves us and BI tools alike, and what these leave open may not keep us out.
    """
    settings = {
        "port": str(port),
        "listen_addresses": HOST,
        "unix_socket_directories": "",
        "reserved_connections": str(RESERVED_CONNECTIONS),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    arguments = (str(install.binaries / "postgres"), "-D", str(install.data), *options)
    return Command(NAME, arguments, clean_environment(environ), Path("/"), install.account)


def wait_for_server(record: ProcessRecord, address: Address, password: str) -> None:
    """Return when it lets its superuser in; crash recovery is part of the start."""
    url = address.url(SUPERUSER, password, "postgres")
    wait_until(lambda: answers(url), what="PostgreSQL", process=record, timeout=START_TIMEOUT, pause=0.1)


def answers(url: str) -> bool | None:
    """True when a connection can be made, None while the server is not ready."""
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.OperationalError as error:
        if "password authentication failed" in str(error):
            raise StackError(
                "PostgreSQL runs, and refuses the password of credentials.json: the data folder is from "
                "another installation. Restore the credentials, or `make clean DATA=1` (it deletes all)."
            ) from error
        return None
    return True
