"""A database in any earlier state in, the present schema out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2 import errors

from wireroom.errors import MigrationError
from wireroom.store.connection import Connection, connect
from wireroom.store.queries import SQL_FOLDER, query


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration came to: the names of the migrations applied now, and how many were there before."""

    applied: tuple[str, ...]
    present: int


def migrate(url: str, *, folder: Path = SQL_FOLDER) -> Migrated:
    """Apply what is missing, each migration in a transaction, then put all views back.

    Safe to run twice and from two places at once. Raises MigrationError naming the file where one fails, has
    been edited since it was applied, or is missing; StoreError where Postgres is not there.
    """
    with connect(url, application="wireroom migrate") as conn:
        with conn.cursor() as cursor:
            cursor.execute(query("migration_lock"))
        conn.commit()
        _execute(conn, "schema_migrations", query("migration_table"))
        conn.commit()
        before = _recorded(conn)
        files = sorted((folder / "migrations").glob("*.sql"))
        _check(before, files)
        missing = [file for file in files if file.name not in before]
        for file in missing:
            _apply(conn, file)
        _put_views_back(conn, folder)
    return Migrated(tuple(file.name for file in missing), len(before))


def _recorded(conn: Connection) -> dict[str, bytes]:
    with conn.cursor() as cursor:
        cursor.execute(query("migrations_applied"))
        return {name: bytes(checksum) for name, checksum in cursor.fetchall()}


def _check(recorded: dict[str, bytes], files: list[Path]) -> None:
    """Refuse to go on from a history that is not ours: forward only, and what is applied is never edited."""
    by_name = {file.name: file for file in files}
    for name, checksum in recorded.items():
        if name not in by_name:
            raise MigrationError(
                "is applied in this database but not in this checkout: update the checkout", migration=name
            )
        if _checksum(by_name[name]) != checksum:
            raise MigrationError(
                "was edited after it was applied: restore it and write a new migration", migration=name
            )
    latest = max(recorded, default="")
    for file in files:
        if file.name not in recorded and file.name < latest:
            raise MigrationError(
                f"comes before {latest}, which is applied: give it a later number", migration=file.name
            )


def _apply(conn: Connection, file: Path) -> None:
    with conn.cursor() as cursor:
        _execute(conn, file.name, file.read_text(encoding="utf-8"))
        cursor.execute(query("migration_record"), {"name": file.name, "checksum": _checksum(file)})
    conn.commit()


def _put_views_back(conn: Connection, folder: Path) -> None:
    """Replace the views in place, which keeps what others built on them and were granted.

    Where a view changed its shape that cannot be done, and all are made anew. One transaction: readers see
    either the old views or the new ones.
    """
    try:
        _make_views(conn, folder)
    except MigrationError as error:
        if not isinstance(error.__cause__, (errors.InvalidTableDefinition, errors.InvalidFunctionDefinition)):
            raise
        _execute(conn, "views", query("drop_views"))
        _make_views(conn, folder)
    conn.commit()


def _make_views(conn: Connection, folder: Path) -> None:
    for file in sorted((folder / "views").glob("*.sql")):
        _execute(conn, f"views/{file.name}", file.read_text(encoding="utf-8"))


def _execute(conn: Connection, name: str, text: str) -> None:
    try:
        with conn.cursor() as cursor:
            cursor.execute(text)
    except psycopg2.Error as error:
        conn.rollback()
        raise MigrationError(str(error).strip(), migration=name) from error


def _checksum(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
