"""Bring a database from any earlier state to the present schema and views."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - a class that psycopg2 names in lower case

from wireroom.errors import MigrationError
from wireroom.store.connection import MIGRATING, Connection, check_server, connect
from wireroom.store.lock_waits import RetryPolicy, retry_while_locked
from wireroom.store.queries import SQL_FOLDER, fetch_one, is_passing, query
from wireroom.store.schema.chunk_tables import show_chunks
from wireroom.store.schema.reader_limits import limit_readers

# Errors of "IF NOT EXISTS" while another migrator makes the same object.
_MADE_BY_ANOTHER = (errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateSchema)
_MADE = re.compile(r"^CREATE OR REPLACE (?:VIEW|FUNCTION) ((?:news|wireroom)\.\w+)", re.MULTILINE)
_SHAPE_CHANGED = (errors.InvalidTableDefinition, errors.InvalidFunctionDefinition)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What migrating did: the migrations applied now, by name, and how many were applied before."""

    applied: tuple[str, ...]
    present: int
    views: tuple[str, ...] = ()  # files of views that were replaced
    remarks: tuple[str, ...] = ()  # what we lack the right to do, and who has it


def migrate(
    url: str,
    *,
    folder: Path = SQL_FOLDER,
    reader_limits: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda words: None,
    retry: RetryPolicy | None = None,
) -> Migrated:
    """Apply missing migrations, each in a transaction, then replace views that have changed.

    May run twice, and in two places at once. A lock that is needed is waited for in short turns, so that
    nobody queues behind us; its holder is named to `tell`. `reader_limits`: settings of Postgres for the role
    `wireroom_reader`, whatever it has. Raises MigrationError with the file that failed, was edited after it
    was applied, or is missing, or with the sessions in the way after the last try of `retry`; StoreError if
    Postgres cannot be reached, or the server or database cannot be used.
    """
    waiting = retry or RetryPolicy()
    with connect(url, application="wireroom migrate", limits=MIGRATING) as conn:
        check_server(conn)
        table = partial(_make_table, conn)
        retry_while_locked(conn, "schema_migrations", table, waiting, tell, passing=_MADE_BY_ANOTHER)
        before = _migrations_recorded(conn)
        files = sorted((folder / "migrations").glob("*.sql"))
        _check_history(before, files)
        missing = [file for file in files if file.name not in before]
        applied = [
            f.name
            for f in missing
            if retry_while_locked(conn, f.name, partial(_apply, conn, f), waiting, tell)
        ]
        work = partial(put_views_back, conn, folder, rights=bool(missing))
        views = retry_while_locked(conn, "views", work, waiting, tell)
        limit = partial(limit_readers, conn, reader_limits or {})
        remarks = retry_while_locked(conn, "limits of readers", limit, waiting, tell)
        remarks += retry_while_locked(conn, "takedowns", partial(_allow_takedowns, conn), waiting, tell)
        retry_while_locked(conn, "vectors", partial(show_chunks, conn), waiting, tell)
        retry_while_locked(conn, "cursors of a copy", partial(_begin_epoch, conn), waiting, tell)
    return Migrated(tuple(applied), len(before), views, remarks)


def _make_table(conn: Connection) -> None:
    with conn.cursor() as cursor:
        cursor.execute(query("schema/migration_table"))


def _begin_epoch(conn: Connection) -> None:
    with conn.cursor() as cursor:
        cursor.execute(query("schema/begin_epoch"))


def _allow_takedowns(conn: Connection) -> tuple[str, ...]:
    """Make the role of takedowns if we may, and give it its rights: at each migration, as that may change."""
    with conn.cursor() as cursor:
        cursor.execute(query("schema/lock_migrations"))
        cursor.execute(query("schema/allow_takedowns"))
    if fetch_one(conn, "schema/takedown_role")["is_there"]:
        return ()
    remark = "pages can take no article down without this role: CREATE ROLE wireroom_takedown NOLOGIN"
    return (f"{remark}, which we may not; then migrate again",)


def _migrations_recorded(conn: Connection) -> dict[str, bytes]:
    with conn.cursor() as cursor:
        cursor.execute(query("schema/migrations_applied"))
        recorded = {name: bytes(checksum) for name, checksum in cursor.fetchall()}
    conn.commit()
    return recorded


def _check_history(recorded: dict[str, bytes], files: list[Path]) -> None:
    """Refuse a history that is not ours: migrations are applied forward only, and never edited after that.

    One that is missing among those applied is applied late (decision 209).
    """
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


def _apply(conn: Connection, file: Path) -> bool:
    """Apply a migration; False if another migrator was faster."""
    with conn.cursor() as cursor:
        cursor.execute(query("schema/lock_migrations"))
        cursor.execute(query("schema/migrations_applied"))
        if file.name in {name for name, _ in cursor.fetchall()}:
            return False
        cursor.execute(file.read_text(encoding="utf-8"))
        cursor.execute(query("schema/migration_record"), {"name": file.name, "checksum": _checksum(file)})
    return True


def _checksum(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()


def put_views_back(conn: Connection, folder: Path, *, rights: bool) -> tuple[str, ...]:
    """Replace changed views in place, which keeps grants and what depends on them; names of the files.

    An unchanged view is not touched: replacing it would wait for all who read it. `rights`: the file of
    rights, the last in the folder, is applied in any case, since there may be new tables. If the columns of a
    view have changed, all are made anew. In the open transaction: readers see either the old views or the new
    ones.
    """
    with conn.cursor() as cursor:
        cursor.execute(query("schema/lock_migrations"))
        files = sorted((folder / "views").glob("*.sql"))
        checksums = {file: hashlib.sha256(file.read_bytes()).digest() for file in files}
        recorded, present = _views_recorded(cursor), _views_present(cursor)
        changed = [
            file for file in files if recorded.get(file.name) != checksums[file] or _made_by(file) - present
        ]
        if (changed or rights) and files and files[-1] not in changed:
            changed.append(files[-1])
        cursor.execute(query("sessions/savepoint"))
        try:
            _run_files(cursor, changed)
        except _SHAPE_CHANGED:
            cursor.execute(query("sessions/roll_back_to_savepoint"))
            cursor.execute(query("schema/drop_views"))
            changed = files
            _run_files(cursor, changed)
        for file in changed:
            cursor.execute(query("schema/view_record"), {"name": file.name, "checksum": checksums[file]})
    return tuple(file.name for file in changed)


def _made_by(file: Path) -> set[str]:
    return set(_MADE.findall(file.read_text(encoding="utf-8")))


def _views_present(cursor: Cursor) -> set[str]:
    cursor.execute(query("schema/views_present"))
    return {row[0] for row in cursor.fetchall()}


def _views_recorded(cursor: Cursor) -> dict[str, bytes]:
    cursor.execute(query("schema/views_recorded"))
    return {name: bytes(checksum) for name, checksum in cursor.fetchall()}


def _run_files(cursor: Cursor, files: list[Path]) -> None:
    for file in files:
        try:
            cursor.execute(file.read_text(encoding="utf-8"))
        except psycopg2.Error as error:
            if is_passing(error) or isinstance(error, _SHAPE_CHANGED):
                raise
            raise MigrationError(str(error).strip(), migration=f"views/{file.name}") from error
