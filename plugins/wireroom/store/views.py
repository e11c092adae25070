"""A migrated database in, the views and functions of schema `news` as their files have them out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - a class that psycopg2 names in lower case

from wireroom.errors import MigrationError
from wireroom.store.connection import Connection
from wireroom.store.failures import is_passing
from wireroom.store.queries import query

_MADE = re.compile(r"^CREATE OR REPLACE (?:VIEW|FUNCTION) ((?:news|wireroom)\.\w+)", re.MULTILINE)
_SHAPE_CHANGED = (errors.InvalidTableDefinition, errors.InvalidFunctionDefinition)


def put_views_back(conn: Connection, folder: Path, *, rights: bool) -> tuple[str, ...]:
    """Replace what changed, in place, which keeps what others built on it and were granted; names of files.

    An unchanged view that is there is not touched: replacing it would wait for everybody who reads it.
    `rights`: the file of rights, last in the folder, is put back all the same, since there may be new tables.
    Where a view changed its shape, all are made anew. In the open transaction: readers see either the old
    views or the new ones.
    """
    with conn.cursor() as cursor:
        cursor.execute(query("lock_migrations"))
        files = sorted((folder / "views").glob("*.sql"))
        checksums = {file: hashlib.sha256(file.read_bytes()).digest() for file in files}
        recorded, present = _recorded(cursor), _present(cursor)
        changed = [
            file for file in files if recorded.get(file.name) != checksums[file] or _makes(file) - present
        ]
        if (changed or rights) and files and files[-1] not in changed:
            changed.append(files[-1])
        cursor.execute(query("savepoint_views"))
        try:
            _execute(cursor, changed)
        except _SHAPE_CHANGED:
            cursor.execute(query("rollback_views"))
            cursor.execute(query("drop_views"))
            changed = files
            _execute(cursor, changed)
        for file in changed:
            cursor.execute(query("view_record"), {"name": file.name, "checksum": checksums[file]})
    return tuple(file.name for file in changed)


def _makes(file: Path) -> set[str]:
    return set(_MADE.findall(file.read_text(encoding="utf-8")))


def _present(cursor: Cursor) -> set[str]:
    cursor.execute(query("views_present"))
    return {row[0] for row in cursor.fetchall()}


def _recorded(cursor: Cursor) -> dict[str, bytes]:
    cursor.execute(query("views_recorded"))
    return {name: bytes(checksum) for name, checksum in cursor.fetchall()}


def _execute(cursor: Cursor, files: list[Path]) -> None:
    for file in files:
        try:
            cursor.execute(file.read_text(encoding="utf-8"))
        except psycopg2.Error as error:
            if is_passing(error) or isinstance(error, _SHAPE_CHANGED):
                raise
            raise MigrationError(str(error).strip(), migration=f"views/{file.name}") from error
