"""Give role `wireroom_reader` its limits in a migrated database, without a way around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import psycopg2
from psycopg2 import errors

from wireroom.errors import ConfigurationError
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_one, is_passing, query, roll_back, store_error

READER_LIMITS: Mapping[str, str] = {
    "statement_timeout": "30min",
    "idle_in_transaction_session_timeout": "5min",
    "lock_timeout": "10s",
    "temp_file_limit": "10GB",
}
_NAMED = 5  # the most databases or logins that a remark names

_NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")
_OURS = ("wireroom", "news", "public", "postgres", "information_schema")
_ANY_WORD = re.compile(r"[!-~]{12,200}")


def limit_readers(conn: Connection, wished: Mapping[str, str]) -> tuple[str, ...]:
    """Set the limits given, and defaults for those that the role does not have; in the open transaction.

    Returns in words what we lack the right to do, with the statements for whoever has it. Limits that the
    operator gave the role stay. Raises ConfigurationError for a value that Postgres refuses.
    """
    before = fetch_one(conn, "schema/reader_rights")
    missing = [name for name in READER_LIMITS if name in wished or name not in before["limits"]]
    values = {name: wished.get(name, READER_LIMITS[name]) for name in missing}
    refused = [name for name, value in values.items() if not _set(conn, name, value)]
    if before["large_objects"]:
        _try(conn, "schema/forbid_large_objects")
    return _remarks(fetch_one(conn, "schema/reader_rights"), {name: values[name] for name in refused})


def _set(conn: Connection, name: str, value: str) -> bool:
    try:
        return _try(conn, "schema/limit_reader", {"name": name, "value": value})
    except psycopg2.Error as error:
        if is_passing(error):
            raise
        raise ConfigurationError(f"WIREROOM_READER_{name.upper()}: {str(error).strip()}") from error


def _try(conn: Connection, name: str, values: Mapping[str, str] | None = None) -> bool:
    """Run a statement; False if we lack the right."""
    with conn.cursor() as cursor:
        cursor.execute(query("sessions/savepoint"))
        try:
            cursor.execute(query(name), values)
        except errors.InsufficientPrivilege:
            cursor.execute(query("sessions/roll_back_to_savepoint"))
            return False
    return True


def _remarks(rights: Mapping[str, Any], refused: Mapping[str, str]) -> tuple[str, ...]:
    remarks = []
    if refused:
        limits = ", ".join(f"{name} = '{value}'" for name, value in refused.items())
        remarks.append(
            f"we may not limit readers by {limits}; a superuser may: ALTER ROLE wireroom_reader SET …"
        )
    if rights["large_objects"]:
        remarks.append(
            "readers may make large objects; a superuser can forbid it: "
            "sql/queries/schema/forbid_large_objects.sql"
        )
    if rights["other_databases"]:
        names = _some(rights["other_databases"])
        remarks.append(
            f"readers may connect to other databases too ({names}), as anybody may: "
            "REVOKE CONNECT ON DATABASE … FROM PUBLIC"
        )
    if rights["logins_without_limits"]:
        names = _some(rights["logins_without_limits"])
        remarks.append(
            f"these readers have no limits ({names}), a role hands none down: "
            f"ALTER ROLE … SET statement_timeout = '{READER_LIMITS['statement_timeout']}'; … "
            "(see docs/OPERATING.md)"
        )
    return tuple(remarks)


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def make_analyst(conn: Connection, name: str, password: str = "") -> None:
    """Make the role and the schema `name`, or add what an existing one lacks; its tables stay.

    An empty `password` leaves it as it is. Raises ConfigurationError for an invalid name or password, or if
    we may not make roles; StoreError if Postgres fails.
    """
    if not _NAME.fullmatch(name) or name.startswith(("pg_", "wireroom_")) or name in _OURS:
        raise ConfigurationError(
            f"{name!r} cannot be the name of an analyst: 3 to 41 letters a to z, digits and _, none of ours"
        )
    if password and (not _ANY_WORD.fullmatch(password) or "$analyst$" in password):
        raise ConfigurationError("the password must have 12 to 200 ASCII characters without spaces")
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("schema/make_analyst"), {"name": name, "password": password})
        conn.commit()
    except errors.InsufficientPrivilege as error:
        roll_back(conn)
        raise ConfigurationError(
            f"the user of WIREROOM_ADMIN_DATABASE_URL may not make roles and schemas: {str(error).strip()}"
        ) from error
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, "the analyst was not made") from error
