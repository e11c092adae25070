"""A name in, a login that reads `news` and writes in a schema of its own out: for dbt and the like."""

from __future__ import annotations

import re

import psycopg2
from psycopg2 import errors

from wireroom.errors import ConfigurationError
from wireroom.store.connection import Connection
from wireroom.store.postgres_errors import store_error
from wireroom.store.queries import query, roll_back

_NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")
_OURS = ("wireroom", "news", "public", "postgres", "information_schema")
_ANY_WORD = re.compile(r"[!-~]{12,200}")


def make_analyst(conn: Connection, name: str, password: str = "") -> None:
    """Make the role and the schema `name`, or give one that is there what it lacks; its tables stay.

    `password`: empty leaves it as it is. Raises ConfigurationError for a name or password that cannot be, and
    where we may not make roles; StoreError where Postgres fails.
    """
    if not _NAME.fullmatch(name) or name.startswith(("pg_", "wireroom_")) or name in _OURS:
        raise ConfigurationError(
            f"{name!r} cannot be the name of an analyst: 3 to 41 letters a to z, digits and _, none of ours"
        )
    if password and (not _ANY_WORD.fullmatch(password) or "$analyst$" in password):
        raise ConfigurationError("the password must have 12 to 200 ASCII characters without spaces")
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("make_analyst"), {"name": name, "password": password})
        conn.commit()
    except errors.InsufficientPrivilege as error:
        roll_back(conn)
        raise ConfigurationError(
            f"the user of WIREROOM_ADMIN_DATABASE_URL may not make roles and schemas: {str(error).strip()}"
        ) from error
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "make_analyst") from error
