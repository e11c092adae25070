"""The URL of a PostgreSQL that the operator has in; databases that the stack can use there out."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.databases import Databases, for_sqlalchemy
from wireroom.stack.postgres_roles import AIRFLOW_DATABASE, ensure_database

OLDEST = 150000  # server_version_num; older ones lack what the migrations use


def use_own_server(settings: Settings) -> Databases:
    """Check that the server answers and is new enough; make database `airflow` there where none is named.

    StackError says which right or which setting is missing.
    """
    _check(settings.admin_database_url)
    airflow_url = settings.airflow_database_url or _beside(settings.admin_database_url)
    return Databases(
        admin_url=settings.admin_database_url,
        loader_url=settings.database_url,
        reader_url=settings.reader_database_url,
        airflow_url=for_sqlalchemy(airflow_url),
    )


def _check(url: str) -> None:
    with closing(_connect(url)) as connection:
        if connection.server_version < OLDEST:
            found = connection.server_version // 10000
            raise StackError(f"WIREROOM_DATABASE_URL: PostgreSQL {found} answers, 15 or newer is needed")


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
