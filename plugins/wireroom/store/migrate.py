"""A database in any earlier state in, the present schema out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from psycopg2 import errors

from wireroom.errors import MigrationError
from wireroom.store.connection import Connection, connect
from wireroom.store.patient import Patience, patiently
from wireroom.store.queries import SQL_FOLDER, query
from wireroom.store.reader_limits import limit_readers
from wireroom.store.session_limits import MIGRATING
from wireroom.store.views import put_views_back

# Of "IF NOT EXISTS", where another migrator makes the same at the same moment.
_MADE_BY_ANOTHER = (errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateSchema)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration came to: the names of the migrations applied now, and how many were there before."""

    applied: tuple[str, ...]
    present: int
    views: tuple[str, ...] = ()  # files of views that were put in place now
    remarks: tuple[str, ...] = ()  # what we had not the right to do, and who can


def migrate(
    url: str,
    *,
    folder: Path = SQL_FOLDER,
    reader_limits: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda words: None,
    patience: Patience | None = None,
) -> Migrated:
    """Apply what is missing, each migration in a transaction, then put changed views in place.

    Safe to run twice and from two places at once. Whoever holds a lock that is needed is waited for in short
    turns, so that nobody queues up behind us, and named to `tell`. `reader_limits`: settings of Postgres that
    role `wireroom_reader` gets, whatever it has. Raises MigrationError naming the file where one fails, has
    been edited since it was applied, or is missing, and the sessions in the way when `patience` ends;
    StoreError where Postgres is not there.
    """
    waiting = patience or Patience()
    with connect(url, application="wireroom migrate", limits=MIGRATING) as conn:
        table = partial(_make_table, conn)
        patiently(conn, "schema_migrations", table, waiting, tell, passing=_MADE_BY_ANOTHER)
        before = _recorded(conn)
        files = sorted((folder / "migrations").glob("*.sql"))
        _check(before, files)
        missing = [file for file in files if file.name not in before]
        applied = [
            f.name for f in missing if patiently(conn, f.name, partial(_apply, conn, f), waiting, tell)
        ]
        work = partial(put_views_back, conn, folder, rights=bool(missing))
        views = patiently(conn, "views", work, waiting, tell)
        limit = partial(limit_readers, conn, reader_limits or {})
        remarks = patiently(conn, "limits of readers", limit, waiting, tell)
    return Migrated(tuple(applied), len(before), views, remarks)


def _make_table(conn: Connection) -> None:
    with conn.cursor() as cursor:
        cursor.execute(query("migration_table"))


def _recorded(conn: Connection) -> dict[str, bytes]:
    with conn.cursor() as cursor:
        cursor.execute(query("migrations_applied"))
        recorded = {name: bytes(checksum) for name, checksum in cursor.fetchall()}
    conn.commit()
    return recorded


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


def _apply(conn: Connection, file: Path) -> bool:
    """True where it was applied now, False where another migrator has been faster."""
    with conn.cursor() as cursor:
        cursor.execute(query("lock_migrations"))
        cursor.execute(query("migrations_applied"))
        if file.name in {name for name, _ in cursor.fetchall()}:
            return False
        cursor.execute(file.read_text(encoding="utf-8"))
        cursor.execute(query("migration_record"), {"name": file.name, "checksum": _checksum(file)})
    return True


def _checksum(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
